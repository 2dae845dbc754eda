"""What a change of the law would do: base and reform side by side, and only what it touches."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from . import batch
from .columns import Column, Households
from .law import Law
from .reform import Reform
from .version import Version, version

Way = Callable[..., dict[str, Column]]
NOTICED = 0.005  # kroner: less is no change


@dataclass
class Simulator:
    """A population under the law of a day; what the law as it stands gives is kept.

    A column is kept under the digest of its rule, so that a reform calculates the rules it
    touches and takes every other from here, however many reforms are tried. What a reform gives
    is not kept, so that many of them take no more memory than one. A `way` of running that needs
    no compiling answers sooner where each reform is tried once.
    """

    law: Law
    households: Households
    on: date
    known: date | None = None
    kept: dict[str, Column] = field(default_factory=dict)
    way: Way | None = None  # columns.calculate or fused.calculate; by size when None

    def run(self, reform: Reform) -> "Outcome":
        """Base and reform of the law's outputs.

        Returns:
            Outcome: for every output a column in kroner a household before and after, and the
                names of the formulas that had to be calculated again.
        Raises:
            Unanswerable: the law has nothing for the day.
        """
        after = version(reform.law, self.on, self.known)
        names = tuple(self.law.outputs.values())
        before = self._columns(self.base, names)
        touched = self._missing(after, names)
        changed = self._columns(after, names)
        by_household = {
            column: (self._of_household(name, before), self._of_household(name, changed))
            for column, name in self.law.outputs.items()
        }
        return Outcome(by_household, tuple(sorted(touched)), self.base.digest, after.digest)

    @cached_property
    def base(self) -> Version:
        """The law as it stands on the day."""
        return version(self.law, self.on, self.known)

    def _of_household(self, name: str, found: Mapping[str, Column]) -> Column:
        return self.households.together(found[name], self.law.formulas[name].is_person)

    def _columns(self, chosen: Version, names: Iterable[str]) -> dict[str, Column]:
        kept = {name: self.kept.get(chosen.digests[name]) for name in names}
        found = {name: column for name, column in kept.items() if column is not None}
        if len(found) < len(kept):
            found |= self._calculated(chosen, [name for name in names if name not in found])
        return found

    def _calculated(self, chosen: Version, missing: Sequence[str]) -> dict[str, Column]:
        frontier = self._frontier(chosen, missing)
        given = {name: self.kept[chosen.digests[name]] for name in frontier}
        own = self.households
        held = Households({**own.columns, **given}, own.offsets, own.size)
        found = (self.way or batch.way_for(held))(chosen, held, missing, frontier)
        if chosen is self.base:
            self.kept.update({chosen.digests[name]: column for name, column in found.items()})
        return found

    def _missing(self, chosen: Version, names: Iterable[str]) -> set[str]:
        """The formulas that must be calculated for some others, and are not kept."""
        found: set[str] = set()
        left = list(names)
        while left:
            name = left.pop()
            if name in chosen.texts and name not in found and self._is_new(chosen, name):
                found.add(name)
                left += chosen.texts[name].asks
        return found

    def _is_new(self, chosen: Version, name: str) -> bool:
        digest = chosen.digests[name]
        return digest not in self.kept and digest != self.base.digests.get(name)

    def _frontier(self, chosen: Version, missing: Sequence[str]) -> tuple[str, ...]:
        """What the touched formulas ask of the untouched ones, calculated under the base law."""
        if chosen is self.base:
            return ()
        touched = self._missing(chosen, missing)
        asked = {ask for name in touched for ask in chosen.texts[name].asks}
        frontier = tuple(sorted(name for name in asked - touched if name in chosen.texts))
        self._columns(self.base, frontier)
        return frontier


@dataclass(frozen=True)
class Outcome:
    """What each household got and would get, and which rules were calculated again."""

    amounts: Mapping[str, tuple[Column, Column]]  # output -> kroner before and after
    touched: tuple[str, ...]
    base_digest: str
    reform_digest: str

    def change(self, output: str) -> Column:
        before, after = self.amounts[output]
        return np.asarray(after - before)
