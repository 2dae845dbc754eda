"""The public front, the site map, and each role's home."""
