"""Questions about absence. Nothing here writes."""

from .staff import Staff

__all__ = ["Staff"]
