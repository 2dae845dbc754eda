"""The dialogue on a unit's results: its states, and the years and quarters it is about. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused

DRAFTED, SHARED, AGREED, FOLLOWED_UP = "drafted", "shared", "agreed", "followed_up"
DIALOGUE = {
    DRAFTED: {"write": DRAFTED, "share": SHARED},
    SHARED: {"write": SHARED, "agree": AGREED},
    AGREED: {"follow_up": FOLLOWED_UP},
    FOLLOWED_UP: {},
}
STATES = {  # state -> its word and the colour of its badge
    DRAFTED: ("Kladde", "info"),
    SHARED: ("Delt", "warning"),
    AGREED: ("Aftalt", "success"),
    FOLLOWED_UP: ("Fulgt op", "success"),
}
LONGEST = 4000  # characters of a comment, an action or an outcome
CODE = re.compile(r"(?P<year>20[0-9]{2})(-K(?P<quarter>[1-4]))?")
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Period:
    """A calendar year, or a quarter of it, that a dialogue is about."""

    year: int
    quarter: int | None = None

    @classmethod
    def read(cls, code: str) -> "Period":
        """The period of a code such as 2026 or 2026-K3, or Refused("missing")."""
        match = CODE.fullmatch(code)
        if match is None:
            raise Refused("missing", "Perioden findes ikke. Vælg et år eller et kvartal.")
        return cls(int(match["year"]), int(match["quarter"]) if match["quarter"] else None)

    @classmethod
    def of(cls, days: Days) -> "Period":
        """The period that has these days."""
        assert days.last is not None
        if days.last.month - days.first.month == 11:
            return cls(days.first.year)
        return cls(days.first.year, days.last.month // 3)

    @property
    def code(self) -> str:
        return f"{self.year}-K{self.quarter}" if self.quarter else str(self.year)

    @property
    def first_on(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last_on(self) -> date:
        month = 3 * self.quarter if self.quarter else 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def days(self) -> Days:
        return Days(self.first_on, self.last_on)


def choices(today: date) -> list[Period]:
    """The periods of this year and the last that have begun, the newest first, years before."""
    quarters = [
        Period(year, quarter) for year in (today.year, today.year - 1) for quarter in QUARTERS[::-1]
    ]
    begun = [one for one in quarters if one.first_on <= today]
    return [Period(today.year), Period(today.year - 1), *begun]


def usual(today: date) -> Period:
    """The quarter that a meeting today is about: the last that has ended."""
    quarter = (today.month - 1) // 3
    return Period(today.year, quarter) if quarter else Period(today.year - 1, 4)


def missing_from_agreement(action: str, has_owner: bool, due_on: date | None) -> list[str]:
    """What an agreement still needs: something to do, someone to do it, and a day."""
    told = {"action": bool(action.strip()), "owner": has_owner, "due_on": due_on is not None}
    return [name for name, is_told in told.items() if not is_told]


def may_agree(*, is_own: bool, has_leader_above: bool) -> bool:
    """An agreement takes two levels; only where nobody leads above does the unit's own suffice."""
    return not is_own or not has_leader_above
