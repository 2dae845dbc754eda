"""Parsing of what people answer about benefits."""
