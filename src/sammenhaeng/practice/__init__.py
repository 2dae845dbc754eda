"""Solutions that work and how they spread."""
