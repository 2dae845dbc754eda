"""Verbs on authorities, units, positions and imports."""
