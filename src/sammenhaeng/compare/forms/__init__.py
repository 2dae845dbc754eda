"""What leaders write about results."""
