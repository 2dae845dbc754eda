"""One place's page of figures: itself, those it is compared with, and how it has moved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language, gettext

from sammenhaeng.compare.models import Kind, Measurement
from sammenhaeng.compare.rules import words
from sammenhaeng.compare.rules.indicators import Indicator, indicators, named
from sammenhaeng.design.charts import course as moments
from sammenhaeng.design.charts.chart import Chart, Headline, Measure, Table
from sammenhaeng.design.charts.dots import Middle, box_plot
from sammenhaeng.design.charts.funnel import View, funnel, table
from sammenhaeng.design.charts.ground import Ground
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.queries import kinds_of_unit
from sammenhaeng.statistics.disclosure import FEWEST, Disclosed

from . import figures as queries
from . import told
from .seen import Seen, Year, seen
from .told import Figure

GROUPS = {
    "kind": "Alle af samme slags i landet",
    "peers": "De steder, der ligner jer mest",
    "authority": "Samme slags hos jer selv",
}


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for; an empty year is the newest."""

    indicator: str = "absence"
    year: str = ""
    group: str = "kind"
    highlight: str = ""


@dataclass(frozen=True)
class Place:
    """A place's figures of one indicator: now, in the years before, and those it is held against.

    `earlier` begins with the latest; `parts` are of the same year, by indicator.
    """

    unit: Unit
    indicator: Indicator
    measurement: Measurement
    now: Figure
    peers: tuple[Figure, ...]
    earlier: tuple[Year, ...]
    parts: Mapping[str, Year]
    seen: Seen

    @property
    def before(self) -> Figure | None:
        """The year before, by the same definition."""
        return self.earlier[0].own if self.earlier else None

    @property
    def kind(self) -> Kind:
        """What holds among all places of its kind."""
        return self.seen.known.kinds[self.measurement.pk, self.now.kind]

    @property
    def change(self) -> Disclosed[float] | None:
        """Now less the year before, in the indicator's unit."""
        if self.before is None or self.before.rate.is_hidden:
            return None
        if self.now.rate.is_hidden:
            return self.now.rate
        return told.beside(self.now.rate, self.now.rate.value - self.before.rate.value)

    @property
    def name(self) -> str:
        return name_of(self.indicator)

    @property
    def heading(self) -> str:
        """The finding: what the claim lets us say."""
        return gettext(words.HEADINGS[self.now.claim]).format(name=self.name)


def place(unit: Unit, wanted: Wanted, parts: Collection[str] = ()) -> Place:
    """Refused("missing") when the unit has no figures in that year."""
    known = queries.in_view()
    now = queries.of_year(known, wanted.indicator, wanted.year)
    found = seen(unit.pk, known, now, parts)
    own = found.year(now, like=now)
    if own.own is None:
        raise queries.missing()
    before = [one for one in found.of(now.indicator) if one.first_on < now.first_on]
    same = [one for one in known if one.indicator in parts and one.first_on == now.first_on]
    return Place(
        unit, named(now.indicator), now, own.own, own.peers,
        tuple(found.year(one, like=now) for one in before),
        {one.indicator: found.year(one, like=one) for one in same}, found,
    )  # fmt: skip


def funnel_of(at: Place, wanted: Wanted, csv: str) -> Chart | None:
    """The place among those of the group the reader chose; None where it is not compared."""
    ground = _ground(at, wanted) if at.now.claim else None
    if ground is None:
        return None
    view = View(str(at.now.key), wanted.highlight)
    return funnel("tragt", _headline(at, ground, csv), ground, view)


def table_of(at: Place, wanted: Wanted) -> Table | None:
    """Every place of the funnel, however many; None where there is no funnel."""
    if not at.now.claim:
        return None
    is_all = wanted.group == "kind"
    ground = told.whole(at.measurement, at.now.kind) if is_all else _ground(at, wanted)
    return table(ground, View(str(at.now.key)), _headline(at, ground, "")) if ground else None


def _headline(at: Place, ground: Ground, csv: str) -> Headline:
    sub = gettext(
        "{mark} Små steder svinger mest, derfor er båndet bredest til venstre. Tallene er justeret "
        "for medarbejdernes sammensætning."
    ).format(mark=mark_of(ground))
    return Headline(at.heading, sub, source_of(at.measurement), csv)


def mark_of(ground: Ground) -> str:
    """What a mark of the funnel is."""
    if ground.crowd:
        return gettext("Jo større en firkant er, jo flere steder ligger der.")
    return gettext("Hvert punkt er et sted.")


def _ground(at: Place, wanted: Wanted) -> Ground | None:
    """All of the kind; of a smaller group each has a row."""
    listed = [at.now, *at.peers]
    if wanted.group == "authority":
        rows = queries.of_authority(at.measurement, at.unit.authority_id, at.now.kind)
        listed = told.figures(at.measurement, rows)
    if wanted.group != "kind":
        return told.ground_of(at.measurement, at.kind, listed)
    crowd = queries.crowd(at.measurement.pk, at.now.kind)
    if crowd is None:
        return told.whole(at.measurement, at.now.kind)
    listed += picked(at.measurement, wanted)
    return told.ground_of(at.measurement, at.kind, listed, crowd)


def picked(measurement: Measurement, wanted: Wanted) -> list[Figure]:
    """The place that the reader picked out, wherever it is."""
    if not wanted.highlight.isdecimal():
        return []
    return told.figures(measurement, queries.standings(measurement, [int(wanted.highlight)]))


def name_of(one: Indicator) -> str:
    return one.name_en if get_language() == "en" else one.name


def kind_name(at: Place) -> str:
    """What kind of place it is, in words."""
    return gettext(kinds_of_unit().get(at.now.kind, at.now.kind))


def choices() -> list[tuple[str, str]]:
    """Every indicator, to choose from."""
    return [(one.code, name_of(one)) for one in indicators().values()]


def unit_of(one: Indicator) -> str:
    return one.unit_en if get_language() == "en" else one.unit


def definition_of(one: Indicator) -> str:
    return one.definition_en if get_language() == "en" else one.definition


def source_of(measurement: Measurement) -> str:
    one = named(measurement.indicator)
    source = one.source_en if get_language() == "en" else one.source
    return gettext("Kilde: {source}. {year}, beregnet {day}.").format(
        source=source, year=measurement.first_on.year, day=f"{measurement.made_at:%d.%m.%Y}"
    )


def middle_of(numbers: Sequence[Disclosed[float]]) -> moments.Peers | None:
    """Median and middle half of those shown; None when they are fewer than five."""
    shown = [one for one in numbers if not one.is_hidden]
    if len(shown) < FEWEST:
        return None
    low, median, high = np.percentile([one.value for one in shown], (25, 50, 75)).tolist()
    return moments.Peers(*(told.beside(shown[0], one) for one in (low, median, high)))


def parts_of(years: Sequence[Year], csv: str = "") -> Chart | None:
    """Where the difference is: the parts of the indicator beside the peers' middle half."""
    rows = [(year, middle_of([peer.rate for peer in year.peers])) for year in years]
    kept = [
        Middle(name_of(queries.indicator_of(year.measurement)), year.own.rate, middle.low,
               middle.median, middle.high)
        for year, middle in rows if middle is not None and year.own and year.own.is_shown
    ]  # fmt: skip
    if not kept:
        return None
    sub = gettext(
        "Blå kasse: den midterste halvdel af de steder, der ligner jer mest. Streg: median. "
        "Rude: jeres sted."
    )
    first = years[0].measurement
    headline = Headline(gettext("Hvor er forskellen?"), sub, source_of(first), csv)
    unit = unit_of(queries.indicator_of(first))
    return box_plot("dele", headline, kept, Measure(unit.capitalize(), unit, 1))
