"""Questions about the library of knowledge packages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from sammenhaeng.compare.rules import knowledge as rules
from sammenhaeng.compare.rules.knowledge import Because, Package, Profile
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.queries import most_reports
from sammenhaeng.statistics.disclosure import Disclosed

from . import figures as queries
from . import told
from .told import Figure


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
    newest = queries.newest()
    figures = told.of_several(queries.of_units(newest, [unit.pk]))
    own = {one.indicator: figure for one in newest for figure in figures[one.pk]}
    return shape(unit, own, day)


def shape(unit: Unit, newest: Mapping[str, Figure], day: date) -> Profile:
    """The same from the unit's figures by indicator."""
    rates = {code: one.rate for code, one in newest.items()}
    whole = rates.get("absence")
    return Profile(
        long=_share(rates.get("absence_long"), whole),
        short=_share(rates.get("absence_short"), whole),
        span=most_reports(unit.pk, day),
    )


def _share(part: Disclosed[float] | None, whole: Disclosed[float] | None) -> float | None:
    if part is None or whole is None or part.is_hidden or whole.is_hidden or not whole.value:
        return None
    return part.value / whole.value
