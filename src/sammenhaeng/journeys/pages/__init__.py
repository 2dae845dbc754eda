"""Pages of plans: the citizen's, and the staff's."""
