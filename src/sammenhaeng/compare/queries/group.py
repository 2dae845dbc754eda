"""A leader's own group of places: what was proposed, whom it may hold, and its figures."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext

from sammenhaeng.compare.models import OwnGroup
from sammenhaeng.compare.rules.group import MOST
from sammenhaeng.design.charts.chart import Table
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.disclosure import HIDDEN

from . import figures as queries
from . import places, told
from .places import Place
from .told import Figure

FOUND = 20  # places that a search shows
Choice = tuple[int, str]


def standing(unit: Unit) -> OwnGroup | None:
    """What is proposed for a unit and not withdrawn."""
    rows = OwnGroup.objects.select_related("unit", "proposed_by__account")
    return rows.filter(unit=unit, withdrawn_at__isnull=True).first()


def begun(unit: Unit, at: Place | None) -> list[int]:
    """Whom a new proposal begins with: the one that stands, else the peers that we choose."""
    known = standing(unit)
    return known.places if known else [one.key for one in at.peers] if at else []


def choices(unit: Unit, chosen: Collection[int], name: str) -> list[Choice]:
    """The chosen places, then those a search finds: of the same kind, by name."""
    same = Unit.objects.filter(kind=unit.kind).exclude(pk=unit.pk).select_related("authority")
    told_of = list(same.filter(pk__in=list(chosen)[: MOST * 2]).order_by("name", "pk"))
    if name:
        more = same.filter(name__icontains=name).exclude(pk__in=[one.pk for one in told_of])
        told_of += more.order_by("name", "pk")[:FOUND]
    return [(one.pk, f"{one.name}, {one.authority.name}") for one in told_of]


def beside(at: Place, of: OwnGroup) -> Table:
    """The place, the peers that we choose, and the own group: its middle half and median."""
    own = told.figures(at.measurement, queries.standings(at.measurement, of.places))
    rows = (
        (gettext("Jeres sted"), "", at.now.rate, ""),
        (gettext("De steder, vi sammenligner med"), *_middle(at.peers)),
        (gettext("Jeres egen gruppe"), *_middle(own)),
    )
    columns = (gettext("Gruppe"), gettext("Nedre kvartil"), gettext("Median"),
               gettext("Øvre kvartil"))  # fmt: skip
    caption = f"{at.name}, {places.unit_of(at.indicator)}"
    source = places.source_of(at.measurement)
    return Table(caption, columns, rows, (1, 2, 3), source, (0, 1, 1, 1))


def _middle(figures: Sequence[Figure]) -> tuple:
    middle = places.middle_of([one.rate for one in figures])
    return (middle.low, middle.median, middle.high) if middle else (HIDDEN,) * 3


def shown(at: Place | None) -> dict[str, object]:
    """What the page of peers shows of it; nothing for a place without figures."""
    known = standing(at.unit) if at else None
    if at is None or known is None:
        return {"own": None}
    return {"own": known, "own_figures": beside(at, known), "own_members": members(at, known)}


def members(at: Place, of: OwnGroup) -> list[str]:
    """Who is in the group, by name."""
    return [name for _, name in choices(at.unit, of.places, "")]
