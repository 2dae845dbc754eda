"""Open software for a public sector that acts as one."""
