"""Who may, and the log of every use of citizens' data."""

from .log import Figures, Reason, Refusal, UseBlock, UseLine
from .seats import Account, Relation, Seat, is_one_of

__all__ = [
    "Account", "Figures", "Reason", "Refusal", "Relation", "Seat", "UseBlock", "UseLine",
    "is_one_of",
]  # fmt: skip
