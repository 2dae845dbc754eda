"""Questions about absence. Nothing here writes."""
