"""How the rooms are wired together: settings, addresses, reactions, refusals, command line."""
