"""The rules office: changes of the law tried and kept, and bills assessed."""
