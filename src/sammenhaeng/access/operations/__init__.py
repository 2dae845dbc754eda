"""The gates, and who sits where: what other rooms tell access."""

from .reasons import open_with_reason
from .relations import Tie, part, relate
from .seats import found, name_stand_in, seat, seat_citizen, unseat
from .use import Use, aggregate, delay, look_up, look_up_many, refused, seal

__all__ = [
    "Tie", "Use", "aggregate", "delay", "found", "look_up", "look_up_many", "name_stand_in",
    "open_with_reason", "part", "refused", "relate", "seal", "seat", "seat_citizen", "unseat",
]  # fmt: skip
