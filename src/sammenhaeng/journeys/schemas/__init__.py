"""The API's shapes of plans, lines, meetings and statutory plans."""
