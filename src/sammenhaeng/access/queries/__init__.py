"""Questions about seats, relations and the use log. Nothing here writes."""

from .cards import Card, card
from .relations import (
    colleagues,
    coordinated,
    in_care,
    kinds_held,
    matter,
    opened_by,
    related_citizens,
    units_with_case,
    who_may_see,
)
from .seats import (
    account,
    account_of,
    by_id,
    caseworkers,
    demo_accounts,
    machine,
    seat_of,
    seats_of,
    valid_seat,
)
from .use import Seals, last_use, lines_about, seals, with_reasons
from .words import Wording

__all__ = [
    "Card", "Seals", "Wording", "account", "account_of", "by_id", "card", "caseworkers",
    "colleagues", "coordinated", "demo_accounts", "in_care", "kinds_held", "last_use",
    "lines_about", "machine", "matter", "opened_by", "related_citizens", "seals", "seat_of",
    "seats_of", "units_with_case", "valid_seat", "who_may_see", "with_reasons",
]  # fmt: skip
