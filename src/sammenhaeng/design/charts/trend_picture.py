"""How a course is drawn: own line with diamonds, peers as a band, the target in steps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from . import legend
from .chart import Measure
from .course import Course
from .marks import BAND, INK, OWN, OWN_WORDS, PEERS, Line, Mark, Picture, Text, Trace, breadth
from .scales import Scale, from_zero, upright

DASH, DOTS = (7, 4), (2, 3)
TOP, APART = 34, 18  # pixels: room for the axis name; between two names at the ends of lines


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its axes."""

    width: int
    height: int
    left: int
    right: int
    bottom: int


WIDE, NARROW = Sheet(880, 340, 48, 704, 296), Sheet(352, 320, 36, 340, 268)


def _values(course: Course) -> Iterator[float]:
    """Every number that the picture shows."""
    for moment in course.moments:
        if not moment.own.is_hidden:
            yield moment.own.value
        yield from moment.ends
        if moment.peers and moment.peers.is_shown:
            yield from (moment.peers.low.value, moment.peers.high.value)
        if moment.target is not None:
            yield moment.target


def picture(course: Course, measure: Measure, sheet: Sheet) -> Picture:
    y = Scale(*from_zero(_values(course), 6), sheet.bottom, TOP)
    last = max(len(course.moments) - 1, 1)
    x = Scale(0, last, sheet.left + 8, sheet.right - 8)
    marks: list[Mark] = [
        *_peers(course, x, y), *upright(y, measure, (sheet.left, sheet.right), 6),
        *_dates(course, x, sheet), *_median(course, x, y), *_target(course, x, y),
        *_own(course, x, y), *_gaps(course, x, sheet),
    ]  # fmt: skip
    if sheet is WIDE:
        marks += _ends(course, measure, y, sheet)
    signs = legend.legend(_signs(course, measure, sheet), sheet.height + 2, sheet.width)
    height = round(legend.bottom(signs)) + 14 if signs else sheet.height
    return Picture(sheet.width, height, (*marks, *signs))


def _signs(course: Course, measure: Measure, sheet: Sheet) -> list[legend.Sign]:
    """The lines are named where they end; on a phone there is no room for that."""
    now, signs = course.moments[-1], []
    if sheet is NARROW:
        makers = {"own": legend.own, "target": _dotted, "peers": _dashed}
        signs = [makers[kind](words) for kind, words, _ in _names(course, measure)]
    if now.peers:
        signs.append(legend.band(gettext("Den midterste halvdel af de sammenlignelige")))
    return signs


def _dotted(words: str) -> legend.Sign:
    return legend.line(words, DOTS)


def _dashed(words: str) -> legend.Sign:
    return legend.line(words, DASH, PEERS)


def _ends(course: Course, measure: Measure, y: Scale, sheet: Sheet) -> list[Mark]:
    """Each line's name where it ends, pushed down where two would touch."""
    marks: list[Mark] = []
    looks = {"own": (OWN_WORDS, 600), "target": (INK, 400), "peers": (PEERS, 400)}
    lowest = 0.0
    for kind, words, value in sorted(_names(course, measure), key=lambda name: -name[2]):
        lowest = max(y(value), lowest + APART)
        colour, weight = looks[kind]
        marks.append(Text(sheet.right + 8, lowest, words, weight=weight, colour=colour))
    return marks


def _peers(course: Course, x: Scale, y: Scale) -> list[Mark]:
    shown = [(i, m.peers) for i, m in enumerate(course.moments) if m.peers and m.peers.is_shown]
    upper = [(x(i), y(peers.high.value)) for i, peers in shown]
    lower = [(x(i), y(peers.low.value)) for i, peers in reversed(shown)]
    return [Trace((*upper, *lower), fill=BAND)]


def _median(course: Course, x: Scale, y: Scale) -> list[Mark]:
    points = tuple(
        (x(i), y(moment.peers.median.value)) for i, moment in enumerate(course.moments)
        if moment.peers and moment.peers.is_shown
    )  # fmt: skip
    return [Trace(points, PEERS, 2.5, DASH)]


def _target(course: Course, x: Scale, y: Scale) -> list[Mark]:
    """Steps: a target holds from its moment until the next."""
    points: list[tuple[float, float]] = []
    for i, moment in enumerate(course.moments):
        if moment.target is None:
            continue
        if points:
            points.append((x(i), points[-1][1]))
        points.append((x(i), y(moment.target)))
    return [Trace(tuple(points), INK, 2, DOTS)]


def _own(course: Course, x: Scale, y: Scale) -> list[Mark]:
    marks: list[Mark] = []
    for i, moment in enumerate(course.moments):
        if ends := moment.ends:
            marks.append(Line(x(i), y(ends[0]), x(i), y(ends[1]), OWN_WORDS, 1.5))
    pieces = [[(x(i), y(course.moments[i].own.value)) for i in piece] for piece in course.pieces]
    marks += [Trace(tuple(piece), OWN, 3.5) for piece in pieces]
    marks += [replace(legend.diamond(spot, 6), width=1.2) for piece in pieces for spot in piece]
    return marks


def _gaps(course: Course, x: Scale, sheet: Sheet) -> list[Mark]:
    """A dashed line between the moments that cannot be compared."""
    marks: list[Mark] = []
    for i, moment in enumerate(course.moments):
        if moment.breaks and i:
            at = round((x(i - 1) + x(i)) / 2, 1)
            marks.append(Line(at, TOP, at, sheet.bottom, INK, 1, (3, 3)))
            marks.append(Text(at, TOP + 10, gettext("Brud"), 13, align="center", halo=True))
    return marks


def _dates(course: Course, x: Scale, sheet: Sheet) -> list[Mark]:
    """The moments' names under their ticks, as many as there is room for; the last one always."""
    names = [moment.label for moment in course.moments]
    room = max(breadth(name, 13) for name in names) + 12
    step = max(1, round(room / (x(1) - x(0)) + 0.49))
    at = list(range(len(names) - 1, -1, -step))
    marks: list[Mark] = [Line(sheet.left, sheet.bottom, sheet.right, sheet.bottom, INK)]
    for i in at:
        half = breadth(names[i], 13) / 2
        middle = round(min(max(x(i), half), sheet.width - half), 1)
        marks.append(Line(x(i), sheet.bottom, x(i), sheet.bottom + 5, INK))
        marks.append(Text(middle, sheet.bottom + 18, names[i], 13, align="center"))
    return marks


def _names(course: Course, measure: Measure) -> list[tuple[str, str, float]]:
    """What the lines are called, with their last number."""
    now = course.moments[-1]
    own, peers = gettext("Jeres sted"), gettext("Sammenlignelige")
    names: list[tuple[str, str, float]] = []
    if not now.own.is_hidden:
        names.append(("own", f"{own} {measure.number(now.own.value)}", now.own.value))
    if now.target is not None:
        words = gettext("Jeres måltal")
        names.append(("target", f"{words} {measure.number(now.target)}", now.target))
    if now.peers and now.peers.is_shown:
        median = now.peers.median.value
        names.append(("peers", f"{peers} {measure.number(median)}", median))
    return names
