"""What all readers of a funnel share: every place, the mean, the limits, drawn once and kept.

A reader's own page adds some marks on top; laying out 20,000 places again for each would not do.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil
from typing import Literal

import altair as alt
from django.utils.translation import get_language, gettext
from markupsafe import Markup

from sammenhaeng.statistics.disclosure import Disclosed

from .chart import Measure
from .drawing import along, body, specification
from .marks import BAND, INK, PEERS, Mark, Raw, Shape, Text, written
from .scales import Scale, from_zero, level, upright

Claim = Literal["as_expected", "higher", "lower", "clearly_higher", "clearly_lower"]
SHAPES = {
    "as_expected": "circle", "higher": "up", "lower": "down", "clearly_higher": "up",
    "clearly_lower": "down",
}  # fmt: skip
DRAWN_ONE_BY_ONE = 5_000  # places; above it those that are as expected are counted in cells
CELL = 10  # pixels
FILLED = ((100, 5.0), (20, 4.0), (5, 2.8), (1, 1.5))  # at least so many places: half a square
INSIDE, OUTSIDE = (7, 4), (2, 4)  # dashes of the limits at 95 % and 99,8 %
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

    sizes: tuple[float, ...]
    low_95: tuple[float, ...]
    high_95: tuple[float, ...]
    low_998: tuple[float, ...]
    high_998: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Ground:
    """Make one for a set of places and keep it: its picture is drawn once for each language."""

    places: tuple[Place, ...]
    mean: Disclosed
    limits: Limits
    size: Measure
    value: Measure

    @cached_property
    def shown(self) -> tuple[Place, ...]:
        """The places whose numbers may be told."""
        return tuple(place for place in self.places if place.is_shown)

    @cached_property
    def ordered(self) -> tuple[Place, ...]:
        """By name, as a Danish list has them."""
        return tuple(sorted(self.places, key=lambda place: danish_order(place.label)))

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

    @cached_property
    def range(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Sizes and values that the axes hold: from zero, nearly all places."""
        sizes = sorted(place.size.value for place in self.shown)
        values = sorted(place.value.value for place in self.shown)
        longest = sizes[-1] if sizes[-1] <= 3 * _share(sizes, 0.995) else _share(sizes, 0.995)
        highest = min(values[-1], max(2 * self.mean.value, _share(values, 0.99)))
        return from_zero([longest], 8), from_zero([highest * 1.1, self.mean.value * 1.6], 7)

    @cached_property
    def beyond(self) -> tuple[Place, ...]:
        """Places that the axes do not hold: they stand at the edge with an arrow."""
        (_, longest), (_, highest) = self.range
        return tuple(p for p in self.shown if p.size.value > longest or p.value.value > highest)


@dataclass(frozen=True)
class Paper:
    """Where a width of the picture has its axes."""

    width: int
    height: int
    left: int
    right: int
    bottom: int

    def scales(self, ground: Ground) -> tuple[Scale, Scale]:
        sizes, values = ground.range
        return (Scale(*sizes, self.left, self.right), Scale(*values, self.bottom, 34))


WIDE, NARROW = Paper(880, 440, 48, 764, 388), Paper(352, 372, 36, 340, 320)


def danish_order(name: str) -> str:
    return name.lower().translate(str.maketrans("æøå", "{|}"))


def place_on(scales: tuple[Scale, Scale], place: Place) -> tuple[float, float]:
    """The pixel a place stands at; at the edge when the axes do not hold it."""
    x, y = scales
    return x(x.kept(place.size.value)), y(y.kept(place.value.value))


def background(ground: Ground, paper: Paper) -> Raw:
    """Axes, band, limits, mean and every place."""
    return Raw(_background(ground, paper, get_language() or "da"))


@lru_cache(maxsize=KEPT_GROUNDS)
def _background(ground: Ground, paper: Paper, language: str) -> Markup:
    x, y = paper.scales(ground)
    size = paper.width - paper.left
    axes = upright(y, ground.value, (paper.left, paper.right), 7) + level(
        x, ground.size, paper.bottom, size // 100 + 1
    )
    laid_out = body(specification(_layers(ground, x, y), paper.width, paper.height))
    band, lines = axes[:1], axes[1:]
    return written([Raw(laid_out), *band, *lines, *_cloud(ground, (x, y)), *_names(ground, paper)])


def _layers(ground: Ground, x: Scale, y: Scale) -> list[alt.Chart]:
    """The band, the four limits and the mean."""
    limits = ground.limits
    rows = [
        {"x": size, "low": y.kept(low), "high": y.kept(high)}
        for size, low, high in zip(limits.sizes, limits.low_95, limits.high_95, strict=True)
        if x.holds(size)
    ]
    across, up = along("x", x), {"high": along("high", y), "y": along("y", y)}
    band = alt.Chart(alt.Data(values=rows)).mark_area(fill=BAND)
    layers = [band.encode(x=across, y=up["high"], y2="low:Q")]
    for line, dash in (
        (limits.low_95, INSIDE), (limits.high_95, INSIDE), (limits.low_998, OUTSIDE),
        (limits.high_998, OUTSIDE),
    ):  # fmt: skip
        points = [
            {"x": size, "y": value} for size, value in zip(limits.sizes, line, strict=True)
            if x.holds(size) and y.holds(value)
        ]  # fmt: skip
        drawn = alt.Chart(alt.Data(values=points))
        layers.append(
            drawn.mark_line(stroke=INK, strokeWidth=1.4, strokeDash=dash).encode(x=across, y=up["y"])
        )
    mean = [{"x": end, "y": ground.mean.value} for end in (x.low, x.high)]
    drawn = alt.Chart(alt.Data(values=mean))
    return [*layers, drawn.mark_line(stroke=INK, strokeWidth=2).encode(x=across, y=up["y"])]


def _cloud(ground: Ground, scales: tuple[Scale, Scale]) -> list[Mark]:
    """The places: a path for each claim, for 5,000 marks of a chart library weigh 1 MB."""
    by_claim: dict[str, list[tuple[float, float]]] = {claim: [] for claim in SHAPES}
    for place in ground.shown:
        by_claim[place.claim].append(place_on(scales, place))
    marks: list[Mark] = []
    if ground.is_counted:
        marks += _cells(by_claim.pop("as_expected"))
    for claim, places in by_claim.items():
        fill = "#ffffff" if claim == "as_expected" else PEERS
        marks.append(Shape(SHAPES[claim], tuple(places), 5.5, fill))
    return marks


def _cells(places: list[tuple[float, float]]) -> list[Mark]:
    """Squares on a grid, bigger where more places are."""
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for x, y in places:
        counted[int(x // CELL), int(y // CELL)] += 1
    by_size: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for (column, row), count in counted.items():
        half = next(half for least, half in FILLED if count >= least)
        by_size[half].append((column * CELL + CELL / 2, row * CELL + CELL / 2))
    return [Shape("square", tuple(found), half, PEERS, "none")
            for half, found in sorted(by_size.items())]  # fmt: skip


def _names(ground: Ground, paper: Paper) -> list[Mark]:
    """The names of the mean and the limits, where the lines end."""
    x, y = paper.scales(ground)
    last = max(i for i, size in enumerate(ground.limits.sizes) if x.holds(size))
    words = gettext("Snit {mean}").format(mean=ground.value.number(ground.mean.value))
    mean, inner, outer = (
        y(y.kept(v))
        for v in (ground.mean.value, ground.limits.high_95[last], ground.limits.high_998[last])
    )
    if paper is WIDE:
        inner = min(inner, mean - 18)
        outer = min(outer, inner - 18)
        spots, left = (mean, inner, outer), paper.right + 8
        align = "left"
    else:
        spots, left, align = (mean - 10, inner - 9, min(outer - 9, inner - 25)), paper.right, "right"
    return [
        Text(left, spots[0], words, weight=600, align=align),
        Text(left, spots[1], "95 %", align=align),
        Text(left, spots[2], gettext("99,8 %"), align=align),
    ]


def _share(ordered: list[float], share: float) -> float:
    """The number that a share of the numbers, in order, does not pass."""
    return ordered[ceil(share * len(ordered)) - 1]
