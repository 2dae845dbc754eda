"""A picture of marks at pixel positions, written as SVG with presentation attributes only.

For charts on pages that must be quick for every citizen: 0.5 ms, against 60 ms for a specification
that a chart library lays out. Charts of figures, which many read and few change, use drawing.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from .chart import FONT, Described, framed

INK, GRID, ALARM, PAPER = "#1a1a1a", "#dcdcdc", "#CC0000", "#ffffff"
OWN, OWN_WORDS, PEERS = "#D94801", "#A63603", "#08519C"
BAND, BOX = "#DEEBF7", "#C6DBEF"  # on both, PEERS has a contrast of 5 or more
PER_LETTER = 0.53  # of the font size: the mean advance of IBM Plex Sans
HALO = f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True)
class Line:
    """A straight line; `dash` is empty for a solid one."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = GRID
    width: float = 1
    dash: tuple[int, ...] = ()


@dataclass(frozen=True)
class Box:
    """A rectangle with rounded corners; `dash` is for what is not yet certain."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    stroke: str
    dash: tuple[int, ...] = ()
    round: int = 4


@dataclass(frozen=True)
class Trace:
    """A line through points, or the area they enclose."""

    points: tuple[tuple[float, float], ...]
    stroke: str = "none"
    width: float = 2
    dash: tuple[int, ...] = ()
    fill: str = "none"


@dataclass(frozen=True)
class Shape:
    """One figure of SHAPES at each of the places: what a place is, is told by form first."""

    kind: str
    places: tuple[tuple[float, float], ...]
    size: float = 5.5
    fill: str = PAPER
    stroke: str = PEERS
    width: float = 2


@dataclass(frozen=True)
class Raw:
    """Marks that are written already, such as a background that many pictures share."""

    svg: str


@dataclass(frozen=True)
class Ring:
    """A ring with a sign in it."""

    x: float
    y: float
    sign: str = "!"


@dataclass(frozen=True)
class Text:
    """Words at a point: `align` is left, center or right of it, `y` the middle of the line.

    A halo of paper keeps them readable over other marks.
    """

    x: float
    y: float
    text: str
    size: int = 14
    weight: int = 400
    align: str = "left"
    colour: str = INK
    halo: bool = False


Mark = Line | Box | Trace | Shape | Raw | Ring | Text


@dataclass(frozen=True)
class Picture:
    """Marks in the order they are painted, on paper of a width and a height."""

    width: int
    height: int
    marks: tuple[Mark, ...]


def breadth(text: str, size: int = 14) -> float:
    """About how many pixels the text takes."""
    return len(text) * size * PER_LETTER


def beside(label: str, y: float, room: float) -> list[Mark]:
    """A row's name to its left in one line or two, their middle at `y`."""
    lines = _folded(label, room)
    return _stacked(lines, y - 8.5 * (len(lines) - 1))


def above(label: str, y: float, room: float) -> list[Mark]:
    """A row's name over it in one line or two, the last at `y`."""
    lines = _folded(label, room)
    return _stacked(lines, y - 17 * (len(lines) - 1))


def _stacked(lines: list[str], top: float) -> list[Mark]:
    return [Text(0, top + 17 * i, line, 14, 600, halo=True) for i, line in enumerate(lines)]


def _folded(label: str, room: float) -> list[str]:
    """At most two lines of `room` pixels; what then is too long is cut."""
    first, rest = label, ""
    while breadth(first) > room and " " in first:
        first, _, word = first.rpartition(" ")
        rest = f"{word} {rest}".strip()
    most = int(room / breadth("n"))
    second = rest if len(rest) <= most else f"{rest[: most - 1].rstrip()}…"
    return [line for line in (first, second) if line]


def drawn(picture: Picture, described: Described, css: str) -> Markup:
    """The picture as SVG with its title and description; `css` is sh-wide or sh-narrow."""
    inner = Markup('<g font-family="{}">{}</g>').format(FONT, written(picture.marks))
    return framed(inner, (picture.width, picture.height), described, css)


def written(marks: Iterable[Mark]) -> Markup:
    """Marks as SVG: numbers and our own colours as they are, words escaped."""
    return Markup("".join(WRITERS[type(mark)](mark) for mark in marks))


def _line(mark: Line) -> str:
    return (
        f'<line x1="{mark.x}" y1="{mark.y}" x2="{mark.x2}" y2="{mark.y2}" '
        f'stroke="{mark.colour}" stroke-width="{mark.width}"{_dashed(mark.dash)}/>'
    )


def _box(mark: Box) -> str:
    return (
        f'<rect x="{mark.x}" y="{mark.y}" width="{_length(mark.x, mark.x2)}" '
        f'height="{_length(mark.y, mark.y2)}" rx="{mark.round}" fill="{mark.fill}" '
        f'stroke="{mark.stroke}" stroke-width="1.5"{_dashed(mark.dash)}/>'
    )


def _trace(mark: Trace) -> str:
    if not mark.points:
        return ""
    way = "L".join(f"{x} {y}" for x, y in mark.points)
    end = "" if mark.fill == "none" else "Z"
    return _path(f"M{way}{end}", mark.fill, mark.stroke, mark.width, mark.dash)


def _shape(mark: Shape) -> str:
    if not mark.places:
        return ""
    figure = SHAPES[mark.kind](mark.size)
    way = "".join(f"M{x} {y}{figure}" for x, y in mark.places)
    return _path(way, mark.fill, mark.stroke, mark.width)


def _path(way: str, fill: str, stroke: str, width: float, dash: tuple[int, ...] = ()) -> str:
    edge = "" if stroke == "none" else f' stroke="{stroke}" stroke-width="{width}"'
    return f'<path d="{way}" fill="{fill}"{edge}{_dashed(dash)}/>'


def _ring(mark: Ring) -> str:
    sign = Text(mark.x, mark.y, mark.sign, 14, 700, "center", ALARM)
    return (
        f'<circle cx="{mark.x}" cy="{mark.y}" r="9" fill="{PAPER}" stroke="{ALARM}" '
        f'stroke-width="2.5"/>{_text(sign)}'
    )


def _text(mark: Text) -> str:
    return (
        f'<text x="{mark.x}" y="{round(mark.y + mark.size * 0.35, 1)}" '
        f'font-size="{mark.size}" font-weight="{mark.weight}" '
        f'text-anchor="{ANCHORS[mark.align]}" fill="{mark.colour}"{HALO if mark.halo else ""}>'
        f"{escape(mark.text)}</text>"
    )


def _length(first: float, last: float) -> float:
    return round(last - first, 1)


def _dashed(dash: tuple[int, ...]) -> str:
    return f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""


def _circle(r: float) -> str:
    return f"m0 {-r}a{r} {r} 0 1 0 .01 0z"


def _diamond(r: float) -> str:
    return f"m0 {-r}l{r} {r}l{-r} {r}l{-r} {-r}z"


def _triangle_up(r: float) -> str:
    return f"m0 {-1.2 * r:.1f}l{1.2 * r:.1f} {2.1 * r:.1f}h{-2.4 * r:.1f}z"


def _triangle_down(r: float) -> str:
    return f"m0 {1.2 * r:.1f}l{1.2 * r:.1f} {-2.1 * r:.1f}h{-2.4 * r:.1f}z"


def _square(r: float) -> str:
    return f"m{-r} {-r}h{2 * r}v{2 * r}h{-2 * r}z"


SHAPES: dict[str, Callable[[float], str]] = {
    "circle": _circle, "diamond": _diamond, "up": _triangle_up, "down": _triangle_down,
    "square": _square,
}  # fmt: skip
WRITERS: dict[type, Callable[[Any], str]] = {
    Line: _line, Box: _box, Trace: _trace, Shape: _shape, Ring: _ring, Text: _text,
    Raw: lambda mark: mark.svg,
}  # fmt: skip
