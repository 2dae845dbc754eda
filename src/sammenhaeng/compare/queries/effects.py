"""What a visit of the travelling team did, beside places like the one that was visited."""

from collections.abc import Sequence

from django.utils.translation import gettext

from sammenhaeng.absence.models import Visit
from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import effects as rules
from sammenhaeng.compare.rules.effects import Change
from sammenhaeng.design.words import number
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.statistics.disclosure import FEWEST

from . import figures as queries
from . import told
from .told import Figure

INDICATOR = "absence"


def change(visit: Visit) -> Change:
    """From the last year before the visit's to the first one after it; Refused when not known."""
    if visit.visit_on is None:
        raise Refused("state", "Besøget er ikke holdt endnu.")
    years = [_year(visit.visit_on.year + step) for step in (-1, 1)]
    row = queries.standing(years[0], visit.unit_id)
    keys = [visit.unit_id, *row.peers]
    before, after = (_shown(year, keys) for year in years)
    if visit.unit_id not in before or visit.unit_id not in after:
        raise Refused("invalid", "Stedet er for lille til, at effekten kan måles.")
    like = [key for key in row.peers if key in before and key in after]
    if len(like) < FEWEST:
        raise Refused("invalid", "Der er for få lignende steder at måle effekten ved siden af.")
    own = before[visit.unit_id], after[visit.unit_id]
    peers = [(before[key].adjusted.value, after[key].adjusted.value) for key in like]
    return rules.change(_values(own), _errors(own), peers)


def _year(year: int) -> Measurement:
    try:
        return queries.measured(INDICATOR, str(year), is_public=False)
    except Refused as refused:
        raise Refused(
            "state", "Effekten kan måles, når fraværet for {year} er gjort op.", year=year
        ) from refused


def _shown(measurement: Measurement, keys: list[int]) -> dict[int, Figure]:
    rows = queries.standings(measurement, keys)
    return {one.key: one for one in told.figures(measurement, rows) if one.is_shown}


def _values(own: Sequence[Figure]) -> tuple[float, float]:
    first, last = (one.adjusted.value for one in own)
    return first, last


def _errors(own: Sequence[Figure]) -> tuple[float, float]:
    first, last = ((one.upper.value - one.lower.value) / (2 * rules.Z95) for one in own)
    return first, last


def sentences(one: Change) -> list[str]:
    """What happened, in words; no more is claimed than the interval allows."""
    moved = gettext(
        "Stedets justerede fravær gik fra {before} til {after} dage. De {units} lignende steder "
        "gik i midten fra {like_before} til {like_after}."
    ).format(
        before=number(one.before, 1), after=number(one.after, 1), units=one.like_units,
        like_before=number(one.like_before, 1), like_after=number(one.like_after, 1),
    )  # fmt: skip
    effect = gettext("Forskellen er {effect} dage (95 % usikkerhed: {low} til {high}).").format(
        effect=number(one.effect, 1), low=number(one.low, 1), high=number(one.high, 1)
    )
    chance = gettext("Så stor en forskel er sjældent et tilfælde.") if one.is_told_apart else (
        gettext("Forskellen kan være et tilfælde.")
    )  # fmt: skip
    return [moved, effect, chance]
