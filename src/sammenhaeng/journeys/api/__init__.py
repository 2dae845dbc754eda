"""The API of plans and appointments."""
