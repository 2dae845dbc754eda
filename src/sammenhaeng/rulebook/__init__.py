"""Rules that get in the way: reported, answered, tried without, measured and changed."""
