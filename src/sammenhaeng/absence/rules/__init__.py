"""What is true of absence, whatever is stored. Pure."""
