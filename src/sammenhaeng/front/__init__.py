"""The public front and each role's home: pages about several rooms at once."""
