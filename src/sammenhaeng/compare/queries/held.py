"""What the few with most absence have of it all, as the gate let it through."""

from django.utils.translation import gettext

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import held as rules
from sammenhaeng.design.charts.chart import Table
from sammenhaeng.releases import queries as releases
from sammenhaeng.statistics.disclosure import Disclosed, beside

from .places import source_of


def table(measurement: Measurement) -> Table | None:
    """A row for each kind of employer, with the source; None where nothing is told."""
    known = _shares(measurement)
    if not known:
        return None
    rows = tuple(
        (gettext(rules.KINDS[key]), beside(share, 100 * (0.0 if share.is_hidden else share.value)))
        for key, share in sorted(known.items())
    )
    columns = (gettext("Arbejdsgiver"),
               gettext("Procent af fraværet hos de 5 procent, der har mest"))  # fmt: skip
    caption = gettext("Fraværet hos de få, der har mest")
    return Table(caption, columns, rows, (1,), source_of(measurement), (0, 1))


def _shares(measurement: Measurement) -> dict[int, Disclosed[float]]:
    if measurement.held_release_id is None:
        return {}
    return releases.column(measurement.held_release_id, rules.SHARE)
