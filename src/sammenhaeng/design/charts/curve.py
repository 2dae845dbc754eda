"""An amount along another: one line over an even axis, where the reader stands, where it ends."""

from dataclasses import dataclass

from django.utils.translation import gettext

from .chart import Chart, Described, Headline, Measure, Table
from .legend import diamond
from .marks import BAND, INK, OWN_WORDS, PEERS, Line, Mark, Picture, Text, Trace, breadth, drawn
from .scales import Scale, from_zero, level, upright

TOP = 34  # pixels: room for the name of the axis
ROWS = 12  # of the table, besides the reader's own


@dataclass(frozen=True)
class Curve:
    """Points from left to right, the reader's own, and where nothing is left (or None)."""

    points: tuple[tuple[float, float], ...]
    own: tuple[float, float]
    end: float | None


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its axes."""

    width: int
    height: int
    left: int
    right: int
    bottom: int


WIDE, NARROW = Sheet(880, 380, 64, 844, 316), Sheet(352, 320, 52, 318, 256)
LEAST_AXIS = 100  # of the amount, so that nothing at all is not told in small fractions


def curve_chart(
    id: str, headline: Headline, curve: Curve, along: Measure, amount: Measure
) -> Chart:
    """The chart of a calculation: no number of it is about people, it is about a rule."""
    described = Described(id, headline.heading, " ".join(_told(headline, curve, along, amount)))
    wide, narrow = (
        drawn(_picture(curve, along, amount, sheet), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    return Chart(
        id, headline.heading, headline.sub, wide, narrow, _table(headline, curve, along, amount),
        headline.csv, tuple(filter(None, [headline.source])),
    )  # fmt: skip


def _told(headline: Headline, curve: Curve, along: Measure, amount: Measure) -> list[str]:
    first, last = curve.points[0], curve.points[-1]
    words = gettext("Ved {x} er det {y}.")
    return [headline.sub, *(_at(words, one, along, amount) for one in (first, curve.own, last))]


def _at(words: str, point: tuple[float, float], along: Measure, amount: Measure) -> str:
    x, y = along.number(point[0]), amount.number(point[1])
    return words.format(x=f"{x} {along.unit}", y=f"{y} {amount.unit}")


def _picture(curve: Curve, along: Measure, amount: Measure, sheet: Sheet) -> Picture:
    amounts = [value for _, value in curve.points]
    y = Scale(*from_zero([LEAST_AXIS, *amounts], 5), sheet.bottom, TOP)
    x = Scale(0, curve.points[-1][0], sheet.left, sheet.right)
    points = tuple((x(one), y(value)) for one, value in curve.points)
    area = ((points[0][0], y(0)), *points, (points[-1][0], y(0)))
    about = 8 if sheet is WIDE else 4
    marks: list[Mark] = [
        Trace(area, fill=BAND), *upright(y, amount, (sheet.left, sheet.right), 5),
        *level(x, along, sheet.bottom, about), Trace(_kept(points), PEERS, 3),
        *_end(curve, along, x, sheet), *_own(curve, x, y, amount, sheet),
    ]  # fmt: skip
    return Picture(sheet.width, sheet.height, tuple(marks))


def _kept(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """The points without those in the middle of a level stretch."""
    inner = [
        here
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
        if not before[1] == here[1] == after[1]
    ]
    return (points[0], *inner, points[-1])


def _end(curve: Curve, along: Measure, x: Scale, sheet: Sheet) -> list[Mark]:
    if curve.end is None or not x.holds(curve.end):
        return []
    at = x(curve.end)
    line = Line(at, TOP, at, sheet.bottom, INK, 1.5, (4, 4))
    if sheet is NARROW:  # no room beside the name of the axis; the heading says it
        return [line]
    words = gettext("Falder bort ved {x}").format(x=along.number(curve.end))
    return [line, Text(at, TOP - 14, words, weight=600, align="center")]


def _own(curve: Curve, x: Scale, y: Scale, amount: Measure, sheet: Sheet) -> list[Mark]:
    spot = (x(curve.own[0]), y(curve.own[1]))
    words = gettext("Dig nu: {y}").format(y=amount.number(curve.own[1]))
    below = spot[1] + 26
    place = below if below < sheet.bottom - 12 else spot[1] - 26
    return [diamond(spot), _beside(spot[0], place, words, sheet, OWN_WORDS)]


def _beside(at: float, y: float, words: str, sheet: Sheet, colour: str) -> Text:
    """Words at a place, on the side of it where there is room."""
    fits = at + 12 + breadth(words) < sheet.right
    return Text(
        at + 12 if fits else at - 12, y, words, weight=600, align="left" if fits else "right",
        colour=colour, halo=True,
    )  # fmt: skip


def _table(headline: Headline, curve: Curve, along: Measure, amount: Measure) -> Table:
    """Some points of the curve, evenly apart, and the reader's own among them."""
    step = max(1, (len(curve.points) - 1) // ROWS)
    rows = sorted({*curve.points[::step], curve.points[-1], curve.own})
    return Table(
        headline.sub,
        (along.name, amount.name),
        tuple((along.number(one), amount.number(value)) for one, value in rows),
        numeric=(0, 1),
    )
