"""Life events such as moving, and free choice of provider."""
