"""The synthetic nation's public staff and their absence, drawn from a seed at any scale."""
