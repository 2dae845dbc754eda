"""Pages about consents, the log, and looking up with a reason."""
