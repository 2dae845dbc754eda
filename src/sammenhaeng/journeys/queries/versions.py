"""What happened to a plan, and how it stood before, as one reader may see it now.

Versions are numbered anew for each reader: a gap in the numbers, or a later day of change, would
tell of a line that is kept from them. What a writer must name as seen is each line's own version.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Activity, Goal, Plan, PlanVersion
from sammenhaeng.journeys.queries.plans import lines_seen, may_see
from sammenhaeng.journeys.rules import lines
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class Change:
    """One thing that happened, numbered among those that the reader may see."""

    number: int
    at: datetime
    by: str
    unit: str  # of whoever did it; nothing for the citizen
    what: str
    about: str
    kept_as: int  # its number among all


@dataclass(frozen=True)
class Standing:
    """How many changes of the plan the reader may see, and when the last of them was."""

    number: int
    at: datetime


@dataclass(frozen=True)
class History:
    """What happened to the plan, newest first, as far as the reader may see now."""

    changes: list[Change]

    @property
    def standing(self) -> Standing:
        return Standing(len(self.changes), self.changes[0].at)

    def since(self, at: datetime | None) -> list[Change]:
        return [one for one in self.changes if at is None or one.at > at]


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

    version: Change
    goals: list[KeptLine]
    activities: list[KeptLine]


class _Row(NamedTuple):
    """A version, and what decides who may see it: its effort, if any, and the goal over it."""

    number: int
    at: datetime
    by: str
    unit: str | None
    what: str
    about: str
    citizen_id: int
    goals_visibility: str | None
    goals_authority_id: int | None
    efforts_visibility: str | None
    efforts_authority_id: int | None


def history(use: Use, plan: Plan) -> History:
    use.covers("plan")
    rows = (_Row(*told) for told in _rows(plan.pk))
    seen = [one for one in rows if _may_see(use, one)]
    changes = [
        Change(place, one.at, one.by, one.unit or "", one.what, one.about, one.number)
        for place, one in enumerate(seen, 1)
    ]
    return History(changes[::-1])


def _may_see(use: Use, row: _Row) -> bool:
    goals_own = row.goals_visibility or lines.TEAM, row.goals_authority_id
    efforts_own = row.efforts_visibility or lines.TEAM, row.efforts_authority_id
    return all(may_see(use, row.citizen_id, *told) for told in (goals_own, efforts_own))


@prepared
def _rows(plan_id: int):
    return (
        PlanVersion.objects.filter(plan=plan_id)
        .order_by("number")
        .values_list(
            "number", "at", "by__account__name", "by__unit__name", "what", "about", "citizen_id",
            "goal__visibility", "goal__unit__authority_id",
            "activity__visibility", "activity__unit__authority_id",
        )
    )  # fmt: skip


def standing(use: Use, plan: Plan) -> Standing:
    return history(use, plan).standing


def version(use: Use, plan: Plan, number: int) -> VersionView:
    """One earlier version, by the reader's number; a line that was sealed since stays sealed."""
    told = history(use, plan).changes
    if not 0 < number <= len(told):
        raise Refused("missing", "Den udgave af planen findes ikke.")
    change = told[-number]
    content = PlanVersion.objects.values_list("content", flat=True).get(
        plan=plan, number=change.kept_as
    )
    goals, efforts = lines_seen(use, Goal, plan), lines_seen(use, Activity, plan)
    return VersionView(
        change,
        [_kept(row, row["id"]) for row in content["goals"] if row["id"] in goals],
        [
            _kept(row, row["goal_id"])
            for row in content["activities"]
            if row["id"] in efforts and row["goal_id"] in goals
        ],
    )


def _kept(row: dict[str, Any], goal_id: int) -> KeptLine:
    plain = {name: row[name] for name in ("id", "title", "state")}
    return KeptLine(**plain, goal_id=goal_id, next_step=row.get("next_step", ""))
