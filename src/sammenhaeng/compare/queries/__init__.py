"""Questions about results, dialogues, comments and spans of control."""
