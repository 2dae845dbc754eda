"""A place's years: their course, what chance lets us say of it, and how the target stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import get_language, gettext

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import trend as rules
from sammenhaeng.compare.rules.trend import Goal, Point
from sammenhaeng.design.charts import course as charts
from sammenhaeng.design.charts.chart import Chart, Headline
from sammenhaeng.design.charts.trend import trend
from sammenhaeng.design.words import number
from sammenhaeng.statistics.trends import Direction, Series

from . import course, places, told
from . import figures as queries
from .course import Aimed
from .places import Place, middle_of, source_of
from .seen import Year
from .told import Figure

DIRECTIONS: dict[Direction, charts.Direction] = {
    Direction.FALLS: "falling", Direction.RISES: "rising", Direction.NONE: "wavering",
}  # fmt: skip


@dataclass(frozen=True)
class Years:
    """The years in which a place was counted, the earliest first, and what cut them apart."""

    at: Place
    moments: tuple[charts.Moment, ...]
    points: tuple[Point, ...]  # of the years that may be shown
    breaks: dict[int, str]  # years that are not compared with those before, and why
    aimed: Aimed

    @property
    def comparable(self) -> Series | None:
        return rules.comparable(self.points, self.breaks) if self.points else None

    @property
    def chart(self) -> Chart | None:
        """None before there are two years."""
        if len(self.moments) < 2:
            return None
        at = self.at
        sub = gettext(
            "Jeres egne tal, ikke justeret. Båndet er den midterste halvdel af de steder, der "
            "ligner jer mest."
        )
        heading = gettext("{name} år for år").format(name=at.name)
        path = charts.Course(self.moments, self._direction())
        headline = Headline(heading, sub, source_of(at.measurement))
        return trend("udvikling", headline, path, told.measure_of(at.indicator))

    def _direction(self) -> charts.Direction:
        """Only where every year is shown and none is a break."""
        known = self.comparable
        if known is None or len(known.years) < len(self.moments):
            return ""
        return DIRECTIONS.get(rules.direction(known), "")

    def said(self) -> list[str]:
        """Marks in the count, the change, whether it fell every year, and the target."""
        return [*self._marks(), *self._moved(), *self._fell(), *self._goals()]

    def _marks(self) -> Iterator[str]:
        for year, why in sorted(self.breaks.items()):
            sentence = gettext("Tallene fra {year} kan ikke sammenlignes med årene før: {why}.")
            yield sentence.format(year=year, why=why)

    def _moved(self) -> Iterator[str]:
        known = self.comparable
        if known is None or len(known.years) < 2:
            return
        side, found = rules.moved(known)
        low, high = (found.lower, found.upper) if side >= 0 else (-found.upper, -found.lower)
        yield gettext(rules.MOVED[side]).format(
            first=known.years[0], last=known.years[-1], change=number(abs(found.value), 1),
            low=number(low, 1), high=number(high, 1), unit=places.unit_of(self.at.indicator),
        )  # fmt: skip

    def _fell(self) -> Iterator[str]:
        known = self.comparable
        if known is None or not self.at.indicator.monthly:
            return
        chance = rules.fell_every_year(known)
        if rules.is_known(chance):
            yield gettext(
                "Reformens mål er, at sygefraværet falder hvert år. Sandsynligheden for, at det er "
                "faldet hvert år siden {first}, er {chance}."
            ).format(first=known.years[0], chance=_chance(chance))

    def _goals(self) -> Iterator[str]:
        now = self.at.measurement.first_on.year
        for one in self.aimed.targets:
            if one.baseline_year < now <= one.year and self.points:
                yield self._goal(one.aim)

    def _goal(self, aim) -> str:
        days = course.HUNDREDTHS
        goal = Goal(aim.baseline / days, aim.baseline_year, aim.target / days, aim.year)
        found = rules.standing(self.points, self.breaks, goal)
        said = [gettext(rules.STATES[found.status]).format(target=number(goal.target, 1),
                                                           year=goal.year)]  # fmt: skip
        if rules.is_known(found.pace) and found.pace < 0:
            pace = gettext("Det kræver {pace} dage mindre om året.")
            said.append(pace.format(pace=number(-found.pace, 1)))
        if rules.is_known(found.probability) and goal.year > self.points[-1].year:
            chance = gettext("Fortsætter udviklingen, er sandsynligheden for at nå det {chance}.")
            said.append(chance.format(chance=_chance(found.probability)))
        return " ".join(said)


def of(at: Place, aimed: Aimed) -> Years:
    """Every year in which the place was counted by the same definition."""
    years = [*at.earlier[::-1], Year(at.measurement, at.now, at.peers)]
    known = [(one.measurement, one.own, one.peers) for one in years if one.own is not None]
    breaks = _breaks(at, aimed)
    return Years(
        at, tuple(_moment(one, own, peers, breaks) for one, own, peers in known),
        tuple(_point(one, own) for one, own, _ in known if own.is_shown), breaks, aimed,
    )  # fmt: skip


def _moment(
    measurement: Measurement, own: Figure, peers: Sequence[Figure], breaks: dict[int, str]
) -> charts.Moment:
    year = measurement.first_on.year
    middle = middle_of([one.rate for one in peers])
    return charts.Moment(str(year), own.rate, middle, breaks=breaks.get(year, ""))


def _point(measurement: Measurement, own: Figure) -> Point:
    row, one = own.row, queries.indicator_of(measurement)
    error = sqrt(row.variance) / row.exposure * one.times
    return Point(measurement.first_on.year, own.rate.value, error)


def _breaks(at: Place, aimed: Aimed) -> dict[int, str]:
    """Of the indicator, and of the place or one above it that changed system."""
    is_english = get_language() == "en"
    declared = {one.year: one.why_en if is_english else one.why for one in at.indicator.breaks}
    return declared | {day.year: course.changed(day) for day in aimed.changes}


def _chance(value: float) -> str:
    """In whole per cent; nothing is sure."""
    if value < 0.01:
        return gettext("under 1 %")
    return gettext("over 99 %") if value > 0.99 else f"{number(100 * value)} %"
