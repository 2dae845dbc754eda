"""What every verb on a plan shares: its lock, its versions, its reasons."""

from datetime import date, datetime
from typing import Any

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.models import Activity, Goal, Plan, PlanVersion, Step
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.refusal import Refused

THING = "journeys.plan"
COORDINATOR_OF, TEAM_OF = "journeys.plan/{}/coordinator", "journeys.plan/{}/team"

PLAN_FIELDS = ("state", "own_words", "review_on", "resume_on", "end_reason", "coordinator_id")
GOAL_FIELDS = (
    "id", "citizen_id", "title", "words", "measure", "due_on", "state", "achievement", "visibility",
    "unit_id", "place",
)  # fmt: skip
ACTIVITY_FIELDS = (
    "id", "goal_id", "citizen_id", "unit_id", "responsible_id", "title", "next_step", "next_on",
    "starts_on", "ends_on", "state", "visibility",
)  # fmt: skip
STEP_FIELDS = ("id", "goal_id", "activity_id", "text", "is_citizens", "due_on", "done_on")


def locked(plan: Plan) -> Plan:
    """The plan, locked against every other change until the transaction ends."""
    return Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)


def open_plan(plan: Plan) -> Plan:
    plan = locked(plan)
    if plan.state not in rules.OPEN:
        raise Refused("state", "Planen er afsluttet og kan ikke ændres.")
    return plan


def save(plan: Plan, at: datetime) -> None:
    plan.changed_at = at
    plan.save()


def says_why(reason: str) -> None:
    if not reason.strip():
        raise Refused("invalid", "Skriv en begrundelse, som borgeren kan læse.")


def keep(
    plan: Plan, what: str, *, by: Seat, at: datetime, line: Goal | Activity | None = None
) -> PlanVersion:
    """Keep how the plan stands now as its next version."""
    plan.version += 1  # the row is locked; not every version may be read by everyone who writes
    goal = line.goal if isinstance(line, Activity) else line
    Plan.objects.filter(pk=plan.pk).update(version=plan.version, changed_at=at)
    return PlanVersion.objects.create(
        plan=plan,
        citizen_id=line.citizen_id if line else plan.citizen_id,
        number=plan.version,
        by=by,
        at=at,
        what=what,
        about=line.title if line else "",
        goal=goal,
        activity=line if isinstance(line, Activity) else None,
        content=_content(plan),
    )


def _content(plan: Plan) -> dict[str, Any]:
    goals = Goal.objects.filter(plan=plan).order_by("place", "pk")
    return {
        "plan": {field: _plain(getattr(plan, field)) for field in PLAN_FIELDS},
        "goals": _rows(goals, GOAL_FIELDS),
        "activities": _rows(Activity.objects.filter(plan=plan).order_by("pk"), ACTIVITY_FIELDS),
        "steps": _rows(Step.objects.filter(goal__plan=plan).order_by("pk"), STEP_FIELDS),
    }


def _rows(rows, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{field: _plain(row[field]) for field in fields} for row in rows.values(*fields)]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def not_stale(line: Goal | Activity, seen: int, mine: dict[str, str]) -> None:
    if line.version == seen:
        return
    raise Refused(
        "stale",
        "En anden har ændret linjen, mens du skrev. Se begge udgaver, og gem igen.",
        mine=mine,
        theirs={name: getattr(line, name) for name in mine},
        version=line.version,
    )
