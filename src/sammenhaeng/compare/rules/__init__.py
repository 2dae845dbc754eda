"""Verdicts about results: dialogues, comments and knowledge; pure."""
