"""Seats, policy, relations to citizens, and Use: the logged permission to read about a citizen."""
