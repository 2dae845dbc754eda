"""A few places of an area side by side: what everybody may see of each, and their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import indicators, words
from sammenhaeng.design.charts.chart import Cell, Chart, Headline, Table
from sammenhaeng.design.charts.dots import Dot, dot_plot
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.queries import kinds_of_unit
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import figures as queries
from . import places, public, told
from .places import Wanted
from .told import Figure

MOST = 4  # places: more cannot be read beside each other on a screen or a page of paper


@dataclass(frozen=True)
class Side:
    """The chosen places, a table with a column for each, and their intervals as a picture."""

    kind: str
    name: str
    units: list[Unit]
    table: Table
    chart: Chart | None


def side(kind: str, chosen: Sequence[int], wanted: Wanted, csv: str = "") -> Side:
    """In the order they were chosen; no order of figures. Refused when they are none or too many.

    A place of another kind is not compared with these.
    """
    if kind not in kinds_of_unit():
        raise Refused("missing", "Det område findes ikke.")
    known = {
        one.pk: one
        for one in Unit.objects.filter(pk__in=chosen, kind=kind).select_related("authority")
    }
    units = [known[pk] for pk in chosen if pk in known]
    if len(units) > MOST:
        raise Refused("invalid", "Vælg højst {most} steder ad gangen.", most=MOST)
    name = gettext(kinds_of_unit()[kind])
    return Side(kind, name, units, _table(wanted, units, name), _chart(units, wanted, csv))


def _table(wanted: Wanted, units: list[Unit], name: str) -> Table:
    """What is known of each place, all of the wanted figure, and a row for each of the others."""
    rows: list[tuple[Cell, ...]] = [
        (gettext("Myndighed"), *(one.authority.name for one in units)),
        (gettext("Adresse"), *(one.address or HIDDEN for one in units)),
    ]
    newest = queries.newest(is_public=True)
    found = queries.of_units(newest, [one.pk for one in units])
    for measurement in sorted(newest, key=lambda one: one.indicator != wanted.indicator):
        figures = {one.key: one for one in told.figures(measurement, found[measurement.pk])}
        own = [figures.get(one.pk) for one in units]
        is_wanted = measurement.indicator == wanted.indicator
        rows += _whole(measurement, own) if is_wanted else [_short(measurement, own)]
    columns = (gettext("Hvad"), *(one.name for one in units))
    kept = tuple(row for row in rows if not all(map(_is_hidden, row[1:])))
    return Table(name, columns, kept, tuple(range(1, len(units) + 1)),
                 decimals=(0, *(1 for _ in units)))  # fmt: skip


def _is_hidden(cell: Cell) -> bool:
    return cell.is_hidden if isinstance(cell, Disclosed) else cell == HIDDEN


def _whole(measurement: Measurement, own: list[Figure | None]) -> list[tuple[Cell, ...]]:
    one, name = indicators.named(measurement.indicator), _name(measurement)
    return [
        (f"{name}: {places.unit_of(one)}", *(each.rate if each else HIDDEN for each in own)),
        (gettext("{name}: justeret").format(name=name),
         *(each.adjusted if each else HIDDEN for each in own)),
        (gettext("{name}: usikkerhed").format(name=name),
         *(public.interval(each) if each else HIDDEN for each in own)),
        (gettext("{name}: vurdering").format(name=name),
         *(public.said(each) if each else HIDDEN for each in own)),
        (gettext("{name}: kan bruges til").format(name=name), *map(_use, own)),
    ]  # fmt: skip


def _short(measurement: Measurement, own: list[Figure | None]) -> tuple[Cell, ...]:
    """The adjusted figure with its uncertainty in one cell."""
    name = gettext("{name}: justeret").format(name=_name(measurement))
    return name, *map(_with_interval, own)


def _with_interval(one: Figure | None) -> str:
    if one is None or one.adjusted.is_hidden:
        return HIDDEN
    return f"{told.shown(one.adjusted)} ({public.interval(one)})"


def _name(measurement: Measurement) -> str:
    one = indicators.named(measurement.indicator)
    return f"{places.name_of(one)}, {measurement.first_on.year}"


def _use(one: Figure | None) -> str:
    if one is None or not one.is_shown or one.use is None:
        return HIDDEN
    return gettext(words.GOOD_FOR[one.use])


def _chart(units: list[Unit], wanted: Wanted, csv: str) -> Chart | None:
    """The adjusted figures with their intervals beside the mean of the kind."""
    try:
        measurement = queries.measured(wanted.indicator, wanted.year, is_public=True)
    except Refused:
        return None
    rows = queries.standings(measurement, [one.pk for one in units])
    known = {one.key: one for one in told.figures(measurement, rows) if one.is_shown}
    shown = [known[one.pk] for one in units if one.pk in known]
    if not shown:
        return None
    ends = [(one.lower.value, one.upper.value) for one in shown]
    dots = [Dot(one.label, one.adjusted, one.lower, one.upper) for one in shown]
    mean = told.beside(shown[0].rate, told.mean_of(measurement, shown[0].kind))
    measure = told.measure_of(indicators.named(measurement.indicator))
    sub = gettext(
        "{name}. Tallet er justeret for medarbejdernes sammensætning. Stregen gennem et sted viser "
        "usikkerheden; den lodrette streg er gennemsnittet for samme slags i landet."
    ).format(name=measure.name)
    headline = Headline(finding(ends), sub, places.source_of(measurement), csv)
    return dot_plot("side", headline, dots, measure, mean)


def finding(ends: Sequence[tuple[float, float]]) -> str:
    """Only where no interval reaches another is it said that the places differ."""
    if len(ends) < 2:
        return gettext("Stedet ved siden af gennemsnittet")
    if all(low[1] < high[0] for low, high in pairwise(sorted(ends))):
        return gettext("Stederne kan skelnes fra hinanden")
    return gettext("Ikke alle stederne kan skelnes fra hinanden")
