"""How a plan stood before, as one reader may see it."""

from dataclasses import dataclass
from typing import Any

from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Plan, PlanVersion
from sammenhaeng.journeys.queries.plans import seen_by
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class KeptLine:
    """A goal or an effort as it stood in an earlier version."""

    id: int
    goal_id: int
    title: str
    state: str
    next_step: str
    citizen_id: int
    visibility: str
    unit: Unit | None


@dataclass(frozen=True)
class VersionView:
    """How the plan stood after a change, as one reader may see it."""

    version: PlanVersion
    goals: list[KeptLine]
    activities: list[KeptLine]


def version(use: Use, plan: Plan, number: int) -> VersionView:
    """One earlier version, with the lines the reader may see."""
    use.covers("plan")
    found = PlanVersion.objects.filter(plan=plan, number=number).select_related("by__account")
    if (one := found.first()) is None:
        raise Refused("missing", "Den udgave af planen findes ikke.")
    goals, activities = one.content["goals"], one.content["activities"]
    units = Unit.objects.in_bulk({row["unit_id"] for row in [*goals, *activities]} - {None})
    shown = seen_by(use, [_kept(row, row["id"], units) for row in goals])
    under = {line.id for line in shown}
    lines = seen_by(use, [_kept(row, row["goal_id"], units) for row in activities])
    return VersionView(one, shown, [line for line in lines if line.goal_id in under])


def _kept(row: dict[str, Any], goal_id: int, units: dict[int, Unit]) -> KeptLine:
    plain = {name: row[name] for name in ("id", "title", "state", "citizen_id", "visibility")}
    unit = units.get(row["unit_id"])
    return KeptLine(**plain, goal_id=goal_id, next_step=row.get("next_step", ""), unit=unit)
