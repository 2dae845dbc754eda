"""Span of control in an authority, with the leader's own units marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext, ngettext

from sammenhaeng.access.models import Seat
from sammenhaeng.compare.rules.spans import NATIONAL_SHARE
from sammenhaeng.design.charts.chart import Cell, Chart, Headline, Measure, Table
from sammenhaeng.design.charts.histogram import Bin as Column
from sammenhaeng.design.charts.histogram import Counted, Own, histogram
from sammenhaeng.design.words import number
from sammenhaeng.organisation.queries import Bin, Spans, reference_span, spans
from sammenhaeng.statistics.disclosure import posts

from .dialogue import chain


@dataclass(frozen=True)
class Seen:
    """The spans of an authority on a day, and those of the reader's own units among them."""

    day: date
    every: Spans
    own: Spans

    @property
    def rows(self) -> Iterator[tuple[Bin, int]]:
        """Each bar of the distribution, and how many of its leaders are the reader's own."""
        mine = {one.first: one.leaders for one in self.own.bins()}
        return ((one, mine.get(one.first, 0)) for one in self.every.bins())


def seen_by(seat: Seat, day: date) -> Seen:
    """The spans of the seat's authority; own are the units of its chain of leaders."""
    every = spans(seat.own_unit.authority_id, day)
    units = np.fromiter(chain(seat, day).values_list("pk", flat=True), np.int64)
    return Seen(day, every, every.within(units))


def finding(seen: Seen) -> str:
    """The share with so many as the reform counts from, beside the share it found in the country.

    No word says that it is too many or too few: there is no right number.
    """
    share = seen.every.share()
    if share is None:
        return gettext("Ingen stillinger refererer til en leder endnu")
    said = gettext("{share} % af lederne har {reference} medarbejdere eller flere")
    return said.format(share=number(100 * share, 1), reference=reference_span())


def national() -> str:
    """What the reform found in the whole country, in words."""
    said = gettext(
        "I hele den offentlige sektor var det {share} % ifølge Ledelseskommissionen (2018)."
    )
    return said.format(share=number(100 * NATIONAL_SHARE))


def range_of(one: Bin) -> str:
    """ "6–10", or "101 eller flere"."""
    if one.last is None:
        return gettext("{first} eller flere").format(first=one.first)
    return f"{one.first}–{one.last}"


def chart(seen: Seen, csv: str) -> Chart:
    """Leaders by how many report to them; a bar says how many of them are the reader's own."""
    sub = gettext("Ledere efter antal medarbejdere, der refererer til dem. Ruder er dine egne.")
    most = float(seen.every.reports.max()) + 1
    bins = tuple(
        Column(one.first, one.last + 1 if one.last else max(most, one.first + 1),
               posts(one.leaders))
        for one, _ in seen.rows
    )  # fmt: skip
    counted = Counted(bins, Measure(gettext("Medarbejdere pr. leder"), gettext("medarbejdere")),
                      Measure(gettext("Ledere"), gettext("ledere")))  # fmt: skip
    own = tuple(
        Own(_own_label(reports, count), posts(reports))
        for reports, count in zip(*map(np.ndarray.tolist, own_spans(seen)), strict=True)
    )
    return histogram("spans", Headline(finding(seen), sub, "", csv), counted, own, remark())


def own_spans(seen: Seen) -> tuple[np.ndarray, np.ndarray]:
    """The different spans of the reader's own leaders, and how many have each."""
    return np.unique(seen.own.reports, return_counts=True)


def _own_label(reports: int, count: int) -> str:
    said = ngettext("Hos jer", "Hos {count} af jeres", count)
    return said.format(count=count)


def remark() -> str:
    return gettext(
        "Der er ingen grænse i figuren: {reference} er kun det, reformen tæller fra."
    ).format(reference=reference_span())


def table(seen: Seen) -> Table:
    """The distribution with the reader's own in a column of their own."""
    rows: list[tuple[Cell, ...]] = [
        (range_of(one), number(one.leaders), number(mine)) for one, mine in seen.rows
    ]
    total = (number(seen.every.leaders.size), number(seen.own.leaders.size))
    rows.append((gettext("I alt"), *total))
    columns = (gettext("Medarbejdere pr. leder"), gettext("Ledere"), gettext("Heraf dine"))
    return Table(gettext("Ledere efter antal medarbejdere"), columns, tuple(rows), numeric=(1, 2))


def layers(seen: Seen) -> Table:
    """Leaders in each layer from the top."""
    own = np.bincount(seen.own.layer, minlength=seen.every.layers + 1)[1:].tolist()
    rows: list[tuple[Cell, ...]] = [
        (gettext("{n}. lag").format(n=n), number(count), number(mine))
        for n, (count, mine) in enumerate(zip(seen.every.by_layer, own, strict=True), start=1)
    ]
    columns = (gettext("Lag fra toppen"), gettext("Ledere"), gettext("Heraf dine"))
    return Table(gettext("Ledelseslag"), columns, tuple(rows), numeric=(1, 2))
