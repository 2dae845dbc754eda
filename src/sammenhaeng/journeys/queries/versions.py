"""What happened to a plan, and how it stood before, as one reader may see it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Activity, Goal, Plan, PlanVersion
from sammenhaeng.journeys.queries.plans import lines_seen, seen_by
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class KeptLine:
    """A goal or an effort as it stood in an earlier version."""

    id: int
    goal_id: int
    title: str
    state: str
    next_step: str


@dataclass(frozen=True)
class VersionView:
    """How the plan stood after a change: the lines that the reader may see now, as they were."""

    version: PlanVersion
    goals: list[KeptLine]
    activities: list[KeptLine]


def changes(use: Use, plan: Plan, since: datetime | None = None) -> list[PlanVersion]:
    """What happened to the plan, newest first: after `since`, when it is given."""
    use.covers("plan")
    return seen_by(use, _versions(plan.pk) if since is None else _versions_since(plan.pk, since))


@prepared
def _versions(plan_id: int):
    found = PlanVersion.objects.filter(plan=plan_id).defer("content").order_by("-number")
    return found.select_related("by__account", "by__unit", "unit")


@prepared
def _versions_since(plan_id: int, since: datetime):
    found = PlanVersion.objects.filter(plan=plan_id, at__gt=since).defer("content")
    return found.select_related("by__account", "by__unit", "unit").order_by("-number")


def version(use: Use, plan: Plan, number: int) -> VersionView:
    """One earlier version; a line that was sealed since stays sealed here, too."""
    use.covers("plan")
    found = PlanVersion.objects.filter(plan=plan, number=number).select_related("by__account")
    if (one := found.first()) is None:
        raise Refused("missing", "Den udgave af planen findes ikke.")
    goals, efforts = lines_seen(use, Goal, plan), lines_seen(use, Activity, plan)
    return VersionView(
        one,
        [_kept(row, row["id"]) for row in one.content["goals"] if row["id"] in goals],
        [
            _kept(row, row["goal_id"])
            for row in one.content["activities"]
            if row["id"] in efforts and row["goal_id"] in goals
        ],
    )


def _kept(row: dict[str, Any], goal_id: int) -> KeptLine:
    plain = {name: row[name] for name in ("id", "title", "state")}
    return KeptLine(**plain, goal_id=goal_id, next_step=row.get("next_step", ""))
