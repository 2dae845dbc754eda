"""Numbers to pixels: even scales with round ticks, and the axes they are read by."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from .chart import Measure
from .marks import GRID, INK, Line, Mark, Text

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """An even scale: numbers from `low` to `high` stand at the pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def kept(self, value: float) -> float:
        """The nearest number that the scale holds."""
        return min(max(value, self.low), self.high)

    def ticks(self, about: int) -> list[float]:
        """Round numbers in the scale, about so many."""
        step = round_step(self.high - self.low, about)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [n * step for n in range(first, last + 1)]


def round_step(length: float, about: int) -> float:
    """The round step that cuts a length into about so many pieces."""
    rough = length / about
    size = 10 ** floor(log10(rough))
    return next(step * size for step in STEPS if step * size >= rough * 0.999)


def from_zero(values: Iterable[float], about: int = 6) -> tuple[float, float]:
    """A range from zero, or from a round number below it, to one that holds every value."""
    low, high = min(values := [0.0, *values]), max(values)
    step = round_step((high - low) or 1, about)
    return floor(low / step) * step, (ceil(high / step - 1e-9) or 1) * step


def decimals_of(step: float) -> int:
    """As many decimals as a step between ticks needs."""
    return next(n for n in range(8) if abs(step * 10**n - round(step * 10**n)) < 1e-6)


def tick_words(ticks: list[float], measure: Measure) -> list[str]:
    """The ticks as people read them, all with the decimals that the step needs."""
    places = decimals_of(ticks[1] - ticks[0]) if len(ticks) > 1 else measure.decimals
    return [Measure(measure.name, measure.unit, places).number(tick) for tick in ticks]


def upright(scale: Scale, measure: Measure, sides: tuple[float, float], about: int) -> list[Mark]:
    """The axis at the left: a thin line across the picture for each number, and its name on top."""
    left, right = sides
    ticks = scale.ticks(about)
    marks: list[Mark] = [Text(0, 10, measure.name)]
    for tick, words in zip(ticks, tick_words(ticks, measure), strict=True):
        marks.append(Line(left, scale(tick), right, scale(tick), GRID))
        marks.append(Text(left - 8, scale(tick), words, align="right"))
    return marks


def level(scale: Scale, measure: Measure, y: float, about: int) -> list[Mark]:
    """The axis below: numbers under their ticks, and its name under them."""
    ticks = scale.ticks(about)
    marks: list[Mark] = [Line(scale.start, y, scale.end, y, INK)]
    for tick, words in zip(ticks, tick_words(ticks, measure), strict=True):
        marks.append(Line(scale(tick), y, scale(tick), y + 5, INK))
        marks.append(Text(scale(tick), y + 16, words, align="center"))
    middle = round((scale.start + scale.end) / 2, 1)
    return [*marks, Text(middle, y + 38, measure.name, align="center")]
