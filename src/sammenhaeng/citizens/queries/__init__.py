"""Questions about citizens through a Use. Nothing here writes."""
