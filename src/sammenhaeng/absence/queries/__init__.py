"""Questions about absence. Nothing here writes."""

from .constants import Worth, gain_of, names_of, possible_days
from .delivered import KINDS, Months, deliveries, monthly, persons
from .staff import Staff

__all__ = ["KINDS",
    "Months", "Staff", "Worth", "deliveries", "gain_of", "monthly", "names_of", "persons",
    "possible_days",
]  # fmt: skip
