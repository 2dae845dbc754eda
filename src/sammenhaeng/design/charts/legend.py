"""What the shapes and lines of a picture mean: rows of signs with their words, below it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .marks import BAND, BOX, INK, OWN, PAPER, PEERS, Box, Line, Mark, Shape, Text, breadth

SIGN, GAP, ROW = 24, 18, 24  # pixels


@dataclass(frozen=True)
class Sign:
    """One entry: words, and what draws its sign round a point."""

    words: str
    drawn: Callable[[float, float], list[Mark]]


def shape(words: str, kind: str, size: float = 5.5, fill: str = PAPER) -> Sign:
    return Sign(words, lambda x, y: [Shape(kind, ((x, y),), size, fill)])


def own(words: str) -> Sign:
    return Sign(words, lambda x, y: [diamond((x, y), 8)])


def line(words: str, dash: tuple[int, ...], colour: str = INK) -> Sign:
    return Sign(words, lambda x, y: [Line(x - 10, y, x + 10, y, colour, 2, dash)])


def band(words: str) -> Sign:
    return Sign(words, lambda x, y: [Box(x - 10, y - 6, x + 10, y + 6, BAND, BAND, round=0)])


def patch(words: str, fill: str, edge: str) -> Sign:
    """A piece of an area in its colour."""
    return Sign(words, lambda x, y: [Box(x - 9, y - 7, x + 9, y + 7, fill, edge, round=0)])


def median_box(words: str) -> Sign:
    """The middle half of the peers, with its median."""
    return Sign(
        words,
        lambda x, y: [Box(x - 10, y - 7, x + 10, y + 7, BOX, PEERS, round=0),
                      Line(x, y - 7, x, y + 7, PEERS, 3)],
    )  # fmt: skip


def diamond(place: tuple[float, float], size: float = 10) -> Shape:
    """The reader's own place."""
    return Shape("diamond", (place,), size, OWN, INK, 2)


def legend(signs: Iterable[Sign], top: float, width: float, left: float = 0) -> list[Mark]:
    """The signs in rows that do not pass `width`, the first row's middle at `top`."""
    marks: list[Mark] = []
    x, y = left, top
    for sign in signs:
        room = SIGN + 0.94 * breadth(sign.words)
        if x > left and x + room > width:
            x, y = left, y + ROW
        marks += sign.drawn(x + 10, y)
        marks.append(Text(x + SIGN, y, sign.words))
        x = round(x + room + GAP, 1)
    return marks


def bottom(marks: list[Mark]) -> float:
    """Where a legend ends."""
    return max((mark.y for mark in marks if isinstance(mark, Text)), default=0)
