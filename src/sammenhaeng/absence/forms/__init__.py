"""What people write about absence."""
