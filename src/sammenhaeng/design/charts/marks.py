"""A picture of marks at pixel positions, written as SVG with presentation attributes only.

For charts on pages that must be quick for every citizen: 0.5 ms, against 60 ms for a specification
that a chart library lays out. Charts of figures, which many read and few change, use drawing.py.
"""

from dataclasses import dataclass

from markupsafe import Markup

from .chart import FONT, Described, framed

INK, GRID, ALARM, PAPER = "#1a1a1a", "#dcdcdc", "#CC0000", "#ffffff"
PER_LETTER = 0.53  # of the font size: the mean advance of IBM Plex Sans
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


@dataclass(frozen=True)
class Ring:
    """A ring with a sign in it."""

    x: float
    y: float
    sign: str = "!"


@dataclass(frozen=True)
class Text:
    """Words at a point: `align` is left, center or right of it, `y` the middle of the line."""

    x: float
    y: float
    text: str
    size: int = 14
    weight: int = 400
    align: str = "left"
    colour: str = INK


@dataclass(frozen=True)
class Picture:
    """Marks in the order they are painted, on paper of a width and a height."""

    width: int
    height: int
    marks: tuple[Line | Box | Ring | Text, ...]


def breadth(text: str, size: int = 14) -> float:
    """About how many pixels the text takes."""
    return len(text) * size * PER_LETTER


def drawn(picture: Picture, described: Described, css: str) -> Markup:
    """The picture as SVG with its title and description; `css` is sh-wide or sh-narrow."""
    body = Markup("").join(map(_written, picture.marks))
    inner = Markup('<g font-family="{}">{}</g>').format(FONT, body)
    return framed(inner, (picture.width, picture.height), described, css)


def _written(mark: Line | Box | Ring | Text) -> Markup:
    match mark:
        case Line():
            return Markup(
                '<line x1="{0.x}" y1="{0.y}" x2="{0.x2}" y2="{0.y2}" stroke="{0.colour}" '
                'stroke-width="{0.width}"/>'
            ).format(mark)
        case Box():
            return Markup(
                '<rect x="{0.x}" y="{0.y}" width="{1}" height="{2}" rx="4" fill="{0.fill}" '
                'stroke="{0.stroke}" stroke-width="1.5"{3}/>'
            ).format(mark, _length(mark.x, mark.x2), _length(mark.y, mark.y2), _dashed(mark.dash))
        case Ring():
            sign = Text(mark.x, mark.y, mark.sign, 14, 700, "center", ALARM)
            return Markup(
                '<circle cx="{0.x}" cy="{0.y}" r="9" fill="{1}" stroke="{2}" '
                'stroke-width="2.5"/>{3}'
            ).format(mark, PAPER, ALARM, _written(sign))
        case Text():
            return Markup(
                '<text x="{0.x}" y="{1}" font-size="{0.size}" font-weight="{0.weight}" '
                'text-anchor="{2}" fill="{0.colour}">{0.text}</text>'
            ).format(mark, round(mark.y + mark.size * 0.35, 1), ANCHORS[mark.align])


def _length(first: float, last: float) -> float:
    return round(last - first, 1)


def _dashed(dash: tuple[int, ...]) -> Markup:
    return Markup(' stroke-dasharray="{}"').format(" ".join(map(str, dash))) if dash else Markup("")
