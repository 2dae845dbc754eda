"""The few steps that a reader sees first: those that the result is made of."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from .deciding import Decision, Step
from .expressions import names_in
from .units import YES_NO, unit

AMOUNTS = frozenset(map(unit, ("kr/year", "kr/month", "kr")))
Place = tuple[str, int | None]


def leading(decision: Decision) -> frozenset[Place]:
    """The steps that carry an amount into the result and change it on the way.

    A step leads when the branch that was taken came from it, its amount is not nothing, and no
    step before it said the same amount. The main result always leads, other
    results when they are something. Of a main result of nothing, the steps it comes from lead.
    """
    steps = {(step.name, step.person): step for step in decision.steps}
    by_name: dict[str, list[Step]] = {}
    for step in decision.steps:
        by_name.setdefault(step.name, []).append(step)
    first, *others = decision.law.outputs.values()
    found = {place for place in steps if place[0] == first}
    found |= {place for place, step in steps.items() if place[0] in others and step.amount}
    main = [place for place in steps if place[0] == first]
    origins = _origins([steps[place] for place in main if not steps[place].amount], by_name)
    found |= {(one.name, one.person) for one in origins}
    below = [each for one in origins for each in _below(one, by_name)]
    left, seen = [*main, *((one.name, one.person) for one in below)], set[Place]()
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


def _origins(left: list[Step], by_name: dict[str, list[Step]]) -> list[Step]:
    """Where nothing comes from: the steps of nothing that rest on no other step of nothing."""
    found, seen = list[Step](), set[Place]()
    while left:
        step = left.pop()
        if (step.name, step.person) in seen:
            continue
        seen.add((step.name, step.person))
        branch = step.branch
        chosen = () if branch.when is None else names_in(branch.when)
        names = {*names_in(branch.value), *chosen} or step.way.asks
        nothing = [one for one in _same_persons(step, names, by_name) if _is_nothing(one)]
        if not nothing:
            found.append(step)
        left += nothing
    return found


def _is_nothing(step: Step) -> bool:
    if step.formula.unit == YES_NO:
        return not step.amount
    return isinstance(step.amount, Decimal) and step.amount <= 0


def _below(step: Step, by_name: dict[str, list[Step]]) -> Iterator[Step]:
    """The steps that the taken branch's value is made of, the same person's where persons are."""
    return _same_persons(step, names_in(step.branch.value), by_name)


def _same_persons(
    step: Step, names: Iterable[str], by_name: dict[str, list[Step]]
) -> Iterator[Step]:
    for name in names:
        for one in by_name.get(name, ()):
            if step.person is None or one.person in (None, step.person):
                yield one


def _tells(step: Step, below: list[Step]) -> bool:
    if step.formula.unit == YES_NO or step.formula.unit not in AMOUNTS or not step.amount:
        return False
    return all(one.amount != step.amount for one in below)
