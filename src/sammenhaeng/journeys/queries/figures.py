"""Counts about plans, from the view without identity; ask inside access.operations.aggregate."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext, ngettext

from sammenhaeng.access.models import Seat
from sammenhaeng.design.charts.bars import Bar, Finding, bar_chart
from sammenhaeng.design.charts.chart import Cell, Chart, Table, hidden_note
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.disclosure import Disclosed, Released, disclose

MOST = 5  # this many and more are counted together
SQL = (
    "select authorities, plans::int, contacts::int, number::int from journeys_plan_loads "
    "where counted = %s and (%s::bigint[] is null or unit_ids && %s::bigint[])"
)


@dataclass(frozen=True)
class PlanLoads:
    """How many plans and contact persons people have at once; every number Disclosed."""

    authorities: tuple[str, ...]  # the rows of `plans`: each citizen is in exactly one
    plans: Released
    households: Released
    contacts: Released


def units_of(seat: Seat) -> list[int] | None:
    """The units a leader sees figures of: their own and those below; None for every unit."""
    if seat.role != "leader":
        return None
    below = Unit.objects.filter(ancestor_ids__contains=[seat.unit_id])
    return sorted({seat.own_unit.pk, *below.values_list("pk", flat=True)})


def plan_loads(unit_ids: list[int] | None) -> PlanLoads | None:
    """Citizens and households with a plan in one of the units, or None when there are none."""
    citizens = _rows("citizen", unit_ids)
    if not citizens:
        return None
    authorities = tuple(sorted({row[0] for row in citizens}))
    by_authority: Counter = Counter()
    contacts: Counter = Counter()
    for authority, plans, persons, number in citizens:
        by_authority[authority, min(plans, MOST)] += number
        contacts[min(persons, MOST)] += number
    homes: Counter = Counter()
    for _authority, plans, _persons, number in _rows("household", unit_ids):
        homes[min(plans, MOST)] += number
    columns = range(1, MOST + 1)
    return PlanLoads(
        authorities=authorities,
        plans=disclose([[by_authority[one, n] for n in columns] for one in authorities]),
        households=disclose([[homes[n] for n in columns]]),
        contacts=disclose([[contacts[n] for n in range(MOST + 1)]]),
    )


def _rows(counted: str, unit_ids: list[int] | None) -> list[tuple[str, int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, [counted, unit_ids, unit_ids])
        return cursor.fetchall()


def charts(loads: PlanLoads, csv: str) -> list[Chart]:
    """Citizens by plans, households by plans, citizens by contact persons."""
    plans, people = gettext("Planer på samme tid"), gettext("Borgere")
    citizens = Finding(
        _several(loads.plans.column_totals),
        gettext("Borgere efter antal planer på samme tid."),
        (plans, people),
        csv,
    )
    homes = Finding(
        gettext("Planer i samme husstand"),
        gettext("Husstande efter antal planer på samme tid."),
        (plans, gettext("Husstande")),
    )
    contacts = Finding(
        gettext("Kontaktpersoner i planerne"),
        gettext("Borgere efter antal ansvarlige kontaktpersoner."),
        (gettext("Kontaktpersoner"), people),
    )
    of_homes, of_contacts = loads.households, loads.contacts
    return [
        bar_chart(
            "plans", citizens, _bars(loads.plans.column_totals, 1, _plans), loads.plans.total
        ),
        bar_chart("households", homes, _bars(of_homes.rows[0], 1, _plans), of_homes.total),
        bar_chart(
            "contacts", contacts, _bars(of_contacts.rows[0], 0, _contacts), of_contacts.total
        ),
    ]


def _several(counts: tuple[Disclosed, ...]) -> str:
    """The finding; worked out from what is shown only."""
    if any(count.is_hidden for count in counts[1:]):
        return gettext("Så få har flere planer, at tallene ikke kan vises")
    several = sum(count.value for count in counts[1:])
    return ngettext(
        "{n} borger har to eller flere planer på samme tid",
        "{n} borgere har to eller flere planer på samme tid",
        several,
    ).format(n=several)


def _plans(n: int) -> str:
    return gettext("{n} planer eller flere").format(n=n) if n == MOST else _exactly(n)


def _exactly(n: int) -> str:
    return ngettext("{n} plan", "{n} planer", n).format(n=n)


def _contacts(n: int) -> str:
    if n == MOST:
        return gettext("{n} kontaktpersoner eller flere").format(n=n)
    return ngettext("{n} kontaktperson", "{n} kontaktpersoner", n).format(n=n)


def _bars(counts: tuple[Disclosed, ...], first: int, label) -> tuple[Bar, ...]:
    return tuple(Bar(label(first + i), count) for i, count in enumerate(counts))


def by_authority(loads: PlanLoads) -> Table:
    """Citizens by the authorities their plans are with, and by how many plans they have."""
    columns = [_plans(n) for n in range(1, MOST + 1)]
    rows: list[tuple[Cell, ...]] = [
        (name, *cells, total)
        for name, cells, total in zip(
            loads.authorities, loads.plans.rows, loads.plans.row_totals, strict=True
        )
    ]
    rows.append((gettext("I alt"), *loads.plans.column_totals, loads.plans.total))
    note = hidden_note() if loads.plans.has_hidden else ""
    return Table(
        gettext("Borgere efter myndigheder og antal planer"),
        (gettext("Myndigheder"), *columns, gettext("I alt")),
        tuple(rows),
        numeric=tuple(range(1, MOST + 2)),
        note=note,
    )
