"""Changing the lines of a plan: goals, efforts and steps."""

from django.utils.timezone import now
from ninja import Router, Status

from sammenhaeng.access.policy import staff_door
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Id, Made, Written, writes
from sammenhaeng.journeys.operations import activities, goals, opening, steps
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.schemas import lines

router = Router(auth=staff_door, tags=["planens linjer"])


def _opened(request, code: str, at):
    return opening.case(request.seat, id_of(code), at, action="change")


def _goal(opened, goal_id: int):
    return queries.goal(opened.use, opened.the_plan, goal_id).goal


def _written(line) -> Written:
    return Written(id=line.pk, version=line.version)


@router.post("/cases/{code}/plan/goals", response=writes(Written, 201))
def add_goal(request, code: Code, told: lines.GoalNew):
    """Add a goal in the citizen's words; in a family plan about one of its members."""
    at = now()
    opened = _opened(request, code, at)
    about = opened.member(told.about or "")
    goal = goals.add_goal(opened.the_plan, told.aim(), about=about, by=request.seat, at=at)
    return Status(201, _written(goal))


@router.put("/cases/{code}/plan/goals/{goal_id}", response=writes(Written, 200))
def change_goal(request, code: Code, goal_id: Id, told: lines.GoalChange):
    """Change what a goal says; an outdated `seen` is refused with both texts."""
    at = now()
    goal = _goal(_opened(request, code, at), goal_id)
    aim = told.aim_of(goal.visibility)
    goal = goals.change_goal(goal, aim, seen=told.seen, by=request.seat, at=at)
    return Status(200, _written(goal))


@router.post("/cases/{code}/plan/goals/{goal_id}/end", response=writes(Written, 200))
def end_goal(request, code: Code, goal_id: Id, told: lines.GoalEnd):
    """Close a goal and say how it went."""
    at = now()
    goal = _goal(_opened(request, code, at), goal_id)
    goal = goals.close_goal(goal, told.achievement, by=request.seat, at=at)
    return Status(200, _written(goal))


@router.api_operation(["DELETE"], "/cases/{code}/plan/goals/{goal_id}", response=writes())
def strike_goal(request, code: Code, goal_id: Id):
    """Strike a goal that is no longer wanted; it stays in the earlier versions."""
    at = now()
    goals.cancel_goal(_goal(_opened(request, code, at), goal_id), by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/plan/goals/{goal_id}/steps", response=writes(Made, 201))
def add_case_step(request, code: Code, goal_id: Id, told: lines.StepNew):
    """Suggest a step under a goal."""
    at = now()
    goal = _goal(_opened(request, code, at), goal_id)
    step = steps.add_step(goal, told.text, due_on=told.due_on, by=request.seat, at=at)
    return Status(201, Made(id=step.pk))


@router.post("/cases/{code}/plan/steps/{step_id}/done", response=writes())
def finish_case_step(request, code: Code, step_id: Id):
    """Mark a step as done; the citizen's own only by the citizen."""
    at = now()
    opened = _opened(request, code, at)
    step = queries.step(opened.use, opened.the_plan, step_id)
    steps.finish_step(step, by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/plan/goals/{goal_id}/activities", response=writes(Written, 201))
def add_activity(request, code: Code, goal_id: Id, told: lines.EffortNew):
    """Add an effort of one's own unit; in a running plan the citizen must say yes."""
    at = now()
    goal = _goal(_opened(request, code, at), goal_id)
    activity = activities.add_activity(goal, told.effort(request.seat), by=request.seat, at=at)
    return Status(201, _written(activity))


@router.put("/cases/{code}/plan/activities/{activity_id}", response=writes(Written, 200))
def change_activity(request, code: Code, activity_id: Id, told: lines.EffortChange):
    """Change an effort of one's own authority; an outdated `seen` is refused with both texts."""
    at = now()
    opened = _opened(request, code, at)
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    effort = told.effort_of(activity)
    activity = activities.change_activity(activity, effort, seen=told.seen, by=request.seat, at=at)
    return Status(200, _written(activity))


@router.post("/cases/{code}/plan/activities/{activity_id}/moves", response=writes(Written, 200))
def move_activity(request, code: Code, activity_id: Id, told: lines.EffortMove):
    """Let an effort start, rest, resume, end or be cancelled."""
    at = now()
    opened = _opened(request, code, at)
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    activity = activities.move_activity(activity, told.event, by=request.seat, at=at)
    return Status(200, _written(activity))
