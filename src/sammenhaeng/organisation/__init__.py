"""Authorities, units, institutions, positions and reporting lines."""
