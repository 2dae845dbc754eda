"""A picture of marks at pixel positions, written as SVG with presentation attributes only.

For charts on pages that must be quick for every citizen: 0.5 ms, against 60 ms for a specification
that a chart library lays out. Charts of figures, which many read and few change, use drawing.py.
"""

from dataclasses import dataclass

from markupsafe import Markup, escape

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
    body = Markup("".join(map(_written, picture.marks)))
    inner = Markup('<g font-family="{}">{}</g>').format(FONT, body)
    return framed(inner, (picture.width, picture.height), described, css)


def _written(mark: Line | Box | Ring | Text) -> str:
    """The mark as SVG: numbers and our own colours as they are, words escaped."""
    match mark:
        case Line():
            return (
                f'<line x1="{mark.x}" y1="{mark.y}" x2="{mark.x2}" y2="{mark.y2}" '
                f'stroke="{mark.colour}" stroke-width="{mark.width}"/>'
            )
        case Box():
            return (
                f'<rect x="{mark.x}" y="{mark.y}" width="{_length(mark.x, mark.x2)}" '
                f'height="{_length(mark.y, mark.y2)}" rx="4" fill="{mark.fill}" '
                f'stroke="{mark.stroke}" stroke-width="1.5"{_dashed(mark.dash)}/>'
            )
        case Ring():
            sign = Text(mark.x, mark.y, mark.sign, 14, 700, "center", ALARM)
            return (
                f'<circle cx="{mark.x}" cy="{mark.y}" r="9" fill="{PAPER}" stroke="{ALARM}" '
                f'stroke-width="2.5"/>{_written(sign)}'
            )
        case Text():
            return (
                f'<text x="{mark.x}" y="{round(mark.y + mark.size * 0.35, 1)}" '
                f'font-size="{mark.size}" font-weight="{mark.weight}" '
                f'text-anchor="{ANCHORS[mark.align]}" fill="{mark.colour}">'
                f"{escape(mark.text)}</text>"
            )


def _length(first: float, last: float) -> float:
    return round(last - first, 1)


def _dashed(dash: tuple[int, ...]) -> str:
    return f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
