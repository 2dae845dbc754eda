"""C3, the dot plot: a row for each place or question, with what surrounds its number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import legend
from .chart import Cell, Chart, Described, Headline, Measure, Table, left_out, note_of
from .marks import (
    BOX,
    GRID,
    INK,
    PEERS,
    Box,
    Line,
    Mark,
    Picture,
    Shape,
    Text,
    above,
    beside,
    breadth,
    drawn,
)  # fmt: skip
from .scales import Scale, from_zero, tick_words

MOST_ROWS = 15


@dataclass(frozen=True)
class Dot:
    """A number with its 95 % interval."""

    label: str
    value: Disclosed
    low: Disclosed
    high: Disclosed
    is_own: bool = False

    @property
    def cells(self) -> tuple[Disclosed, ...]:
        return self.value, self.low, self.high


@dataclass(frozen=True)
class Middle:
    """The own number beside the middle half of the peers and their median."""

    label: str
    own: Disclosed
    low: Disclosed
    median: Disclosed
    high: Disclosed

    @property
    def cells(self) -> tuple[Disclosed, ...]:
        return self.own, self.low, self.median, self.high


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its rows; on a phone labels stand above them."""

    width: int
    left: int
    right: int
    row: int
    down: int


WIDE, NARROW = Sheet(880, 200, 780, 46, 22), Sheet(352, 16, 300, 78, 52)
WITH_CLAIMS = replace(WIDE, right=630)
TOP, ABOVE = 44, 165  # pixels: over the rows; for a name above its row


def dot_plot(
    id: str, headline: Headline, dots: Sequence[Dot], measure: Measure, reference: Disclosed
) -> Chart:
    """Dots with intervals beside the average; who crosses it is told to be uncertain."""
    _not_too_many(dots)
    told = [
        gettext("{label}: {value}, 95 % mellem {low} og {high}, {claim}.").format(
            label=dot.label, value=measure.told(dot.value), low=measure.number(dot.low.value),
            high=measure.number(dot.high.value), claim=claim(dot, reference),
        )
        for dot in dots if _is_shown(dot)
    ]  # fmt: skip
    average = gettext("Gennemsnittet er {mean}.").format(mean=measure.told(reference))
    rows = tuple(_row(dot, reference) for dot in dots)
    columns = (gettext("Sted"), measure.name, gettext("95 % fra"), gettext("95 % til"),
               gettext("Vurdering"))  # fmt: skip
    table = Table(headline.sub, columns, rows, (1, 2, 3), note_of(rows), (measure.decimals,) * 5)
    pictures = [_dots(dots, measure, reference, sheet) for sheet in (WITH_CLAIMS, NARROW)]
    return _chart(id, headline, [average, *told], pictures, table)


def box_plot(id: str, headline: Headline, rows: Sequence[Middle], measure: Measure) -> Chart:
    """The own numbers beside the middle halves of the peers."""
    _not_too_many(rows)
    told = [
        gettext("{label}: jeres sted {own}, sammenlignelige typisk {low} til {high}.").format(
            label=row.label, own=measure.told(row.own), low=measure.number(row.low.value),
            high=measure.told(row.high),
        )
        for row in rows if not (row.low.is_hidden or row.high.is_hidden)
    ]  # fmt: skip
    cells: tuple[tuple[Cell, ...], ...] = tuple((row.label, *row.cells) for row in rows)
    columns = (
        gettext("Emne"), gettext("Jeres sted"),
        gettext("Sammenlignelige, midterste halvdel fra"), gettext("Sammenlignelige, median"),
        gettext("Sammenlignelige, midterste halvdel til"),
    )  # fmt: skip
    decimals = (measure.decimals,) * 5
    table = Table(headline.sub, columns, cells, (1, 2, 3, 4), note_of(cells), decimals)
    pictures = [_boxes(rows, measure, sheet) for sheet in (WIDE, NARROW)]
    return _chart(id, headline, told, pictures, table)


def claim(dot: Dot, reference: Disclosed) -> str:
    """What the interval allows to say of a place."""
    if not _is_shown(dot) or reference.is_hidden:
        return HIDDEN
    if dot.low.value <= reference.value <= dot.high.value:
        return gettext("forskellen er usikker")
    is_higher = dot.low.value > reference.value
    return gettext("højere end gennemsnittet") if is_higher else gettext("lavere end gennemsnittet")


def _not_too_many(rows: Sequence[object]) -> None:
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows: a dot plot has at most {MOST_ROWS}. Make several.")


def _is_shown(row: Dot | Middle) -> bool:
    return not any(cell.is_hidden for cell in row.cells)


def _row(dot: Dot, reference: Disclosed) -> tuple[Cell, ...]:
    """An interval would tell a hidden number, so it is hidden with it."""
    cells = dot.cells if _is_shown(dot) else (HIDDEN,) * 3
    return dot.label, *cells, claim(dot, reference)


def _chart(
    id: str, headline: Headline, told: list[str], pictures: list[Picture], table: Table
) -> Chart:
    described = Described(id, headline.heading, " ".join([headline.sub, *told]))
    wide, narrow = (
        drawn(picture, described, css)
        for picture, css in zip(pictures, ("sh-wide", "sh-narrow"), strict=True)
    )
    hidden = sum(any(cell == HIDDEN or _hides(cell) for cell in row[1:-1]) for row in table.rows)
    notes = tuple(filter(None, [*left_out(hidden), headline.source]))
    return Chart(id, headline.heading, headline.sub, wide, narrow, table, headline.csv, notes)


def _hides(cell: Cell) -> bool:
    return isinstance(cell, Disclosed) and cell.is_hidden


def _dots(dots: Sequence[Dot], measure: Measure, reference: Disclosed, sheet: Sheet) -> Picture:
    x = _scale([*(cell for dot in dots for cell in dot.cells), reference], sheet)
    marks = _frame([dot.label for dot in dots], measure, x, sheet)
    if not reference.is_hidden:
        marks += _reference(x(reference.value), measure.number(reference.value), len(dots), sheet)
    for i, dot in enumerate(dots):
        y = _row_at(i, sheet)
        if not _is_shown(dot):
            marks.append(Text(x.start, y, HIDDEN))
            continue
        marks += _interval(dot, x, y)
        marks += _said(measure.number(dot.value.value), claim(dot, reference), y, sheet)
    signs = [legend.shape(gettext("Sted med 95 %-interval"), "circle")]
    if any(dot.is_own for dot in dots):
        signs.insert(0, legend.own(gettext("Jeres sted")))
    return _finished(marks, signs, len(dots), sheet)


def _said(number: str, claim: str, y: float, sheet: Sheet) -> list[Mark]:
    """The number and what it allows to say: to the right, on a phone beside the row's name."""
    if sheet is NARROW:
        return [Text(sheet.width, y - 26, f"{number}, {claim}", 13, align="right", halo=True)]
    return [
        Text(sheet.right + 56, y, number, 14, 600, "right"),
        Text(sheet.right + 68, y, claim),
    ]


def _interval(dot: Dot, x: Scale, y: float) -> list[Mark]:
    low, high, at = x(dot.low.value), x(dot.high.value), x(dot.value.value)
    ends: list[Mark] = [Line(end, y - 6, end, y + 6, PEERS, 2) for end in (low, high)]
    sign = legend.diamond((at, y), 9) if dot.is_own else Shape("circle", ((at, y),))
    return [Line(low, y, high, y, PEERS, 2), *ends, sign]


def _reference(x: float, words: str, count: int, sheet: Sheet) -> list[Mark]:
    name = gettext("Snit {mean}").format(mean=words)
    bottom = _row_at(count, sheet) - sheet.down
    half = breadth(name) / 2
    middle = round(min(max(x, half), sheet.width - half), 1)
    return [
        Line(x, TOP - 4, x, bottom, INK, 2, (7, 4)),
        Text(middle, TOP - 14, name, 14, 600, "center", halo=True),
    ]


def _boxes(rows: Sequence[Middle], measure: Measure, sheet: Sheet) -> Picture:
    x = _scale([cell for row in rows for cell in row.cells], sheet)
    marks = _frame([row.label for row in rows], measure, x, sheet)
    for i, row in enumerate(rows):
        y = _row_at(i, sheet)
        reach = x.start
        if not (row.low.is_hidden or row.median.is_hidden or row.high.is_hidden):
            low, reach, median = x(row.low.value), x(row.high.value), x(row.median.value)
            marks.append(Box(low, y - 9, reach, y + 9, BOX, PEERS, round=0))
            marks.append(Line(median, y - 9, median, y + 9, PEERS, 3))
        if row.own.is_hidden:
            marks.append(Text(reach + 10, y, HIDDEN))
            continue
        own = x(row.own.value)
        words = Text(max(own + 15, reach + 8), y, measure.number(row.own.value), 14, 600, halo=True)
        marks += [legend.diamond((own, y)), words]
    signs = [
        legend.own(gettext("Jeres sted")),
        legend.median_box(gettext("Den midterste halvdel, streg: median")),
    ]
    return _finished(marks, signs, len(rows), sheet)


def _scale(cells: Sequence[Disclosed], sheet: Sheet) -> Scale:
    shown = [cell.value for cell in cells if not cell.is_hidden]
    return Scale(*from_zero(shown, 7 if sheet is not NARROW else 5), sheet.left, sheet.right)


def _row_at(i: int, sheet: Sheet) -> int:
    return TOP + i * sheet.row + sheet.down


def _frame(labels: list[str], measure: Measure, x: Scale, sheet: Sheet) -> list[Mark]:
    """The axis below, a thin line up from each number, and the rows' names."""
    bottom = TOP + len(labels) * sheet.row
    ticks = x.ticks(7 if sheet is not NARROW else 5)
    marks: list[Mark] = [Text(sheet.left if sheet is not NARROW else 0, 10, measure.name)]
    for tick, words in zip(ticks, tick_words(ticks, measure), strict=True):
        marks.append(Line(x(tick), TOP - 4, x(tick), bottom, GRID))
        marks.append(Text(x(tick), bottom + 16, words, align="center"))
    for i, label in enumerate(labels):
        y = _row_at(i, sheet)
        is_above = sheet is NARROW
        marks += above(label, y - 26, ABOVE) if is_above else beside(label, y, sheet.left - 16)
    return marks


def _finished(marks: list[Mark], signs: list[legend.Sign], count: int, sheet: Sheet) -> Picture:
    key = legend.legend(signs, TOP + count * sheet.row + 46, sheet.width)
    return Picture(sheet.width, round(legend.bottom(key)) + 14, (*marks, *key))
