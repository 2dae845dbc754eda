"""C6, the histogram: how many are in each interval, and where the reader's own stand."""

from dataclasses import dataclass
from functools import lru_cache

import altair as alt
from django.utils.translation import gettext
from markupsafe import Markup

from sammenhaeng.design.language import language
from sammenhaeng.statistics.disclosure import Disclosed

from . import legend
from .chart import Chart, Described, Headline, Measure, Table, left_out, note_of
from .drawing import KEPT_DRAWINGS, along, body, specification
from .marks import BOX, INK, PEERS, Line, Mark, Picture, Raw, Text, breadth, drawn, written
from .scales import Scale, from_zero, level, upright

TOP, ABOVE = 72, 18  # pixels: over the bars; between the axis and the own places' diamonds


@dataclass(frozen=True)
class Bin:
    """How many have from `low` to less than `high`."""

    low: float
    high: float
    count: Disclosed


@dataclass(frozen=True)
class Own:
    """One of the reader's own, such as a leader of theirs, and its number."""

    label: str
    value: Disclosed


@dataclass(frozen=True)
class Counted:
    """What all readers share: the bins, what they count, and along what."""

    bins: tuple[Bin, ...]
    along: Measure
    count: Measure


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its axes."""

    width: int
    height: int
    left: int
    right: int
    bottom: int


WIDE, NARROW = Sheet(880, 340, 56, 868, 288), Sheet(352, 320, 46, 344, 268)


def histogram(
    id: str, headline: Headline, counted: Counted, own: tuple[Own, ...] = (), remark: str = ""
) -> Chart:
    """A reference is a remark in words, never a line in the picture: it is no target."""
    told = [headline.sub, *_told(counted, own), remark]
    described = Described(id, headline.heading, " ".join(filter(None, told)))
    wide, narrow = (
        drawn(_picture(counted, own, sheet), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    table = _table(headline, counted, own)
    hidden = sum(cell.is_hidden for _, cell in table.rows if isinstance(cell, Disclosed))
    notes = tuple(filter(None, [remark, *left_out(hidden), headline.source]))
    return Chart(id, headline.heading, headline.sub, wide, narrow, table, headline.csv, notes)


def _span(one: Bin, measure: Measure) -> str:
    """The bin in words; whole numbers say the last one that is in it."""
    if measure.decimals:
        return gettext("{low} til under {high}").format(
            low=measure.number(one.low), high=measure.number(one.high)
        )
    return f"{measure.number(one.low)}-{measure.number(one.high - 1)}"


def _told(counted: Counted, own: tuple[Own, ...]) -> list[str]:
    parts = "; ".join(
        f"{_span(one, counted.along)}: {counted.count.told(one.count)}" for one in counted.bins
    )
    told = [f"{parts}."]
    if own:
        mine = "; ".join(f"{one.label}: {counted.along.told(one.value)}" for one in own)
        told.append(gettext("Jeres egne: {own}.").format(own=mine))
    return told


def _table(headline: Headline, counted: Counted, own: tuple[Own, ...]) -> Table:
    rows = (
        *((_span(one, counted.along), one.count) for one in counted.bins),
        *((one.label, one.value) for one in own),
    )
    columns = (counted.along.name, counted.count.name)
    decimals = (0, max(counted.count.decimals, counted.along.decimals))
    return Table(headline.sub, columns, rows, (1,), note_of(rows), decimals)


def _scales(counted: Counted, sheet: Sheet) -> tuple[Scale, Scale]:
    counts = [one.count.value for one in counted.bins if not one.count.is_hidden]
    x = Scale(counted.bins[0].low, counted.bins[-1].high, sheet.left, sheet.right)
    return x, Scale(*from_zero(counts, 5), sheet.bottom, TOP)


def _picture(counted: Counted, own: tuple[Own, ...], sheet: Sheet) -> Picture:
    marks: list[Mark] = [Raw(_bars(counted, sheet, language()))]
    marks += _own(counted, own, sheet)
    signs = [legend.patch(counted.count.name, BOX, PEERS)]
    if own:
        signs.insert(0, legend.own(gettext("Jeres egne")))
    key = legend.legend(signs, sheet.height + 10, sheet.width)
    return Picture(sheet.width, round(legend.bottom(key)) + 14, (*marks, *key))


@lru_cache(maxsize=KEPT_DRAWINGS)
def _bars(counted: Counted, sheet: Sheet, language: str) -> Markup:
    """The common part, drawn once for all readers."""
    x, y = _scales(counted, sheet)
    axes = [
        *upright(y, counted.count, (sheet.left, sheet.right), 5),
        *level(x, counted.along, sheet.bottom, 10 if sheet is WIDE else 5),
    ]
    rows = [
        {"low": one.low, "high": one.high, "count": one.count.value, "zero": 0}
        for one in counted.bins if not one.count.is_hidden
    ]  # fmt: skip
    bars = alt.Chart(alt.Data(values=rows)).mark_rect(fill=BOX, stroke=PEERS, strokeWidth=1.5)
    laid_out = bars.encode(
        x=along(alt.X, "low", x), x2="high:Q", y=along(alt.Y, "count", y), y2="zero:Q"
    )
    drawing = Raw(body(specification([laid_out], sheet.width, sheet.height)))
    dashes = [
        Text(round((x(one.low) + x(one.high)) / 2, 1), sheet.bottom - 10, "–", align="center")
        for one in counted.bins if one.count.is_hidden
    ]  # fmt: skip
    return written([*axes, drawing, *dashes])


def _own(counted: Counted, own: tuple[Own, ...], sheet: Sheet) -> list[Mark]:
    """Diamonds above the bars with a thin line down; names in rows where they would meet."""
    x, _ = _scales(counted, sheet)
    marks: list[Mark] = []
    ends: list[float] = []
    shown = [one for one in own if not one.value.is_hidden]
    for one in sorted(shown, key=lambda one: one.value.value):
        at = x(x.kept(one.value.value))
        marks += [
            Line(at, TOP - 8, at, sheet.bottom, INK, 1, (3, 3)),
            legend.diamond((at, TOP - 8), 8),
        ]
        words = f"{one.label} {counted.along.number(one.value.value)}"
        half = breadth(words, 13) / 2
        middle = round(min(max(at, half), sheet.width - half), 1)
        row = next((i for i, end in enumerate(ends) if end < middle - half), len(ends))
        ends[row : row + 1] = [middle + half + 8]
        marks.append(Text(middle, TOP - 8 - ABOVE * (row + 1), words, 13, 600, "center", halo=True))
    return marks
