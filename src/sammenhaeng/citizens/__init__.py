"""Persons, households, consents, and what registers already know."""
