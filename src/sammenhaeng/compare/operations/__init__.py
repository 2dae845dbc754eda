"""Verbs on dialogues and public comments."""
