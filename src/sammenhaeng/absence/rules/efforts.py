"""Help for workplaces: grants to the hardest hit, visits of the travelling team, effect. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

APPLIED, GRANTED, DECLINED, MEASURED = "applied", "granted", "declined", "measured"
APPLICATION = {
    APPLIED: {"grant": GRANTED, "decline": DECLINED},
    GRANTED: {"measure": MEASURED},
    DECLINED: {},
    MEASURED: {},
}
REQUESTED, PLANNED, VISITED, ACTING, WITHDRAWN = (
    "requested", "planned", "visited", "acting", "withdrawn",
)  # fmt: skip
VISIT = {
    REQUESTED: {"plan": PLANNED, "withdraw": WITHDRAWN},
    PLANNED: {"visit": VISITED, "plan": PLANNED, "withdraw": WITHDRAWN},
    VISITED: {"act": ACTING},
    ACTING: {"measure": MEASURED},
    MEASURED: {},
    WITHDRAWN: {},
}
STATES = {
    APPLIED: "Søgt",
    GRANTED: "Bevilget",
    DECLINED: "Afslået",
    REQUESTED: "Ønsket",
    PLANNED: "Aftalt",
    VISITED: "Besøgt",
    ACTING: "I gang",
    MEASURED: "Effekt målt",
    WITHDRAWN: "Trukket tilbage",
}
LEAST_STRAIN, MOST_STRAIN = 0, 100
RULE = (
    "Point er dage over det sædvanlige niveau, øget med belastningen i procent. De med flest point "
    "får først, så længe der er penge; en ansøgning, der er for stor til resten, springes over. "
    "Ved lige mange point går den højeste belastning og dernæst den først søgte forrest."
)


@dataclass(frozen=True)
class Candidate:
    """A workplace that has applied: its absence and strain, and the kroner it asks for."""

    number: int  # of the application: the earlier has the lower
    level: int  # hundredths of a day per full-time employee
    strain: int  # index of the work environment, 0 to 100
    amount: int


def points(one: Candidate, usual: int) -> int:
    """Hundredths of a day over the usual level, raised by the strain in per cent."""
    return max(one.level - usual, 0) * (100 + one.strain) // 100


def chosen(candidates: Collection[Candidate], usual: int, budget: int) -> list[Candidate]:
    """Those with most points first, as long as each fits into what is left of the budget."""
    ordered = sorted(candidates, key=lambda one: (-points(one, usual), -one.strain, one.number))
    told, left = [], budget
    for one in ordered:
        if points(one, usual) and one.amount <= left:
            told.append(one)
            left -= one.amount
    return told


@dataclass(frozen=True)
class Measure:
    """Absence before and after in the unit and in units like it; hundredths of a day."""

    before: int
    after: int
    like_before: int
    like_after: int
    like_units: int

    @property
    def effect(self) -> int:
        """The change beyond that of similar units; below zero is less absence."""
        return (self.after - self.before) - (self.like_after - self.like_before)
