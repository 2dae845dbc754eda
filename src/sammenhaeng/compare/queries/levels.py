"""The levels behind the applications to a pool: what was stated beside what was measured."""

from django.utils.translation import gettext

from sammenhaeng.absence.models import Application, Pool
from sammenhaeng.absence.queries import efforts
from sammenhaeng.access.models import Seat
from sammenhaeng.compare.models import Measurement
from sammenhaeng.design.charts.chart import Table
from sammenhaeng.design.words import number
from sammenhaeng.statistics.disclosure import HIDDEN

from . import figures as queries
from . import told
from .told import Figure

INDICATOR, HUNDREDTHS = "absence", 100


def table(pool: Pool, by: Seat) -> Table:
    """By the place's name, never by points: the rule chooses, not the table."""
    rows = list(efforts.applications_seen(pool, by).order_by("unit__name", "pk"))
    newest = queries.years(INDICATOR, is_public=False)[:1]
    known = _figures(newest, rows)
    year = str(newest[0].first_on.year) if newest else HIDDEN
    measured = gettext("Målt niveau, {year}").format(year=year)
    columns = (gettext("Arbejdsplads"), gettext("Oplyst niveau"), measured, gettext("Belastning"),
               gettext("Point af det målte"))  # fmt: skip
    return Table(
        gettext("Niveau og belastning"), columns,
        tuple(_row(pool, one, known.get(one.unit_id)) for one in rows), (1, 2, 3, 4),
    )  # fmt: skip


def _figures(newest: list[Measurement], rows: list[Application]) -> dict[int, Figure]:
    keys = [one.unit_id for one in rows]
    found = [one for year in newest for one in told.figures(year, queries.standings(year, keys))]
    return {one.key: one for one in found}


def _row(pool: Pool, one: Application, figure: Figure | None) -> tuple[str, ...]:
    stated = number(one.level / HUNDREDTHS, 1)
    if figure is None or figure.rate.is_hidden:
        return one.unit.name, stated, HIDDEN, str(one.strain), HIDDEN
    level = round(HUNDREDTHS * figure.rate.value)
    points = efforts.points_of(pool, level, one.strain)
    return one.unit.name, stated, told.shown(figure.rate), str(one.strain), number(points)
