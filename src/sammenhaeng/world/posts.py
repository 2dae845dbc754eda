"""Solby's posts and who reports to whom, so that spans of control may be seen."""

from datetime import datetime

from django.db import transaction

from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Position, Unit
from sammenhaeng.organisation.operations import positions
from sammenhaeng.organisation.operations.positions import Post
from sammenhaeng.world.solby import FOUNDED, Solby

LED = {  # unit: (leader, title, staff and who leads a group of it)
    "jobcentre": ("Karen Holm", "afdelingsleder", (9, 7)),
    "family": ("Lise Munk", "afdelingsleder", (11, 12)),
    "school": ("Bo Winther", "skoleleder", (31, 24)),
}
DIRECTOR = ("Tove Dahl", "direktør")
ASSISTANTS = 3  # who report to a unit's own leader
STAFF = "medarbejder"


@transaction.atomic
def fill(cast: Solby, *, at: datetime) -> None:
    """A director, a leader in each unit with groups under theirs, and everybody's staff."""
    director = _post(cast, cast.units["town_hall"], Post(*DIRECTOR, leads=True), None, at)
    for key, (name, title, groups) in LED.items():
        unit = cast.units[key]
        leader = _post(cast, unit, Post(name, title, leads=True), director, at)
        for number in range(ASSISTANTS):
            _post(cast, unit, Post(f"{unit.name}, ansat {number + 1}", STAFF), leader, at)
        for number, size in enumerate(groups, 1):
            of = Post(f"{unit.name}, gruppe {number}", "gruppeleder")
            head = _post(cast, unit, of, leader, at)
            for one in range(size):
                _post(cast, unit, Post(f"{of.holder}, ansat {one + 1}", STAFF), head, at)


def _post(cast: Solby, unit: Unit, post: Post, above: Position | None, at: datetime) -> Position:
    days, by = Days(FOUNDED), cast.eva
    made = positions.appoint(unit, post, days=days, by=by, at=at)
    if above:
        positions.report_to(made, above, days=days, by=by, at=at)
    return made
