"""Questions to the ledger: numbers as they were shown, and what the gate must know."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_

import numpy as np
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils.translation import gettext

from sammenhaeng.statistics.disclosure import Disclosed, Hierarchy, Published, from_ledger

from . import rules
from .models import Breach, Release, ReleasedCell, Withdrawal


def state(release: Release) -> str:
    """published, refused or withdrawn."""
    withdrawn = Withdrawal.objects.filter(release=release).exists()
    return rules.WITHDRAWN if withdrawn else release.outcome


def standing(code: str, period: str) -> Release | None:
    """The latest release of an indicator for a period that still stands."""
    found = Release.objects.standing().filter(code=code, periods=[period])
    return found.order_by("-at", "-pk").first()


def cell(release: Release, unit_id: int, column: str) -> Disclosed[float]:
    """One number of a published release as it was shown."""
    found = ReleasedCell.objects.get(release=release, unit_id=unit_id, column=column)
    return from_ledger(found.value)


def row(release: Release, unit_id: int) -> dict[str, Disclosed[float]]:
    """Every number of a unit."""
    found = ReleasedCell.objects.filter(release=release, unit_id=unit_id)
    return {column: from_ledger(value) for column, value in found.values_list("column", "value")}


def column(release_id: int, name: str) -> dict[int, Disclosed[float]]:
    """One column by unit."""
    found = ReleasedCell.objects.filter(release=release_id, column=name)
    return {unit: from_ledger(value) for unit, value in found.values_list("unit_id", "value")}


def cells(
    wanted: Mapping[int, Collection[int]],
) -> dict[tuple[int, int], dict[str, Disclosed[float]]]:
    """(release, unit) -> column -> the number, of the units wanted of each release, at once."""
    any_of = (Q(release=release, unit_id__in=units) for release, units in wanted.items())
    found = ReleasedCell.objects.filter(reduce(or_, any_of, Q(pk__in=[])))
    told: dict[tuple[int, int], dict[str, Disclosed[float]]] = defaultdict(dict)
    for release, unit, name, value in found.values_list("release_id", "unit_id", "column", "value"):
        told[release, unit][name] = from_ledger(value)
    return told


def breaches(release: Release) -> list[str]:
    """Why a release was refused, in sentences."""
    found = Breach.objects.filter(release=release).order_by("pk")
    return [gettext(rules.VERDICTS[one.rule]).format(n=one.cells) for one in found]


def ledger_for(subject: str, periods: Iterable[str]) -> list[Published]:
    """Everything the world has seen that can tell of the subject in the periods, newest first."""
    seen = Release.objects.published().filter(subject=subject)
    near = rules.within_reach(periods, seen.values_list("pk", "periods"))
    return [as_published(one) for one in seen.filter(pk__in=near).order_by("-at", "-pk")]


def as_published(release: Release) -> Published:
    """A published release as the gate let it through; without the numbers made of its cells."""
    cells = ReleasedCell.objects.filter(release=release, column__in=release.columns)
    told = cells.aggregate(
        values=ArrayAgg("value", order_by="pk"), reasons=ArrayAgg("reason", order_by="pk")
    )
    shape = len(release.units), len(release.columns)
    return Published(
        subject=release.subject,
        periods=tuple(release.periods),
        columns=tuple(release.columns),
        hierarchy=Hierarchy(np.array(release.units), np.array(release.parents)),
        values=np.array(told["values"], float).reshape(shape),
        reasons=np.array(told["reasons"], np.uint8).reshape(shape),
    )
