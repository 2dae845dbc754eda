"""Verbs of absence: follow an employee up, set a target, share money out, travel."""
