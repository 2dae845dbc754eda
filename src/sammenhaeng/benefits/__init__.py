"""Benefits decided from law that is code, and explained."""
