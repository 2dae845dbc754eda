"""Numbers made of two tables that both passed the gate: means, rates and per cents."""

from dataclasses import dataclass

from .gate import Passed
from .values import Disclosed, from_ledger


@dataclass(frozen=True, eq=False)
class Rates:
    """One passed table's numbers over another's, times `per`; hidden where either is hidden.

    Both are additive tables over the same units: minutes over full-time days, the sum of scores
    over answers. A rate with nothing under the line is hidden too. ValueError when the tables are
    not of the same units and periods.
    """

    numerator: Passed
    denominator: Passed
    per: float = 1.0

    def __post_init__(self) -> None:
        above, below = self.numerator.published, self.denominator.published
        if (above.hierarchy.units != below.hierarchy.units).any() or above.periods != below.periods:
            raise ValueError("A rate is of two tables over the same units and periods.")

    def cell(self, unit: int, column: str, under: str | None = None) -> Disclosed[float]:
        """The rate of a unit; `under` names the column below the line when it is another."""
        above = self.numerator.cell(unit, column)
        below = self.denominator.cell(unit, under or column)
        if above.is_hidden or below.is_hidden or below.value == 0:
            return from_ledger(None)
        return from_ledger(above.value / below.value * self.per)
