"""C10: what there is before and after a change, a pair of bars for each group, from zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import legend
from .chart import Cell, Chart, Described, Headline, Measure, Table, left_out, note_of
from .marks import BOX, GRID, PEERS, Box, Line, Mark, Picture, Text, above, beside, drawn
from .scales import Scale, from_zero, tick_words

THICK, LEAST = 13, 1.5  # pixels: a bar, and the shortest that is seen


@dataclass(frozen=True)
class Pair:
    """A group before and after, and in words what the difference means."""

    label: str
    before: Disclosed
    after: Disclosed
    told: str

    @property
    def is_shown(self) -> bool:
        return not (self.before.is_hidden or self.after.is_hidden)


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its bars; on a phone the words stand above them."""

    width: int
    left: int
    right: int
    row: int
    down: int
    is_narrow: bool = False


WIDE, NARROW = Sheet(880, 190, 620, 52, 26), Sheet(352, 0, 352, 96, 66, is_narrow=True)
TOP, ABOVE = 34, 352


def paired_bars(id: str, headline: Headline, pairs: Sequence[Pair], measure: Measure) -> Chart:
    """The pairs with the difference in words; the table has both numbers."""
    words = [f"{pair.label}: {_said(pair, measure)}." for pair in pairs]
    described = Described(id, headline.heading, " ".join([headline.sub, *words]))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (pair.label, pair.before, pair.after, pair.told) for pair in pairs
    )
    columns = (gettext("Gruppe"), gettext("Før"), gettext("Efter"), gettext("Forskel"))
    decimals = (measure.decimals,) * 4
    table = Table(headline.sub, columns, rows, (1, 2), note_of(rows), decimals)
    wide, narrow = (
        drawn(_picture(pairs, measure, sheet), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    notes = tuple(
        filter(None, [*left_out(sum(not pair.is_shown for pair in pairs)), headline.source])
    )
    return Chart(id, headline.heading, headline.sub, wide, narrow, table, headline.csv, notes)


def _said(pair: Pair, measure: Measure) -> str:
    said = gettext("{before} før og {after} efter, {told}")
    return said.format(
        before=measure.told(pair.before), after=measure.told(pair.after), told=pair.told
    )


def _picture(pairs: Sequence[Pair], measure: Measure, sheet: Sheet) -> Picture:
    shown = [cell.value for pair in pairs if pair.is_shown for cell in (pair.before, pair.after)]
    x = Scale(*from_zero(shown, 4), sheet.left, sheet.right - 30)
    bottom = TOP + len(pairs) * sheet.row
    marks: list[Mark] = [Text(sheet.left, 8, f"{measure.name} ({measure.unit})")]
    ticks = x.ticks(4)
    for tick, words in zip(ticks, tick_words(ticks, measure), strict=True):
        marks.append(Line(x(tick), TOP - 8, x(tick), bottom, GRID))
        align = "left" if sheet.is_narrow and tick == 0 else "center"
        marks.append(Text(x(tick), bottom + 14, words, align=align))
    for i, pair in enumerate(pairs):
        marks += _row(pair, x, TOP + i * sheet.row + sheet.down, sheet)
    signs = [
        legend.patch(gettext("Loven i dag"), BOX, PEERS),
        legend.patch(gettext("Med forslaget"), PEERS, PEERS),
    ]
    key = legend.legend(signs, bottom + 44, sheet.width)
    return Picture(sheet.width, round(legend.bottom(key)) + 14, (*marks, *key))


def _row(pair: Pair, x: Scale, y: float, sheet: Sheet) -> list[Mark]:
    if sheet.is_narrow:
        marks = above(pair.label, y - 44, ABOVE)
        marks.append(Text(0, y - 24, pair.told, 13, halo=True))
    else:
        marks = beside(pair.label, y, sheet.left - 16)
        marks.append(Text(sheet.right + 4, y, pair.told, 13))
    if not pair.is_shown:
        return [*marks, Text(x.start + 4, y, HIDDEN)]
    for cell, top, fill in ((pair.before, y - THICK - 1, BOX), (pair.after, y + 1, PEERS)):
        end = max(x(cell.value), x.start + LEAST)
        marks.append(Box(x.start, top, end, top + THICK, fill, PEERS, round=0))
    return marks
