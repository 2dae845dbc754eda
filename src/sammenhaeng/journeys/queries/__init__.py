"""Questions about plans, lines and appointments. Nothing here writes."""
