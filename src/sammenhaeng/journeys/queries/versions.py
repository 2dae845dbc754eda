"""What happened to a plan, and how it stood before, as one reader may see it now.

Versions are numbered anew for each reader: a gap in the numbers, or a later day of change, would
tell of a line that is kept from them. What a writer must name as seen is each line's own version.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Activity, Goal, Plan, PlanVersion
from sammenhaeng.journeys.queries.plans import lines_seen, may_see
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class Change:
    """One thing that happened, numbered among those that the reader may see."""

    number: int
    at: datetime
    by: Seat
    what: str
    about: str


@dataclass(frozen=True)
class Standing:
    """How many changes of the plan the reader may see, and when the last of them was."""

    number: int
    at: datetime


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


def standing(use: Use, plan: Plan) -> Standing:
    use.covers("plan")
    *_, last = seen = _seen(use, plan)
    return Standing(len(seen), last.at)


def changes(use: Use, plan: Plan, since: datetime | None = None) -> list[Change]:
    """What happened to the plan, newest first: after `since`, when it is given."""
    use.covers("plan")
    rows = _versions(plan.pk) if since is None else _versions_since(plan.pk, since)
    if not rows:
        return []
    places = {one.number: place for place, one in enumerate(_seen(use, plan), 1)}
    return [_change(row, places[row.number]) for row in rows if row.number in places]


def _change(row: PlanVersion, place: int) -> Change:
    return Change(place, row.at, row.by, row.what, row.about)


class _Row(NamedTuple):
    """What decides who may see a version."""

    number: int
    at: datetime
    citizen_id: int
    visibility: str
    authority_id: int | None


def _seen(use: Use, plan: Plan) -> list[_Row]:
    """The versions that the reader may see, oldest first."""
    rows = (_Row(*told) for told in _rows(plan.pk))
    return [one for one in rows if may_see(use, *one[2:])]


@prepared
def _rows(plan_id: int):
    found = PlanVersion.objects.filter(plan=plan_id).order_by("number")
    return found.values_list("number", "at", "citizen_id", "visibility", "unit__authority_id")


@prepared
def _versions(plan_id: int):
    found = PlanVersion.objects.filter(plan=plan_id).defer("content").order_by("-number")
    return found.select_related("by__account", "by__unit")


@prepared
def _versions_since(plan_id: int, since: datetime):
    found = PlanVersion.objects.filter(plan=plan_id, at__gt=since).defer("content")
    return found.select_related("by__account", "by__unit").order_by("-number")


def version(use: Use, plan: Plan, number: int) -> VersionView:
    """One earlier version, by the reader's number; a line that was sealed since stays sealed."""
    use.covers("plan")
    if not 0 < number <= len(seen := _seen(use, plan)):
        raise Refused("missing", "Den udgave af planen findes ikke.")
    found = PlanVersion.objects.select_related("by__account")
    one = found.get(plan=plan, number=seen[number - 1].number)
    goals, efforts = lines_seen(use, Goal, plan), lines_seen(use, Activity, plan)
    return VersionView(
        _change(one, number),
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
