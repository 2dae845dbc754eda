"""Questions about absence. Nothing here writes."""

from .constants import gain_of, possible_days
from .delivered import Months, deliveries, monthly, persons
from .staff import Staff

__all__ = ["Months", "Staff", "deliveries", "gain_of", "monthly", "persons", "possible_days"]
