"""What staff can do, need to learn, and get to use."""
