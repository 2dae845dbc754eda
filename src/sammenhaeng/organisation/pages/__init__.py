"""Pages of the units and of the imports."""
