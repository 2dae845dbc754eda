"""One place's page of figures: itself, those it is compared with, and how it has moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import get_language, gettext

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import words
from sammenhaeng.compare.rules.indicators import Indicator, indicators, named
from sammenhaeng.compare.rules.likeness import PEERS
from sammenhaeng.design.charts import course as moments
from sammenhaeng.design.charts.chart import Chart, Headline, Measure
from sammenhaeng.design.charts.dots import Middle, box_plot
from sammenhaeng.design.charts.funnel import View, funnel
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.queries import kinds_of_unit
from sammenhaeng.statistics.disclosure import FEWEST, Disclosed

from . import figures as queries
from . import told
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
    """A place's figures of one indicator: now, before, and those it is held against."""

    unit: Unit
    indicator: Indicator
    measurement: Measurement
    now: Figure
    before: Figure | None
    peers: tuple[Figure, ...]

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


def place(unit: Unit, wanted: Wanted, *, is_public: bool = False) -> Place:
    """Refused("missing") when the unit has no figures in that year."""
    measurement = queries.measured(wanted.indicator, wanted.year, is_public=is_public)
    now = told.figure(measurement, unit.pk)
    near = queries.standings(measurement, now.row.peers[:PEERS])
    order = {pk: at for at, pk in enumerate(now.row.peers)}
    near.sort(key=lambda row: order[row.unit_id or 0])
    before = earlier(measurement, is_public)
    return Place(
        unit, named(measurement.indicator), measurement, now,
        _own(before[0], unit.pk) if before else None,
        tuple(told.figures(measurement, near)),
    )  # fmt: skip


def part(unit: Unit, wanted: Wanted) -> Place:
    """The place in one year only, beside its peers."""
    measurement = queries.measured(wanted.indicator, wanted.year, is_public=False)
    now = told.figure(measurement, unit.pk)
    near = queries.standings(measurement, now.row.peers[:PEERS])
    peers = tuple(told.figures(measurement, near))
    return Place(unit, named(measurement.indicator), measurement, now, None, peers)


def earlier(measurement: Measurement, is_public: bool) -> list[Measurement]:
    """Those of earlier years by the same definition, the newest first."""
    known = queries.years(measurement.indicator, is_public=is_public)
    return [one for one in known if one.first_on < measurement.first_on]


def _own(measurement: Measurement, unit_id: int) -> Figure | None:
    rows = queries.standings(measurement, [unit_id])
    return told.figures(measurement, rows)[0] if rows else None


def funnel_of(at: Place, wanted: Wanted, csv: str) -> Chart | None:
    """The place among those of the group the reader chose; None where it is not compared."""
    whole = told.ground(at.measurement.pk, at.now.kind, get_language() or "da")
    if whole is None or not at.now.claim:
        return None
    kept = _members(at, wanted.group)
    ground = whole if kept is None else replace(
        whole, places=tuple(one for one in whole.places if one.key in kept)
    )  # fmt: skip
    sub = gettext(
        "Hvert punkt er et sted. Små steder svinger mest, derfor er båndet bredest til venstre. "
        "Tallene er justeret for medarbejdernes sammensætning."
    )
    headline = Headline(at.heading, sub, source_of(at.measurement), csv)
    return funnel("tragt", headline, ground, View(str(at.now.key), wanted.highlight))


def _members(at: Place, group: str) -> set[str] | None:
    if group == "peers":
        return {str(one.key) for one in (at.now, *at.peers)}
    if group == "authority":
        rows = queries.of_authority(at.measurement, at.unit.authority_id)
        return {str(told.key_of(row)) for row in rows if row.kind == at.now.kind}
    return None


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


def parts_of(places: Sequence[Place], csv: str = "") -> Chart | None:
    """Where the difference is: the parts of the indicator beside the peers' middle half."""
    rows = [(one, middle_of([peer.rate for peer in one.peers])) for one in places]
    kept = [
        Middle(one.name, one.now.rate, middle.low, middle.median, middle.high)
        for one, middle in rows if middle is not None and one.now.is_shown
    ]  # fmt: skip
    if not kept:
        return None
    sub = gettext(
        "Blå kasse: den midterste halvdel af de steder, der ligner jer mest. Streg: median. "
        "Rude: jeres sted."
    )
    first = places[0]
    headline = Headline(gettext("Hvor er forskellen?"), sub, source_of(first.measurement), csv)
    unit = unit_of(first.indicator)
    return box_plot("dele", headline, kept, Measure(unit.capitalize(), unit, 1))
