"""How sure a figure is: drawn toward the mean of its kind, and what it is then good for."""

from math import exp

from django.utils.translation import gettext

from sammenhaeng.compare.rules import words
from sammenhaeng.design.charts.chart import Table
from sammenhaeng.design.words import number
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed
from sammenhaeng.statistics.funnel import Z95

from . import places, public, told
from .places import Place
from .told import Figure


def table(at: Place) -> Table | None:
    """The adjusted figure and the drawn one with intervals; None where nothing is judged."""
    row = at.now.row
    if row.shrunk is None or not at.now.use or not at.now.is_shown:
        return None
    unit = places.unit_of(at.indicator)
    kept = _kept(row.reliability or 0.0)
    rows = (
        (gettext("Justeret tal"), at.now.adjusted, public.interval(at.now), HIDDEN),
        (gettext("Trukket mod gennemsnittet"), *drawn(at),
         gettext(words.GOOD_FOR[at.now.use]).capitalize()),
    )  # fmt: skip
    columns = (gettext("Tal"), unit.capitalize(), gettext("Usikkerhed"), gettext("Kan bruges"))
    return Table(gettext("Hvor sikkert er jeres tal?"), columns, rows, (1, 2), kept, (0, 1, 0, 0))


def _kept(reliability: float) -> str:
    part = round(100 * reliability)
    if not part:
        return gettext(
            "Stederne er ikke mere forskellige, end tilfældet gør dem. Derfor er intet af stedets "
            "eget tal tilbage."
        )
    return gettext("{part} % af stedets eget tal er tilbage.").format(part=part)


def drawn(at: Place) -> tuple[Disclosed[float], str]:
    """The figure drawn toward its kind, and its interval."""
    one, row = at.now, at.now.row
    scale = at.kind.shown_mean / at.kind.factors[-1]
    low, high = ((end or 0) * scale for end in (row.shrunk_lower, row.shrunk_upper))
    value = told.beside(one.adjusted, (row.shrunk or 0) * scale)
    return value, HIDDEN if value.is_hidden else f"{number(low, 1)}–{number(high, 1)}"


def of_expected(one: Figure) -> str:
    """How sure the adjustment itself is: 95 % of the expected, persons of a place hang together."""
    if one.expected.is_hidden:
        return ""
    times = exp(Z95 * one.row.expected_error)
    return gettext(
        "Det forventede er selv et skøn. Når alt er regnet med, ligger det mellem {low} og {high} "
        "(95 % usikkerhed, hvor medarbejdere på samme sted antages at ligne hinanden)."
    ).format(
        low=number(one.expected.value / times, 1), high=number(one.expected.value * times, 1)
    )  # fmt: skip
