"""Questions about plans through a Use: the plan as a page shows it, its versions, its sources."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import (
    Activity,
    Comment,
    Goal,
    Plan,
    Replacement,
    StatutoryPart,
    StatutoryPlan,
    Step,
)
from sammenhaeng.journeys.rules import lines as line_rules
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class GoalView:
    """A goal with the lines the reader may see."""

    goal: Goal
    activities: list[Activity]
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.done_on is not None for step in self.steps)

    @property
    def next_step(self) -> tuple[str, date | None] | None:
        """The nearest thing to come under the goal, and when."""
        coming = [(step.text, step.due_on) for step in self.steps if step.done_on is None]
        coming += [(one.next_step, one.next_on) for one in self.activities if one.next_step]
        return min(coming, key=lambda item: item[1] or date.max, default=None)


@dataclass(frozen=True)
class PlanView:
    """The plan as one reader may see it."""

    plan: Plan
    goals: list[GoalView]
    replaced: list[Replacement]
    linked: list[Replacement]

    @property
    def activities(self) -> list[Activity]:
        return [one for view in self.goals for one in view.activities]

    @property
    def waiting(self) -> list[Activity]:
        """The efforts that the citizen has not answered yet."""
        return [one for one in self.activities if one.state == line_rules.PROPOSED]

    @property
    def new_goals(self) -> list[Goal]:
        """The goals that the citizen has not answered yet."""
        return [view.goal for view in self.goals if view.goal.state == line_rules.PROPOSED]

    @property
    def units(self) -> set[int]:
        return {one.unit_id for one in self.activities}


def open_plan(use: Use, citizen_id: int) -> Plan | None:
    """The citizen's plan in draft, proposed, active or on hold; the running one first.

    A citizen hears of it when it is proposed.
    """
    use.covers("plan")
    plans = _open_plans([citizen_id] if citizen_id in use.citizen_ids else [])
    told = [plan for plan in plans if not (use.by.is_citizen and plan.state == rules.DRAFT)]
    return min(told, key=lambda plan: (plan.state not in rules.RUNNING, -plan.pk), default=None)


def open_plans(use: Use) -> dict[int, Plan]:
    """The open plan of each citizen of the Use, the running one first; only its own columns."""
    use.covers("plan")
    ordered = sorted(
        _open_columns(use.citizen_ids), key=lambda plan: (plan.state in rules.RUNNING, plan.pk)
    )
    return {plan.citizen_id: plan for plan in ordered}


def plan(use: Use, plan_id: int) -> Plan:
    """One plan of the citizens of the Use, or Refused("missing")."""
    use.covers("plan")
    found = _plans(use).exclude(state=rules.IN_ERROR).filter(pk=plan_id).first()
    if found is None:
        raise Refused("missing", "Planen findes ikke.")
    return found


def all_plans(use: Use):
    """Every holistic plan of the citizens of the Use that was not made by mistake, oldest first."""
    use.covers("plan")
    return _plans(use).exclude(state=rules.IN_ERROR).order_by("pk")


@prepared
def _open_columns(citizen_ids: Collection[int]):
    return Plan.objects.filter(citizen_id__in=citizen_ids, state__in=rules.OPEN)


@prepared
def _open_plans(citizen_ids: Collection[int]):
    return _with_people(Plan.objects.filter(citizen_id__in=citizen_ids, state__in=rules.OPEN))


def _plans(use: Use):
    return _with_people(Plan.objects.filter(citizen_id__in=use.citizen_ids))


def _with_people(plans):
    return plans.select_related(
        "unit__authority",
        "coordinator__account",
        "coordinator__unit__authority",
        "coordinator__stand_in__account",
        "consent",
        "error_reported_by__account",
    )


def seen_by(use: Use, lines: Iterable) -> list:
    """The lines this reader may see: the one rule of every list, count, export and page."""
    return [
        one
        for one in lines
        if may_see(use, one.citizen_id, one.visibility, one.unit.authority_id if one.unit else None)
    ]


def may_see(use: Use, citizen_id: int, visibility: str, authority_id: int | None) -> bool:
    by = use.by
    return citizen_id in use.citizen_ids and line_rules.may_see(
        visibility,
        own_authority=by.unit is not None and by.unit.authority_id == authority_id,
        relation=use.relations[citizen_id],
        is_own=citizen_id == by.citizen_id,
    )


def view(use: Use, plan: Plan) -> PlanView:
    """The whole plan for its page: five queries, however many lines it has."""
    use.covers("plan")
    goals = lines(use, plan.pk)
    taken = _replacements(plan.pk)
    return PlanView(
        plan=plan,
        goals=goals,
        replaced=[one for one in taken if not one.is_link],
        linked=[one for one in taken if one.is_link],
    )


def lines(use: Use, plan_id: int) -> list[GoalView]:
    """The goals of a plan that the reader may see, each with its efforts and steps."""
    use.covers("plan")
    activities: dict[int, list[Activity]] = defaultdict(list)
    for one in seen_by(use, _all_activities(plan_id)):
        activities[one.goal_id].append(one)
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in _steps(plan_id):
        steps[step.goal_id].append(step)
    return [
        GoalView(goal, activities[goal.pk], steps[goal.pk])
        for goal in seen_by(use, _goals(plan_id))
    ]


@prepared
def _goals(plan_id: int):
    return (
        Goal.objects.filter(plan=plan_id)
        .exclude(state=line_rules.CANCELLED)
        .select_related("unit")
        .order_by("place")
    )


def _activities(plan_id: int):
    return (
        Activity.objects.filter(plan=plan_id)
        .exclude(state=line_rules.CANCELLED)
        .select_related("unit__authority", "responsible__account", "responsible__unit__authority")
        .order_by("goal_id", "starts_on", "pk")
    )


_all_activities = prepared(_activities)


@prepared
def _steps(plan_id: int):
    return Step.objects.filter(goal__plan=plan_id).order_by("done_on", "due_on", "pk")


@prepared
def _replacements(plan_id: int):
    return Replacement.objects.filter(plan=plan_id).select_related("source__unit__authority")


def lines_seen(use: Use, kind: type[Goal] | type[Activity], plan: Plan) -> set[int]:
    """The ids of the plan's goals, or of its efforts, that the reader may see now."""
    lines = kind.objects.filter(plan=plan).select_related("unit")
    return {line.pk for line in seen_by(use, lines)}


def goal(use: Use, plan: Plan, goal_id: int) -> GoalView:
    """One goal of the plan as the reader may see it, or Refused("missing")."""
    found = next((one for one in view(use, plan).goals if one.goal.pk == goal_id), None)
    if found is None:
        raise Refused("missing", "Målet findes ikke i planen.")
    return found


def activity(use: Use, plan: Plan, activity_id: int) -> Activity:
    """One effort of the plan that the reader may see, or Refused("missing")."""
    found = seen_by(use, _activities(plan.pk).filter(pk=activity_id).select_related("goal__unit"))
    if not found or not seen_by(use, [found[0].goal]):
        raise Refused("missing", "Indsatsen findes ikke i planen.")
    return found[0]


def step(use: Use, plan: Plan, step_id: int) -> Step:
    use.covers("plan")
    found = Step.objects.filter(goal__plan=plan, pk=step_id).select_related("goal__plan").first()
    if found is None or found.goal_id not in lines_seen(use, Goal, plan):
        raise Refused("missing", "Skridtet findes ikke i planen.")
    return found


def comments(use: Use, plan: Plan, goal_id: int | None = None) -> list[Comment]:
    """What was written on the plan, newest first; nothing on a goal the reader may not see."""
    use.covers("plan")
    return [
        one
        for one in _comments(plan.pk)
        if one.citizen_id in use.citizen_ids
        and goal_id in (None, one.goal_id)
        and (one.goal is None or seen_by(use, [one.goal]))
    ]


@prepared
def _comments(plan_id: int):
    found = Comment.objects.filter(plan=plan_id).order_by("-at")
    return found.select_related("by__account", "by__unit", "goal__unit")


def statutory(use: Use, *, states: Collection[str] = (rules.IN_FORCE, rules.REPLACED)):
    """The plans under single laws, each with its unit; newest first."""
    use.covers("statutory_plan")
    return (
        StatutoryPlan.objects.filter(citizen_id__in=use.citizen_ids, state__in=states)
        .select_related("unit__authority", "responsible__account", "responsible__unit__authority")
        .order_by("-started_on", "pk")
    )


def statutory_plan(use: Use, plan_id: int) -> StatutoryPlan:
    """One plan under a single law of the citizens of the Use, or Refused("missing")."""
    every = (rules.IN_FORCE, rules.REPLACED, rules.ENDED)
    if (found := statutory(use, states=every).filter(pk=plan_id).first()) is None:
        raise Refused("missing", "Planen findes ikke.")
    return found


def replacement(use: Use, plan: Plan, replacement_id: int) -> Replacement:
    """One plan that the holistic plan replaces, or Refused("missing")."""
    use.covers("plan")
    found = Replacement.objects.filter(plan=plan, pk=replacement_id).select_related("source")
    if (one := found.first()) is None:
        raise Refused("missing", "Planen findes ikke.")
    return one


def lines_by_choice(view: PlanView) -> dict[str, Goal | Activity]:
    """The lines of a plan by their choice in a form: "g" and a goal's id, "a" and an effort's."""
    goals: dict[str, Goal | Activity] = {f"g{one.goal.pk}": one.goal for one in view.goals}
    return goals | {f"a{one.pk}": one for one in view.activities}


def parts(use: Use, plans: Iterable[StatutoryPlan | int]) -> dict[int, dict[str, str]]:
    """The contents of some statutory plans: plan id -> key -> text."""
    use.covers("statutory_plan")
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = StatutoryPart.objects.filter(plan__in=list(plans))
    for plan_id, key, text in rows.values_list("plan_id", "key", "text"):
        found[plan_id][key] = text
    return found
