"""Everything that can happen to plans, lines and appointments."""
