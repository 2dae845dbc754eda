"""Numbers over time: moments, what changed between them, and the direction that may be claimed."""

from dataclasses import dataclass
from typing import Literal

from sammenhaeng.statistics.disclosure import Disclosed

FEWEST = 5  # points without a break before anybody may speak of a direction
Direction = Literal["", "rising", "falling", "wavering"]


@dataclass(frozen=True)
class Peers:
    """Comparable places at one moment: their median and the middle half."""

    low: Disclosed
    median: Disclosed
    high: Disclosed

    @property
    def is_shown(self) -> bool:
        return not (self.low.is_hidden or self.median.is_hidden or self.high.is_hidden)


@dataclass(frozen=True)
class Moment:
    """One point of time; `target` is a decision, not a number about people.

    `breaks` says what changed since the moment before: the line has a gap there.
    """

    label: str
    own: Disclosed
    peers: Peers | None = None
    target: float | None = None
    interval: tuple[Disclosed, Disclosed] | None = None
    breaks: str = ""

    @property
    def ends(self) -> tuple[float, ...]:
        """The interval's two ends; none when a number is hidden, for they would tell it."""
        if not self.interval or any(cell.is_hidden for cell in (self.own, *self.interval)):
            return ()
        return self.interval[0].value, self.interval[1].value


@dataclass(frozen=True)
class Course:
    """The moments in order, and the direction that statistics allow to claim."""

    moments: tuple[Moment, ...]
    direction: Direction = ""

    def __post_init__(self) -> None:
        has_break = any(moment.breaks for moment in self.moments)
        shown = sum(not moment.own.is_hidden for moment in self.moments)
        if self.direction and (has_break or shown < FEWEST):
            raise ValueError(f"A direction needs {FEWEST} points and no break between them.")

    @property
    def pieces(self) -> list[list[int]]:
        """Places of moments that one line may join: shown, with no break between them."""
        pieces: list[list[int]] = [[]]
        for i, moment in enumerate(self.moments):
            if moment.breaks or moment.own.is_hidden:
                pieces.append([])
            if not moment.own.is_hidden:
                pieces[-1].append(i)
        return [piece for piece in pieces if piece]
