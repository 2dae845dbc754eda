"""What is true of plans, lines and appointments, whatever is stored. Pure."""
