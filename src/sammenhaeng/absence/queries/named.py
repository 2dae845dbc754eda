"""A named employee's spells from the delivery: only through a Use of leader or HR."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import ibis
import pyarrow as pa
from ibis import _

from sammenhaeng.absence.models import Employment
from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.absence.rules.causes import SICKNESS
from sammenhaeng.absence.rules.deliveries import SPELLS
from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.queries import persons
from sammenhaeng.lake import queries as lake

from .delivered import fetched

SHOWN = 50  # spells, the last first


@dataclass(frozen=True)
class Sick:
    """A spell of an employee, without its cause; no last day while it goes on."""

    first_on: date
    last_on: date | None
    minutes: int | None  # none where the delivery does not say

    def days(self, today: date) -> int:
        """Calendar days so far, both ends included."""
        return ((self.last_on or max(today, self.first_on)) - self.first_on).days + 1

    def stage(self, today: date) -> str:
        """The last talk that a spell of this length asks for."""
        return rules.stage(self.days(today))


def spells(use: Use, held: Employment) -> list[Sick]:
    """The employee's in the unit of the employment; none without a CPR number to know them by."""
    person = persons.person(use)
    if not person.cpr:
        return []
    key = lake.pseudonym(person.cpr, held.unit.authority_id)
    own = lake.table(SPELLS).filter(_.unit == held.unit_id)
    return spells_of(use, own, key, fetched)


def spells_of(
    use: Use, spells: ibis.Table, pseudonym: int, fetch: Callable[[ibis.Table], pa.Table]
) -> list[Sick]:
    """The sickness absence of whom the lake calls `pseudonym`, the last first.

    The cause is left out, also of work injury.
    """
    use.covers("absence")
    own = spells.filter(
        _.employee == pseudonym, _.cause.isin([str(cause) for cause in sorted(SICKNESS)])
    )
    rows = own.select("first_on", "last_on", "minutes").order_by(ibis.desc("first_on"))
    return [Sick(**row) for row in fetch(rows.limit(SHOWN)).to_pylist()]
