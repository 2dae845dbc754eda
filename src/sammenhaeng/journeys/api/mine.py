"""The citizen's own plan, goals and contact persons."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import citizens_door
from sammenhaeng.design.api import Id, Made, reads, writes
from sammenhaeng.journeys.operations import activities, goals, opening, plans, steps
from sammenhaeng.journeys.queries import contacts as contact_queries
from sammenhaeng.journeys.queries import families, versions
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.schemas import lines
from sammenhaeng.journeys.schemas import plans as schemas
from sammenhaeng.journeys.schemas.plans import (
    CommentTold,
    ContactsTold,
    FamilyPart,
    MyGoal,
    MyPlan,
    PlanState,
    PlanTold,
)

router = Router(auth=citizens_door, tags=["min plan"])
LATEST = 10


@router.get("/me/plan", response=reads(MyPlan))
def my_plan(request):
    """My plan across authorities; none until it is proposed to me."""
    opened = opening.own(request.seat, now())
    found = families.parts(opened.use, opened.citizen_id, localdate())
    parts = [FamilyPart.of(one) for one in found]
    if (plan := opened.plan) is None:
        return MyPlan(plan=None, parts=parts)
    comments = queries.comments(opened.use, plan)[:LATEST]
    changes = opened.history.changes[:LATEST]
    return MyPlan(plan=PlanTold.of(opened, plan, comments, changes), parts=parts)


@router.post("/me/plan/answer", response=writes(PlanState, 200))
def answer(request, told: schemas.PlanAnswer):
    """Say yes to the proposed plan, or what must be changed first."""
    at, seat = now(), request.seat
    opened = opening.own(seat, at, action="change")
    plan = opened.the_plan
    if told.answer == "yes":
        plan = plans.agree(opened.use, plan, by=seat, at=at)
    else:
        plan = plans.send_back(plan, reason=told.reason, by=seat, at=at)
    return Status(200, PlanState.of(plan, versions.standing(opened.use, plan)))


@router.put("/me/plan/own-words", response=writes(PlanState, 200))
def own_words(request, told: schemas.Words):
    """What matters most, in my own words; nobody else may change them."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    plan = plans.say_own_words(opened.the_plan, told.words, by=request.seat, at=at)
    return Status(200, PlanState.of(plan, versions.standing(opened.use, plan)))


@router.post("/me/plan/comments", response=writes(Made, 201))
def comment(request, told: schemas.CommentNew):
    """Write to those who help me."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    made = steps.comment(opened.the_plan, told.text, goal=None, by=request.seat, at=at)
    return Status(201, Made(id=made.pk))


@router.post("/me/plan/changes/{activity_id}/answer", response=writes())
def answer_change(request, activity_id: Id, told: schemas.ChangeAnswer):
    """Say yes or no to a new effort."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    verb = activities.approve if told.answer == "yes" else activities.decline
    verb(activity, by=request.seat, at=at)
    return Status(204, None)


@router.post("/me/plan/goals", response=writes(Made, 201))
def add_goal(request, told: lines.OwnGoal):
    """Set a goal of my own; it holds at once, and my coordinator hears of it."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    plan, about = opened.the_plan, opened.citizen_id
    goal = goals.add_goal(plan, told.aim(), about=about, by=request.seat, at=at)
    return Status(201, Made(id=goal.pk))


@router.post("/me/plan/goals/{goal_id}/answer", response=writes())
def answer_goal(request, goal_id: Id, told: schemas.ChangeAnswer):
    """Say yes or no to a new goal; no to what is under it, too."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    verb = goals.approve if told.answer == "yes" else goals.decline
    verb(goal, by=request.seat, at=at)
    return Status(204, None)


@router.get("/me/plan/goals/{goal_id}", response=reads(MyGoal))
def my_goal(request, goal_id: Id):
    """One goal, its steps, and what was written about it."""
    opened = opening.own(request.seat, now())
    goal = queries.goal(opened.use, opened.the_plan, goal_id)
    comments = queries.comments(opened.use, opened.the_plan, goal_id)
    return MyGoal(
        goal=lines.GoalTold.of(goal, opened.names),
        comments=[CommentTold.of(one) for one in comments],
    )


@router.post("/me/plan/goals/{goal_id}/steps", response=writes(Made, 201))
def add_step(request, goal_id: Id, told: lines.StepNew):
    """Suggest a step of my own."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    step = steps.add_step(goal, told.text, due_on=told.due_on, by=request.seat, at=at)
    return Status(201, Made(id=step.pk))


@router.post("/me/plan/steps/{step_id}/done", response=writes())
def finish_step(request, step_id: Id):
    """Mark a step as done."""
    at = now()
    opened = opening.own(request.seat, at, action="change")
    step = queries.step(opened.use, opened.the_plan, step_id)
    steps.finish_step(step, by=request.seat, at=at)
    return Status(204, None)


@router.get("/me/contacts", response=reads(ContactsTold))
def my_contacts(request):
    """Whom I may call, and about what."""
    opened = opening.own(request.seat, now())
    plans = contact_queries.in_force(opened.use)
    found = contact_queries.contacts(opened.use, opened.plan, opened.view, plans)
    return ContactsTold.of(found)
