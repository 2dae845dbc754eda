"""What all readers of a funnel share: every place, the mean, the limits, drawn once and kept.

A reader's own page adds some marks on top; laying out 20,000 places again for each would not do.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil
from typing import Literal

import altair as alt
from django.utils.translation import get_language, gettext
from markupsafe import Markup
from numpy import interp

from sammenhaeng.design.words import danish_order
from sammenhaeng.statistics.disclosure import Disclosed

from .chart import Measure
from .drawing import along, body, specification
from .marks import BAND, INK, PAPER, PEERS, Line, Mark, Raw, Shape, Text, Trace, written
from .scales import Scale, from_zero, level, upright

Numbers = tuple[float, ...]
Claim = Literal["as_expected", "higher", "lower", "clearly_higher", "clearly_lower"]
SHAPES = {
    "as_expected": "circle", "higher": "up", "lower": "down", "clearly_higher": "up",
    "clearly_lower": "down",
}  # fmt: skip
CLEAR = ("clearly_higher", "clearly_lower")
DRAWN_ONE_BY_ONE = 5_000  # places; above it those that are as expected are counted in cells
CELL = 10  # pixels
FILLED = ((0.5, 4.6), (0.2, 3.6), (0.05, 2.4), (0.0, 1.3))  # share of the fullest: half a square
MARKS = ((300, (5.5, 2)), (1_000, (4, 1.5)), (10**9, (2.5, 1)))  # up to so many places
INSIDE, OUTSIDE = (7, 4), (2, 4)  # dashes of the limits at 95 % and 99,8 %
TOP = 48  # pixels: room for the axis name and for arrows
KEPT_GROUNDS = 128


@dataclass(frozen=True)
class Place:
    """One place: its key in an address, its name, its size and value, and what may be claimed."""

    key: str
    label: str
    size: Disclosed
    value: Disclosed
    claim: Claim

    @property
    def is_shown(self) -> bool:
        return not self.size.is_hidden and not self.value.is_hidden


@dataclass(frozen=True)
class Limits:
    """For growing sizes the lower and upper limit: inside stay 95 % and 99.8 % by chance alone."""

    sizes: Numbers
    low_95: Numbers
    high_95: Numbers
    low_998: Numbers
    high_998: Numbers


@dataclass(frozen=True, eq=False)
class Ground:
    """Make one for a set of places and keep it: its picture is drawn once for each language."""

    places: tuple[Place, ...]
    mean: Disclosed
    limits: Limits
    size: Measure
    value: Measure

    def __post_init__(self) -> None:
        if self.mean.is_hidden or not self.shown:
            raise ValueError("A funnel needs a mean and a place that may be shown: use words.")

    @cached_property
    def shown(self) -> tuple[Place, ...]:
        """The places whose numbers may be told."""
        return tuple(place for place in self.places if place.is_shown)

    @cached_property
    def ordered(self) -> tuple[Place, ...]:
        """By name, as a Danish list has them."""
        return tuple(sorted(self.places, key=lambda place: danish_order(place.label)))

    @cached_property
    def clear(self) -> tuple[Place, ...]:
        """Those that stand out clearly."""
        return tuple(p for p in self.ordered if p.claim in CLEAR and p.is_shown)

    @cached_property
    def by_key(self) -> dict[str, Place]:
        return {place.key: place for place in self.places}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of the places shown each claim is made of."""
        return {claim: sum(p.claim == claim for p in self.shown) for claim in SHAPES}

    @property
    def is_counted(self) -> bool:
        """So many places that those as expected are counted in cells."""
        return len(self.shown) > DRAWN_ONE_BY_ONE

    @property
    def mark(self) -> tuple[float, float]:
        """A mark's half size and line width: smaller where more places share the picture."""
        return next(mark for most, mark in MARKS if len(self.shown) <= most)

    @cached_property
    def range(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Sizes and values that the axes hold: from zero, nearly all places."""
        sizes = sorted(place.size.value for place in self.shown)
        values = sorted(place.value.value for place in self.shown)
        longest = sizes[-1] if sizes[-1] <= 3 * _share(sizes, 0.995) else _share(sizes, 0.995)
        highest = min(values[-1], max(2.2 * self.mean.value, _share(values, 0.97)))
        return from_zero([longest], 8), from_zero([highest * 1.05, self.mean.value * 1.6], 7)

    @cached_property
    def beyond(self) -> tuple[Place, ...]:
        """Places that the axes do not hold: they stand at the edge with an arrow."""
        (_, longest), (_, highest) = self.range
        return tuple(p for p in self.shown if p.size.value > longest or p.value.value > highest)


@dataclass(frozen=True)
class Sheet:
    """Where a width of the picture has its axes."""

    width: int
    height: int
    left: int
    right: int
    bottom: int

    def scales(self, ground: Ground) -> tuple[Scale, Scale]:
        sizes, values = ground.range
        return (Scale(*sizes, self.left, self.right), Scale(*values, self.bottom, TOP))


WIDE, NARROW = Sheet(880, 452, 48, 764, 400), Sheet(352, 384, 36, 340, 332)


def place_on(scales: tuple[Scale, Scale], place: Place) -> tuple[float, float]:
    """The pixel a place stands at; at the edge when the axes do not hold it."""
    x, y = scales
    return x(x.kept(place.size.value)), y(y.kept(place.value.value))


def background(ground: Ground, sheet: Sheet) -> Raw:
    """Axes, band, limits, mean and every place."""
    return Raw(_background(ground, sheet, get_language() or "da"))


@lru_cache(maxsize=KEPT_GROUNDS)
def _background(ground: Ground, sheet: Sheet, language: str) -> Markup:
    x, y = sheet.scales(ground)
    size = sheet.width - sheet.left
    axes = upright(y, ground.value, (sheet.left, sheet.right), 7) + level(
        x, ground.size, sheet.bottom, size // 100 + 1
    )
    band, *lines = _layers(ground, x, y)
    under, over = (
        Raw(body(specification(part, sheet.width, sheet.height))) for part in ([band], lines)
    )
    marks = [*_cloud(ground, (x, y)), *_arrows(ground, (x, y)), *_names(ground, sheet)]
    return written([under, *axes, over, *marks])


def _layers(ground: Ground, x: Scale, y: Scale) -> list[alt.Chart]:
    """The band, the four limits and the mean."""
    limits = _cut(ground.limits, x)
    rows = [
        {"x": size, "low": y.kept(low), "high": y.kept(high)}
        for size, low, high in zip(limits.sizes, limits.low_95, limits.high_95, strict=True)
    ]
    band = alt.Chart(alt.Data(values=rows)).mark_area(fill=BAND)
    across = along(alt.X, "x", x)
    return [
        band.encode(x=across, y=along(alt.Y, "high", y), y2="low:Q"),
        _thread((limits.sizes, limits.low_95), INSIDE, x, y),
        _thread((limits.sizes, limits.high_95), INSIDE, x, y),
        _thread((limits.sizes, limits.low_998), OUTSIDE, x, y),
        _thread((limits.sizes, limits.high_998), OUTSIDE, x, y),
        _thread(((x.low, x.high), (ground.mean.value,) * 2), (), x, y),
    ]


def _thread(
    points: tuple[Numbers, Numbers], dash: tuple[int, ...], x: Scale, y: Scale
) -> alt.Chart:
    rows = [{"x": a, "y": b} for a, b in zip(*points, strict=True) if y.holds(b)]
    line = alt.Chart(alt.Data(values=rows))
    drawn = line.mark_line(stroke=INK, strokeWidth=1.4 if dash else 2, strokeDash=dash or (1, 0))
    return drawn.encode(x=along(alt.X, "x", x), y=along(alt.Y, "y", y))


def _cut(limits: Limits, x: Scale) -> Limits:
    """The limits as far as the axis goes, with a last point at its end."""
    inside = [size for size in limits.sizes if x.holds(size)]
    sizes = (*inside, min(x.high, limits.sizes[-1]))
    lines = (limits.low_95, limits.high_95, limits.low_998, limits.high_998)
    return Limits(sizes, *(tuple(interp(sizes, limits.sizes, line).tolist()) for line in lines))


def _cloud(ground: Ground, scales: tuple[Scale, Scale]) -> list[Mark]:
    """The places: a path for each claim, for 5,000 marks of a chart library weigh 0.8 MB."""
    by_claim: dict[str, list[tuple[float, float]]] = {claim: [] for claim in SHAPES}
    for place in ground.shown:
        by_claim[place.claim].append(place_on(scales, place))
    marks: list[Mark] = []
    if ground.is_counted:
        marks += _cells(by_claim.pop("as_expected"))
    size, width = ground.mark
    for claim, places in by_claim.items():
        fill = PAPER if claim == "as_expected" else PEERS
        marks.append(Shape(SHAPES[claim], tuple(places), size, fill, PEERS, width))
    return marks


def _arrows(ground: Ground, scales: tuple[Scale, Scale]) -> list[Mark]:
    """From each place at the edge towards where it would stand."""
    spots = {
        (*place_on(scales, place), place.value.value > scales[1].high) for place in ground.beyond
    }
    return [mark for spot in sorted(spots) for mark in _arrow(*spot)]


def _arrow(x: float, y: float, is_up: bool) -> list[Mark]:
    if is_up:
        head = Trace(((x - 4, y - 17), (x, y - 24), (x + 4, y - 17)), fill=INK)
        return [Line(x, y - 10, x, y - 18, INK, 2), head]
    head = Trace(((x + 17, y - 4), (x + 24, y), (x + 17, y + 4)), fill=INK)
    return [Line(x + 10, y, x + 18, y, INK, 2), head]


def _cells(places: list[tuple[float, float]]) -> list[Mark]:
    """Squares on a grid, bigger where more places are."""
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for x, y in places:
        counted[int(x // CELL), int(y // CELL)] += 1
    most = max(counted.values(), default=0)
    by_size: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for (column, row), count in counted.items():
        half = next(half for share, half in FILLED if count >= share * most)
        by_size[half].append((column * CELL + CELL // 2, row * CELL + CELL // 2))
    return [Shape("square", tuple(found), half, PEERS, "none")
            for half, found in sorted(by_size.items())]  # fmt: skip


def _names(ground: Ground, sheet: Sheet) -> list[Mark]:
    """The names of the mean and the limits, where the lines end."""
    x, y = sheet.scales(ground)
    limits = _cut(ground.limits, x)
    words = gettext("Snit {mean}").format(mean=ground.value.number(ground.mean.value))
    ends = (ground.mean.value, limits.high_95[-1], limits.high_998[-1])
    mean, inner, outer = (y(y.kept(end)) for end in ends)
    left, align, lift = (sheet.right + 8, "left", 0) if sheet is WIDE else (sheet.right, "right", 9)
    inner = min(inner, mean - 18)
    outer = min(outer, inner - 18)
    return [
        Text(left, mean - lift, words, weight=600, align=align, halo=True),
        Text(left, inner - lift, gettext("95 %"), align=align, halo=True),
        Text(left, outer - lift, gettext("99,8 %"), align=align, halo=True),
    ]


def _share(ordered: Sequence[float], share: float) -> float:
    """The number that a share of the numbers, in order, does not pass."""
    return ordered[ceil(share * len(ordered)) - 1]
