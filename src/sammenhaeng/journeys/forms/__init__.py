"""What people write about plans, their lines and meetings."""
