"""Questions about applications for benefits and the decisions on them, and about the law itself."""
