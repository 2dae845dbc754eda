"""Everything that can happen to what is known about a citizen, and to their consents."""
