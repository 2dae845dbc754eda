"""The leaders' pages on results, spans of control and knowledge."""
