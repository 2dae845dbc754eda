"""Verdicts of this room: sheets, units, reporting lines and the reference data. Pure."""
