"""What a person or unit must do, and by when."""
