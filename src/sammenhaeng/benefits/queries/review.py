"""How benefits are decided: by whom, how fast, and why not by a machine. Ask inside aggregate()."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.utils.translation import gettext

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.rules import cases, laws
from sammenhaeng.design.charts.bars import Bar, Finding, bar_chart
from sammenhaeng.design.charts.chart import Cell, Chart, Table, hidden_note, told
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.disclosure import FEWEST, Disclosed, beside, disclose

SQL = (
    "select law, level, reason, seconds from benefits_decided "
    "where %s::bigint[] is null or unit_id = any(%s::bigint[])"
)
PURPOSE = "review of automation"
DAY_IN_SECONDS = 86_400
Row = tuple[str, str, str, float]


@dataclass(frozen=True)
class Speed:
    """Days from application to decision: the middle one, and what nine of ten are within."""

    median: Disclosed[float]
    ninety: Disclosed[float]


@dataclass(frozen=True)
class Reviewed:
    """The decisions on one benefit; every number Disclosed."""

    law: str
    title: str
    automatic: Disclosed[int]
    by_person: Disclosed[int]
    total: Disclosed[int]
    speed: Speed
    person_speed: Speed
    reasons: tuple[tuple[str, Disclosed[int]], ...]  # of those that a person decided: the main one

    @property
    def has_reasons(self) -> bool:
        return any(_is_some(count) for _, count in self.reasons)

    @property
    def share(self) -> Disclosed[float]:
        """Per cent that a machine decided."""
        hidden = next((one for one in (self.automatic, self.total) if one.is_hidden), None)
        if hidden is not None:
            return beside(hidden, 0.0)
        return beside(self.total, 100 * self.automatic.value / self.total.value)


def units_of(seat: Seat) -> list[int] | None:
    """The units a leader sees figures of: their own and those below; None for every unit."""
    if seat.role != "leader":
        return None
    below = Unit.objects.filter(ancestor_ids__contains=[seat.unit_id])
    return sorted({seat.own_unit.pk, *below.values_list("pk", flat=True)})


def reviewed(unit_ids: list[int] | None) -> list[Reviewed]:
    """Each benefit that has been decided in the units, in the order of the laws."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [unit_ids, unit_ids])
        rows: list[Row] = cursor.fetchall()
    found = [name for name in laws.names() if any(row[0] == name for row in rows)]
    if not found:
        return []
    released = disclose([_counts(rows, name) for name in found])
    return [
        _reviewed(name, rows, cells, total)
        for name, cells, total in zip(found, released.rows, released.row_totals, strict=True)
    ]


def _counts(rows: list[Row], name: str) -> list[int]:
    """Automatic ones, then those of each main reason: every decision is in exactly one."""
    counted: dict[str, int] = defaultdict(int)
    for law, level, reason, _seconds in rows:
        if law == name:
            counted["" if level == cases.AUTOMATIC else reason] += 1
    return [counted[""], *(counted[code] for code in cases.REASONS)]


def _reviewed(
    name: str, rows: list[Row], cells: tuple[Disclosed[int], ...], total: Disclosed[int]
) -> Reviewed:
    mine = [row for row in rows if row[0] == name]
    by_person = [row for row in mine if row[1] != cases.AUTOMATIC]
    automatic, *by_reason = cells
    persons = beside(automatic if automatic.is_hidden else total, len(by_person))
    return Reviewed(
        name, laws.law(name).title, automatic, persons, total,  # type: ignore[arg-type]
        _speed(mine, total), _speed(by_person, persons),
        tuple(zip(cases.REASONS.values(), by_reason, strict=True)),
    )  # fmt: skip


def _speed(rows: list[Row], people: Disclosed) -> Speed:
    days = [seconds / DAY_IN_SECONDS for *_, seconds in rows] or [0.0]
    median, ninety = np.percentile(days, [50, 90]).tolist()
    is_few = len(rows) < FEWEST
    return Speed(*(beside(people, one) if not is_few else hide(one) for one in (median, ninety)))


def hide(number: float) -> Disclosed[float]:
    """A number of too few people: the gate hides it with their count."""
    return beside(disclose([[1]]).total, number)


COUNTED_COLUMNS = (
    "Ydelse",
    "Afgørelser",
    "Automatiske",
    "Afgjort af en person",
    "Automatiske i pct.",
)
DAY_COLUMNS = (
    "Ydelse", "Dage, median", "Dage, 90 pct. inden", "Dage hos en person, median",
    "Dage hos en person, 90 pct. inden",
)  # fmt: skip


def counts(found: list[Reviewed]) -> Table:
    """How many decisions a machine and a person made on each benefit."""
    rows = tuple(
        (gettext(one.title), one.total, one.automatic, one.by_person, one.share) for one in found
    )
    return _table(gettext("Afgørelser efter ydelse"), COUNTED_COLUMNS, rows, 0)


def days(found: list[Reviewed]) -> Table:
    """From application to decision, of all and of those that a person made."""
    rows = tuple(
        (gettext(one.title), one.speed.median, one.speed.ninety, one.person_speed.median,
         one.person_speed.ninety)
        for one in found
    )  # fmt: skip
    return _table(gettext("Dage fra ansøgning til afgørelse"), DAY_COLUMNS, rows, 1)


def both(found: list[Reviewed]) -> Table:
    """Counts and days side by side, for CSV."""
    left, right = counts(found), days(found)
    rows = tuple((*one, *two[1:]) for one, two in zip(left.rows, right.rows, strict=True))
    columns = (*left.columns, *right.columns[1:])
    return Table(
        left.caption, columns, rows, tuple(range(1, len(columns))), _note(rows),
        (*left.decimals, *right.decimals[1:]),
    )  # fmt: skip


def _table(
    caption: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], decimals: int
) -> Table:
    told = tuple(map(gettext, columns))
    numeric = tuple(range(1, len(columns)))
    return Table(caption, told, rows, numeric, _note(rows), (decimals,) * len(columns))


def reasons_chart(one: Reviewed) -> Chart:
    """Why a person had to decide, by the main reason."""
    bars = tuple(Bar(gettext(words), count) for words, count in one.reasons if _is_some(count))
    heading = gettext("{benefit}: {count} afgørelser krævede en person")
    finding = Finding(
        heading.format(benefit=gettext(one.title), count=told(one.by_person)),
        gettext("Afgørelser efter den vigtigste grund."),
        (gettext("Vigtigste grund"), gettext("Afgørelser")),
    )
    return bar_chart(f"reasons-{one.law}", finding, bars, one.by_person)


def _is_some(count: Disclosed[int]) -> bool:
    return count.is_hidden or count.value > 0


def _note(rows: tuple[tuple[Cell, ...], ...]) -> str:
    is_hiding = any(isinstance(c, Disclosed) and c.is_hidden for row in rows for c in row)
    return hidden_note() if is_hiding else ""
