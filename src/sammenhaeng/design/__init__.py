"""The page frame, its components and charts."""
