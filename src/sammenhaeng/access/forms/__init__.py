"""What people write to log in, about seats, and to ask the trail."""
