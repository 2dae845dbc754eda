"""The few steps that a reader sees first: those that the result is made of."""

from collections.abc import Iterator

from .deciding import Decision, Step
from .expressions import names_in
from .units import YES_NO, unit

AMOUNTS = frozenset(map(unit, ("kr/year", "kr/month", "kr")))
Place = tuple[str, int | None]


def leading(decision: Decision) -> frozenset[Place]:
    """The steps that carry an amount into the result and change it on the way.

    A step leads when the branch that was taken came from it, its amount is not nothing, and no
    step before it said the same amount. The main result always leads, other
    results when they are something.
    """
    steps = {(step.name, step.person): step for step in decision.steps}
    by_name: dict[str, list[Step]] = {}
    for step in decision.steps:
        by_name.setdefault(step.name, []).append(step)
    first, *others = decision.law.outputs.values()
    found = {place for place in steps if place[0] == first}
    found |= {place for place, step in steps.items() if place[0] in others and step.amount}
    left, seen = [place for place in steps if place[0] == first], set[Place]()
    while left:
        place = left.pop()
        step = steps[place]
        if place in seen or not step.amount:  # of nothing, nothing below it led anywhere
            continue
        seen.add(place)
        below = list(_below(step, by_name))
        if _tells(step, below):
            found.add(place)
        left += [(one.name, one.person) for one in below]
    return frozenset(found)


def _below(step: Step, by_name: dict[str, list[Step]]) -> Iterator[Step]:
    """The steps that the taken branch's value is made of, the same person's where persons are."""
    for name in names_in(step.branch.value):
        for one in by_name.get(name, ()):
            if step.person is None or one.person in (None, step.person):
                yield one


def _tells(step: Step, below: list[Step]) -> bool:
    if step.formula.unit == YES_NO or step.formula.unit not in AMOUNTS or not step.amount:
        return False
    return all(one.amount != step.amount for one in below)
