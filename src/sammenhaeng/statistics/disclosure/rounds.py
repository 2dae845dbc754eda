"""Which secret numbers are seen to be wide, many asked at once: whatever an answer shows is so."""

import numpy as np
from numpy.typing import NDArray

from .programmes import Interval, Programme
from .systems import Part
from .tables import Ints

SEED, FEW, STILL_WORTH = 1, 4, 0.98  # of the lots; ask one by one what a round leaves


class Seen:
    """What answers have shown to be possible: a number that they show wide is not asked about."""

    def __init__(self, part: Part, least_share: float):
        self.width, self.least_share = part.width, least_share
        self.low, self.high = part.lowest + np.inf, np.full(part.width.size, -np.inf)

    def add(self, numbers: NDArray) -> None:
        self.low, self.high = np.minimum(self.low, numbers), np.maximum(self.high, numbers)

    def narrow(self, places: Ints) -> Ints:
        """Which of some places are not seen to be wide."""
        low, high = self.low[places], self.high[places]
        share = self.least_share * np.where(np.isfinite(low), low, 0) + 1
        return places[high - low < np.maximum(self.width[places], share)]


def rounds(
    part: Part, programme: Programme, asked: Ints, least_share: float
) -> tuple[Seen, Ints]:  # fmt: skip
    """Many are asked to move at once, each up or down by lot; gives which are not seen wide."""
    seen, draw = Seen(part, least_share), np.random.default_rng(SEED)
    left, before = asked, asked.size + 1.0
    while FEW < left.size < before:
        before = left.size * STILL_WORTH
        for numbers in programme.moved(left, draw.choice((-1.0, 1.0), left.size)):
            seen.add(numbers)
        left = seen.narrow(left)
    return seen, left


def is_narrow(part: Part, place: int, interval: Interval, least_share: float) -> bool:
    """Whether a number is known too closely by its least and most."""
    return interval.width < max(part.width[place], np.ceil(least_share * interval.least))
