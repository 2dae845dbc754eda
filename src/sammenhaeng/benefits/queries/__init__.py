"""Questions about applications for benefits and the decisions on them."""
