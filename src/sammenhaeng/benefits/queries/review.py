"""How benefits are decided: by whom, how fast, and why not by a machine. Ask inside aggregate()."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.utils.translation import gettext

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.rules import cases, laws
from sammenhaeng.design.charts.chart import Cell, Table, hidden_note
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.disclosure import FEWEST, Disclosed, beside, disclose

SQL = (
    "select law, level, reason, seconds from benefits_decided "
    "where %s::bigint[] is null or unit_id = any(%s::bigint[])"
)
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

    title: str
    automatic: Disclosed[int]
    by_person: Disclosed[int]
    total: Disclosed[int]
    speed: Speed
    person_speed: Speed
    reasons: tuple[tuple[str, Disclosed[int]], ...]  # of those that a person decided: the main one

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
        laws.law(name).title, automatic, persons, total,  # type: ignore[arg-type]
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


def table(found: list[Reviewed]) -> Table:
    """A row for each benefit."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.title, one.total, one.automatic, one.by_person, one.share,
            one.speed.median, one.speed.ninety, one.person_speed.median, one.person_speed.ninety,
        )
        for one in found
    )  # fmt: skip
    columns = (
        gettext("Ydelse"), gettext("Afgørelser"), gettext("Automatiske"),
        gettext("Afgjort af en person"), gettext("Andel automatiske i pct."),
        gettext("Dage, median"), gettext("Dage, 90 pct. inden"),
        gettext("Dage hos en person, median"), gettext("Dage hos en person, 90 pct. inden"),
    )  # fmt: skip
    return Table(
        gettext("Afgørelser efter ydelse"), columns, rows, tuple(range(1, len(columns))),
        _note(rows), (0, 0, 0, 0, 0, 1, 1, 1, 1),
    )  # fmt: skip


def reasons_table(one: Reviewed) -> Table:
    """Why a person had to decide, by the main reason."""
    rows = tuple((gettext(words), count) for words, count in one.reasons if _is_some(count))
    return Table(
        gettext("Hvorfor {benefit} krævede en person").format(benefit=one.title),
        (gettext("Vigtigste grund"), gettext("Afgørelser")), rows, (1,), _note(rows),
    )  # fmt: skip


def _is_some(count: Disclosed[int]) -> bool:
    return count.is_hidden or count.value > 0


def _note(rows: tuple[tuple[Cell, ...], ...]) -> str:
    is_hiding = any(isinstance(c, Disclosed) and c.is_hidden for row in rows for c in row)
    return hidden_note() if is_hiding else ""
