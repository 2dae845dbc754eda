"""The law engine: one source of a benefit's law, checked, then run three ways."""
