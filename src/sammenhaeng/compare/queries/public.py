"""What everybody may see: areas, the places in them, one institution, and the whole country."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import get_language, gettext

from sammenhaeng.compare.models import Comment, Measurement, Standing
from sammenhaeng.compare.rules import indicators
from sammenhaeng.design.charts.chart import Chart, Headline, Table
from sammenhaeng.design.charts.funnel import View, claim_words, funnel
from sammenhaeng.design.charts.map import Area, kommune_map
from sammenhaeng.design.words import danish_order, number
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Authority, Unit
from sammenhaeng.organisation.queries import kinds_of_unit
from sammenhaeng.statistics import variation as spreads
from sammenhaeng.statistics.disclosure import FEWEST, HIDDEN, Disclosed

from . import figures as queries
from . import held, places, told
from .places import Wanted
from .told import Figure

PER_PAGE = 50
FIRST = "absence"


@dataclass(frozen=True)
class Kind:
    """A kind of place with published figures: how many, and of which year."""

    code: str
    name: str
    places: int
    year: int


@dataclass(frozen=True)
class Search:
    """Which places of an area to show."""

    name: str = ""
    authority_id: int | None = None
    page: str = ""


def areas() -> list[Kind]:
    """What can be compared, in the order of the alphabet."""
    known = queries.years(FIRST, is_public=True)
    if not known:
        return []
    rows = Standing.objects.filter(measurement=known[0], unit__isnull=False)
    counts = rows.exclude(claim="").values_list("kind").annotate(Count("pk"))
    names = {code: gettext(name) for code, name in kinds_of_unit().items()}
    year = known[0].first_on.year
    told_kinds = (Kind(code, names.get(code, code), count, year) for code, count in counts)
    return sorted(told_kinds, key=lambda one: danish_order(one.name))


@dataclass(frozen=True)
class AreaPage:
    """An area's page: its places, the funnel of all of them, and what may be said."""

    kind: str
    name: str
    measurement: Measurement
    page: Page
    figures: list[Figure]
    funnel: Chart | None  # none where too few are compared
    authorities: list[tuple[object, str]]
    count: int

    @property
    def table(self) -> Table:
        return table_of(self.figures, self.measurement, self.name)


def area(kind: str, wanted: Wanted, search: Search, csv: str) -> AreaPage:
    """Refused("missing") when nothing of the kind is published."""
    if kind not in kinds_of_unit():
        raise Refused("missing", "Det område findes ikke.")
    measurement = queries.measured(wanted.indicator, wanted.year, is_public=True)
    rows = _places(measurement, kind, search)
    page = Paginator(rows, PER_PAGE).get_page(search.page)
    found = told.figures(measurement, list(page.object_list))
    name = gettext(kinds_of_unit()[kind])
    of = Authority.objects.filter(pk__in=_all(measurement, kind).values("unit__authority_id"))
    return AreaPage(
        kind, name, measurement, page, found, area_funnel(measurement, kind, wanted, csv, found),
        [("", gettext("Hele landet")), *_named(of)], page.paginator.count,
    )  # fmt: skip


def _named(of: QuerySet[Authority]) -> list[tuple[object, str]]:
    return [(one.pk, one.name) for one in sorted(of, key=lambda one: danish_order(one.name))]


def _all(measurement: Measurement, kind: str):
    rows = Standing.objects.filter(measurement=measurement, kind=kind, unit__isnull=False)
    return rows.select_related("unit__authority", "measurement")


def _places(measurement: Measurement, kind: str, search: Search):
    """By authority and name, never by the figure."""
    rows = _all(measurement, kind)
    if search.name:
        rows = rows.filter(unit__name__icontains=search.name)
    if search.authority_id:
        rows = rows.filter(unit__authority_id=search.authority_id)
    return rows.order_by("unit__authority__name", "unit__name", "pk")


def area_table(seen: AreaPage) -> Table:
    """Every place of the area; as in the funnel, where there is one."""
    if seen.funnel and not queries.crowd(seen.measurement.pk, seen.kind):
        return seen.funnel.table
    rows = list(_places(seen.measurement, seen.kind, Search()))
    return table_of(told.figures(seen.measurement, rows), seen.measurement, seen.name)


def area_funnel(
    measurement: Measurement, kind: str, wanted: Wanted, csv: str, listed: Sequence[Figure] = ()
) -> Chart | None:  # fmt: skip
    one = indicators.named(measurement.indicator)
    ground = told.ground(measurement, kind, [*listed, *places.picked(measurement, wanted)])
    if ground is None:
        return None
    shared = queries.kinds([measurement.pk], [kind])[measurement.pk, kind]
    heading = gettext("{found} af {count} steder skiller sig tydeligt ud").format(
        found=number(ground.clear), count=number(shared.compared)
    )
    sub = gettext(
        "{name}. {mark} Tallet er justeret for medarbejdernes sammensætning. Ved et tilfælde "
        "ventes {few} uden for den yderste grænse; {out} er det."
    ).format(
        mark=places.mark_of(ground),
        name=places.name_of(one),
        few=number(shared.false_998, 1),
        out=number(shared.outside_998),
    )
    headline = Headline(heading, sub, places.source_of(measurement), csv)
    return funnel("tragt", headline, ground, View("", wanted.highlight))


def table_of(figures: list[Figure], measurement: Measurement, name: str) -> Table:
    rows = tuple(
        (one.label, one.full_time, one.rate, one.adjusted, interval(one), said(one))
        for one in figures
    )
    columns = (gettext("Sted"), gettext("Fuldtidsansatte"), gettext("Tal"), gettext("Justeret tal"),
               gettext("Usikkerhed"), gettext("Vurdering"))  # fmt: skip
    unit = places.unit_of(indicators.named(measurement.indicator))
    caption = f"{name}, {unit}, {measurement.first_on.year}"
    return Table(caption, columns, rows, numeric=(1, 2, 3, 4), decimals=(0, 0, 1, 1, 0, 0))


def interval(one: Figure) -> str:
    if one.adjusted.is_hidden:
        return HIDDEN
    return f"{number(one.lower.value, 1)}–{number(one.upper.value, 1)}"


def said(one: Figure) -> str:
    return claim_words(one.claim) if one.claim and one.is_shown else HIDDEN


@dataclass(frozen=True)
class Institution:
    """A place as everybody may see it: what it is, its published figures, its leader's words."""

    unit: Unit
    kind: str
    figures: list[tuple[Measurement, Figure]]
    comment: Comment | None

    @property
    def facts(self) -> list[tuple[str, str]]:
        """How to reach the place, as far as it is told."""
        told = (
            (gettext("Adresse"), self.unit.address), (gettext("Telefon"), self.unit.phone),
            (gettext("Åbningstid"), self.unit.hours),
        )  # fmt: skip
        return [(label, text) for label, text in told if text]

    @property
    def about(self) -> str:
        is_english = get_language() == "en" and self.unit.about_en
        return self.unit.about_en if is_english else self.unit.about

    @property
    def table(self) -> Table:
        rows = tuple(
            (places.name_of(one), str(measurement.first_on.year), figure.rate, figure.adjusted,
             interval(figure), said(figure))
            for measurement, figure in self.figures
            for one in [indicators.named(measurement.indicator)]
        )  # fmt: skip
        columns = (gettext("Hvad"), gettext("År"), gettext("Tal"), gettext("Justeret tal"),
                   gettext("Usikkerhed"), gettext("Vurdering"))  # fmt: skip
        return Table(gettext("Stedets tal"), columns, rows, (2, 3, 4), decimals=(0, 0, 1, 1, 0, 0))


def institution(unit_id: int, comment: Comment | None) -> Institution:
    """Refused("missing") when there is no such place."""
    unit = Unit.objects.select_related("authority").filter(pk=unit_id).first()
    if unit is None or unit.kind == "platform":
        raise Refused("missing", "Stedet findes ikke.")
    kind = gettext(kinds_of_unit().get(unit.kind, unit.kind))
    return Institution(unit, kind, list(_published(unit)), comment)


def _published(unit: Unit) -> Iterator[tuple[Measurement, Figure]]:
    newest = queries.newest(is_public=True)
    figures = told.of_several(queries.of_units(newest, [unit.pk]))
    for measurement in newest:
        yield from ((measurement, one) for one in figures[measurement.pk])


@dataclass(frozen=True)
class Country:
    """How a figure differs over the 98 kommuner."""

    measurement: Measurement
    figures: list[Figure]
    map: Chart
    spread: Table
    funnel: Chart | None
    held: Table | None  # what the few with most have; none where it is not told


def country(wanted: Wanted, csv: str) -> Country:
    """Variation over the country: map, spread, and how much of it is more than chance."""
    measurement = queries.measured(wanted.indicator, wanted.year, is_public=True)
    known = told.figures(measurement, queries.of_kind(measurement, "kommune"))
    measure = told.measure_of(indicators.named(measurement.indicator))
    numbers = [one.rate for one in known if not one.rate.is_hidden]
    areas = [Area(_code(one), one.label, one.rate) for one in known]
    headline = Headline(
        _finding(numbers), gettext("{name}, ikke justeret.").format(name=measure.name),
        places.source_of(measurement), csv,
    )  # fmt: skip
    return Country(
        measurement, known, kommune_map("kort", headline, areas, measure), _spread(known),
        area_funnel(measurement, "kommune", wanted, csv), held.table(measurement),
    )  # fmt: skip


def held_by_few(wanted: Wanted) -> Table:
    """Refused("missing") when it is not told."""
    told_of = held.table(queries.measured(wanted.indicator, wanted.year, is_public=True))
    if told_of is None:
        raise Refused("missing", "Der er ingen tal for den periode endnu.")
    return told_of


def _code(one: Figure) -> str:
    return one.row.authority.code if one.row.authority else ""


def _finding(numbers: list[Disclosed[float]]) -> str:
    if len(numbers) < FEWEST:
        return gettext("For få kommuner har tal")
    values = [one.value for one in numbers]
    return gettext("Kommunerne ligger fra {least} til {most}").format(
        least=number(min(values), 1), most=number(max(values), 1)
    )


def _spread(known: list[Figure]) -> Table:
    """Coefficient of variation, quartiles, and highest over lowest, unadjusted and adjusted."""
    rows: list[tuple[Any, ...]] = []
    for label, pick in ((gettext("Ikke justeret"), "rate"), (gettext("Justeret"), "adjusted")):
        cells = [getattr(one, pick) for one in known if one.is_shown]
        if len(cells) >= FEWEST:
            one = spreads.spread(np.array([cell.value for cell in cells]))
            low, middle, high = one.quartiles
            numbers = (one.least, low, middle, high, one.most, 100 * one.coefficient, one.ratio)
            rows.append((label, *(told.beside(cells[0], value) for value in numbers)))
    columns = (gettext("Tal"), gettext("Mindste"), gettext("Nedre kvartil"), gettext("Median"),
               gettext("Øvre kvartil"), gettext("Største"), gettext("Variation i procent"),
               gettext("Største delt med mindste"))  # fmt: skip
    decimals = (0, 1, 1, 1, 1, 1, 0, 2)
    return Table(gettext("Forskelle mellem kommuner"), columns, tuple(rows),
                 tuple(range(1, 8)), decimals=decimals)  # fmt: skip
