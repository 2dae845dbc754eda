"""How many plans people have at once; a number that may not be told is null."""

from collections.abc import Iterable

from sammenhaeng.design.api import Closed
from sammenhaeng.journeys.queries.figures import PlanLoads
from sammenhaeng.statistics.disclosure import Disclosed

Count = int | None


def _shown(count: Disclosed) -> Count:
    return None if count.is_hidden else count.value


class Tally(Closed):
    """Tally in order, the last is of so many and more, and their total."""

    counts: list[Count]
    total: Count

    @classmethod
    def of(cls, counts: Iterable[Disclosed], total: Disclosed) -> "Tally":
        return cls(counts=[_shown(one) for one in counts], total=_shown(total))


class AuthoritiesCounted(Closed):
    """Citizens whose plans are with these authorities, by 1, 2, … plans."""

    authorities: str
    citizens: Tally


class PlansCounted(Closed):
    """Citizens and households by 1, 2, … plans; citizens by 0, 1, … contact persons."""

    by_authorities: list[AuthoritiesCounted]
    citizens: Tally
    households: Tally
    contacts: Tally

    @classmethod
    def of(cls, loads: PlanLoads) -> "PlansCounted":
        plans, homes, contacts = loads.plans, loads.households, loads.contacts
        rows = zip(loads.authorities, plans.rows, plans.row_totals, strict=True)
        return cls(
            by_authorities=[
                AuthoritiesCounted(authorities=name, citizens=Tally.of(row, total))
                for name, row, total in rows
            ],
            citizens=Tally.of(plans.column_totals, plans.total),
            households=Tally.of(homes.rows[0], homes.total),
            contacts=Tally.of(contacts.rows[0], contacts.total),
        )


class ParallelPlans(Closed):
    """The counter; null when nobody has a plan in the units."""

    counted: PlansCounted | None
