"""What all readers of a funnel share: the places, the mean and the limits.

A reader's own page adds some marks on top. Places that are few are drawn one by one; of many there
is a crowd, counted when the figures were reckoned, whose cells are drawn once and kept.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext
from markupsafe import Markup
from numpy import interp

from sammenhaeng.design.words import danish_order
from sammenhaeng.statistics.disclosure import Disclosed

from .chart import Measure
from .crowd import CLAIMS, HIGHER, Claim, Crowd, ends
from .marks import BAND, INK, PAPER, PEERS, Line, Mark, Raw, Shape, Text, Trace, written
from .scales import Scale, level, upright

Numbers = tuple[float, ...]
SHAPES = {
    "as_expected": "circle", "higher": "up", "lower": "down", "clearly_higher": "up",
    "clearly_lower": "down",
}  # fmt: skip
CLEAR: tuple[Claim, ...] = ("clearly_higher", "clearly_lower")
CELL = 10  # pixels in which those of a crowd who are as expected make one square
FILLED = ((0.5, 4.6), (0.2, 3.6), (0.05, 2.4), (0.0, 1.3))  # share of the fullest: half a square
MARKS = ((300, (5.5, 2)), (1_000, (4, 1.5)), (10**9, (2.5, 1)))  # up to so many places
INSIDE, OUTSIDE = (7, 4), (2, 4)  # dashes of the limits at 95 % and 99,8 %
TOP = 48  # pixels: room for the axis name and for arrows
KEPT_CROWDS = 128


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
    """The places that have a row, the mean and the limits; with a crowd it has all the others."""

    places: tuple[Place, ...]
    mean: Disclosed
    limits: Limits
    size: Measure
    value: Measure
    crowd: Crowd | None = None

    def __post_init__(self) -> None:
        if self.mean.is_hidden or not (self.crowd or self.shown):
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
    def by_key(self) -> dict[str, Place]:
        return {place.key: place for place in self.places}

    @cached_property
    def counts(self) -> dict[Claim, int]:
        """How many of the places shown each claim is made of."""
        if self.crowd:
            return self.crowd.by_claim
        return {claim: sum(p.claim == claim for p in self.shown) for claim in CLAIMS}

    @property
    def count(self) -> int:
        """How many places are shown."""
        return sum(self.counts.values())

    @property
    def clear(self) -> int:
        """How many stand out clearly."""
        return sum(self.counts[claim] for claim in CLEAR)

    @property
    def mark(self) -> tuple[float, float]:
        """A mark's half size and line width: smaller where more places share the picture."""
        return next(mark for most, mark in MARKS if self.count <= most)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Where the axes of sizes and values end: they begin at zero and hold nearly all places."""
        if self.crowd:
            return self.crowd.size_to, self.crowd.value_to
        sizes = sorted(place.size.value for place in self.shown)
        return ends(sizes, sorted(place.value.value for place in self.shown), self.mean.value)

    @cached_property
    def beyond(self) -> tuple[Place, ...]:
        """Places with a row that the axes do not hold: they stand at the edge with an arrow."""
        longest, highest = self.ends
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
        size_to, value_to = ground.ends
        return Scale(0, size_to, self.left, self.right), Scale(0, value_to, self.bottom, TOP)


WIDE, NARROW = Sheet(880, 452, 48, 764, 400), Sheet(352, 384, 36, 340, 332)


def place_on(scales: tuple[Scale, Scale], place: Place) -> tuple[float, float]:
    """The pixel a place stands at; at the edge when the axes do not hold it."""
    x, y = scales
    return x(x.kept(place.size.value)), y(y.kept(place.value.value))


def background(ground: Ground, sheet: Sheet) -> Raw:
    """Axes, band, limits, mean and every place."""
    scales = x, y = sheet.scales(ground)
    size = sheet.width - sheet.left
    axes = upright(y, ground.value, (sheet.left, sheet.right), 7) + level(
        x, ground.size, sheet.bottom, size // 100 + 1
    )
    band, *lines = _lines(ground, scales)
    marks = (
        [Raw(_crowded(ground.crowd, sheet, ground.mark))] if ground.crowd
        else [*_cloud(ground, scales), *_arrows(_edges(ground, scales))]
    )  # fmt: skip
    return Raw(written([band, *axes, *lines, *marks, *_names(ground, sheet)]))


def _lines(ground: Ground, scales: tuple[Scale, Scale]) -> list[Mark]:
    """The band, the four limits and the mean."""
    x, y = scales
    limits = _cut(ground.limits, x)
    upper, lower = (
        [(x(size), y(y.kept(end))) for size, end in zip(limits.sizes, line, strict=True)]
        for line in (limits.high_95, limits.low_95)
    )
    mean = y(ground.mean.value)
    return [
        Trace((*upper, *reversed(lower)), fill=BAND),
        *(_thread(limits.sizes, line, INSIDE, scales) for line in (limits.low_95, limits.high_95)),
        *(
            _thread(limits.sizes, line, OUTSIDE, scales)
            for line in (limits.low_998, limits.high_998)
        ),
        Line(x.start, mean, x.end, mean, INK, 2),
    ]


def _thread(
    sizes: Numbers, line: Numbers, dash: tuple[int, ...], scales: tuple[Scale, Scale]
) -> Trace:  # fmt: skip
    x, y = scales
    inside = [(x(size), y(end)) for size, end in zip(sizes, line, strict=True) if y.holds(end)]
    return Trace(tuple(inside), INK, 1.4, dash)


def _cut(limits: Limits, x: Scale) -> Limits:
    """The limits as far as the axis goes, with a last point at its end."""
    inside = [size for size in limits.sizes if x.holds(size)]
    sizes = (*inside, min(x.high, limits.sizes[-1]))
    lines = (limits.low_95, limits.high_95, limits.low_998, limits.high_998)
    return Limits(sizes, *(tuple(interp(sizes, limits.sizes, line).tolist()) for line in lines))


def _cloud(ground: Ground, scales: tuple[Scale, Scale]) -> list[Mark]:
    """The places: a path for each claim."""
    by_claim: dict[Claim, list[tuple[float, float]]] = {claim: [] for claim in CLAIMS}
    for place in ground.shown:
        by_claim[place.claim].append(place_on(scales, place))
    return [_shape(claim, places, ground.mark) for claim, places in by_claim.items()]


def _shape(
    claim: Claim, places: list[tuple[float, float]], mark: tuple[float, float]
) -> Shape:  # fmt: skip
    fill = PAPER if claim == "as_expected" else PEERS
    return Shape(SHAPES[claim], tuple(places), mark[0], fill, PEERS, mark[1])


@lru_cache(maxsize=KEPT_CROWDS)
def _crowded(crowd: Crowd, sheet: Sheet, mark: tuple[float, float]) -> Markup:
    """Squares of those who are as expected, a mark in each cell that others stand in, arrows."""
    x = Scale(0, crowd.size_to, sheet.left, sheet.right)
    y = Scale(0, crowd.value_to, sheet.bottom, TOP)
    squares: dict[tuple[int, int], int] = defaultdict(int)
    by_claim: dict[Claim, dict[tuple[float, float], None]] = {claim: {} for claim in CLAIMS[1:]}
    edges = set()
    parts = (crowd.columns, crowd.rows, crowd.claims, crowd.beyond, crowd.counts)
    for column, row, claim, side, count in zip(*parts, strict=True):
        size, value = crowd.middle(column, row)
        spot = x(size), y(value)
        if side:
            edges.add((*spot, side == HIGHER))
        if claim:
            by_claim[CLAIMS[claim]][spot] = None
        else:
            squares[int(spot[0] // CELL), int(spot[1] // CELL)] += count
    others = [_shape(claim, list(spots), mark) for claim, spots in by_claim.items()]
    return written([*_squares(squares), *others, *_arrows(edges)])


def _edges(ground: Ground, scales: tuple[Scale, Scale]) -> set[tuple[float, float, bool]]:
    return {
        (*place_on(scales, place), place.value.value > scales[1].high) for place in ground.beyond
    }


def _arrows(edges: set[tuple[float, float, bool]]) -> list[Mark]:
    """From each place at the edge towards where it would stand."""
    return [mark for spot in sorted(edges) for mark in _arrow(*spot)]


def _arrow(x: float, y: float, is_up: bool) -> list[Mark]:
    if is_up:
        head = Trace(((x - 4, y - 17), (x, y - 24), (x + 4, y - 17)), fill=INK)
        return [Line(x, y - 10, x, y - 18, INK, 2), head]
    head = Trace(((x + 17, y - 4), (x + 24, y), (x + 17, y + 4)), fill=INK)
    return [Line(x + 10, y, x + 18, y, INK, 2), head]


def _squares(counted: dict[tuple[int, int], int]) -> list[Mark]:
    """On a grid, bigger where more places are."""
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
