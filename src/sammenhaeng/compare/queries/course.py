"""A place's last twelve months, month by month, beside its peers and its target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from sammenhaeng.absence.models import Target
from sammenhaeng.absence.queries import targets as aims
from sammenhaeng.compare.models import Course, Measurement
from sammenhaeng.compare.rules.course import MONTHS, rolling
from sammenhaeng.design.charts import course as moments
from sammenhaeng.design.charts.chart import Chart, Headline
from sammenhaeng.design.charts.trend import trend
from sammenhaeng.statistics.disclosure import Disclosed

from . import figures as queries
from . import told
from .places import Place, middle_of, source_of

LONGEST = 25  # points: two years and the one they begin with
HUNDREDTHS = 100  # of a day: how targets are kept


@dataclass(frozen=True)
class Aimed:
    """What a place aims at, the nearest year first, and the days it began to count anew."""

    targets: list[Target]
    changes: list[date]


Windows = dict[int, Disclosed[float]]


def months_of(at: Place, aimed: Aimed, csv: str = "") -> Chart | None:
    """Twelve months in a row at each month's end; None where nothing runs over a New Year."""
    if not at.indicator.monthly:
        return None
    years = [at.measurement, *(one.measurement for one in at.earlier)]
    known = _windows(years, [at.now.key, *(one.key for one in at.peers)], at.seen.known)
    own = known.get(at.now.key, {})
    if len(own) < 2:
        return None
    marks = {day.year * MONTHS + day.month - 1: changed(day) for day in aimed.changes}
    last = sorted(own)[-LONGEST:]
    points = tuple(
        moments.Moment(_label(month), own[month], middle_of(_peers(known, at, month)),
                       target_in(aimed.targets, month // MONTHS), breaks=marks.get(month, ""))
        for month in last
    )  # fmt: skip
    sub = gettext(
        "Hvert punkt er de seneste 12 måneder, ikke justeret. Båndet er den midterste halvdel af "
        "de steder, der ligner jer mest."
    )
    headline = Headline(_finding(points), sub, source_of(at.measurement))
    measure = told.measure_of(at.indicator)
    return trend("maaneder", headline, moments.Course(points), measure)


def changed(day: date) -> str:
    return gettext("fraværet tælles i et nyt system fra {day}").format(day=f"{day:%d.%m.%Y}")


def _windows(
    years: list[Measurement], keys: list[int], known: told.Known
) -> dict[int, Windows]:  # fmt: skip
    """Key -> last month -> the number, hidden where a year of it does not show the place."""
    rows = Course.objects.filter(measurement__in=years, unit__in=keys)
    by_year = {one.pk: one for one in years}
    series: dict[int, dict[int, tuple[list[int], list[int]]]] = {}
    for row in rows:
        year = by_year[row.measurement_id].first_on.year
        series.setdefault(row.unit_id, {})[year] = row.minutes, row.exposure
    of_year = {one.first_on.year: one for one in years}
    return {key: _told(key, of_year, told_years, known) for key, told_years in series.items()}


def _told(
    key: int, of_year: Mapping[int, Measurement], series, known: told.Known
) -> Windows:  # fmt: skip
    one = queries.indicator_of(next(iter(of_year.values()))).one
    return {
        last: told.beside(_shown(key, of_year, last, known), minutes / one)
        for last, minutes in rolling(series).items()
    }


def _shown(
    key: int, of_year: Mapping[int, Measurement], last: int, known: told.Known
) -> Disclosed[float]:  # fmt: skip
    """The cell of the year the window ends in, or that of the year it begins in when hidden."""
    begins, ends = (last - MONTHS + 1) // MONTHS, last // MONTHS
    cells = [known.cell(of_year[year], key) for year in {begins, ends}]
    return next((one for one in cells if one.is_hidden), cells[0])


def _peers(known: dict[int, Windows], at: Place, month: int) -> list[Disclosed[float]]:
    return [known[one.key][month] for one in at.peers if month in known.get(one.key, {})]


def _label(month: int) -> str:
    return date_format(date(month // MONTHS, month % MONTHS + 1, 1), "M y").lower()


def _finding(points: tuple[moments.Moment, ...]) -> str:
    """Where the last window ends beside the target; no direction is claimed."""
    now = points[-1]
    if now.own.is_hidden or now.target is None:
        return gettext("De seneste 12 måneder, måned for måned")
    apart = now.own.value - now.target
    said = gettext("Fraværet ligger {apart} over måltallet") if apart > 0 else gettext(
        "Fraværet ligger {apart} under måltallet"
    )  # fmt: skip
    return said.format(apart=told.days(abs(apart)))


def aimed(at: Place) -> Aimed:
    """Targets are of all absence, not of its parts."""
    rows = Target.objects.filter(unit=at.unit.pk).order_by("year") if at.indicator.monthly else ()
    return Aimed(list(rows), aims.changes_of_system([at.unit])[at.unit.pk])


def target_in(targets: list[Target], year: int) -> float | None:
    """Days per full-time employee of the nearest target that the year works toward."""
    for one in targets:
        if one.baseline_year < year <= one.year:
            return one.target / HUNDREDTHS
    return None
