"""Questions about absence. Nothing here writes."""

from .delivered import deliveries, persons
from .staff import Staff

__all__ = ["Staff", "deliveries", "persons"]
