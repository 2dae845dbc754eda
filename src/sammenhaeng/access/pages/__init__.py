"""Logging in, seats, people, the trail and its oversight."""
