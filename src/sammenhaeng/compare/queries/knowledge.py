"""Questions about the library of knowledge packages."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext

from sammenhaeng.compare.rules import knowledge as rules
from sammenhaeng.compare.rules.knowledge import Because, Package, Profile
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.queries import spans
from sammenhaeng.statistics.disclosure import Disclosed

from . import figures as queries
from . import told


@dataclass(frozen=True)
class Offered:
    """A package as a page shows it, with the reasons in words when it is suggested."""

    package: Package
    reasons: tuple[str, ...]


def library(profile: Profile | None) -> list[Offered]:
    """Every package, those that the unit's profile suggests first."""
    suggested = rules.suggestions(profile) if profile else []
    first = [Offered(one.package, tuple(map(_told, one.because))) for one in suggested]
    taken = {one.package.code for one in first}
    return first + [Offered(one, ()) for one in rules.packages() if one.code not in taken]


def _told(because: Because) -> str:
    said = gettext(rules.REASONS[because.trait])
    return said.format(share=because.share, count=because.count)


def profile(unit: Unit, day: date) -> Profile:
    """The shape of a unit's absence in the newest year; what may not be told is not known."""
    rates = _rates(unit)
    whole = rates.get("absence")
    return Profile(
        long=_share(rates.get("absence_long"), whole),
        short=_share(rates.get("absence_short"), whole),
        span=_span(unit, day),
    )


def _span(unit: Unit, day: date) -> int | None:
    """The most direct reports that a leader in the unit has."""
    own = spans(unit.authority_id, day).within(np.array([unit.pk]))
    return int(own.reports.max()) if own.reports.size else None


def _rates(unit: Unit) -> dict[str, Disclosed[float]]:
    newest = queries.newest()
    rows = queries.of_units(newest, [unit.pk])
    return {
        one.indicator: figure.rate
        for one in newest for figure in told.figures(one, rows[one.pk])
    }  # fmt: skip


def _share(part: Disclosed[float] | None, whole: Disclosed[float] | None) -> float | None:
    if part is None or whole is None or part.is_hidden or whole.is_hidden or not whole.value:
        return None
    return part.value / whole.value
