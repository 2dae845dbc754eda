"""The holistic plan's course: on hold, handed over, completed, withdrawn, or made by mistake."""

from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Plan
from sammenhaeng.journeys.news import PlanEnded
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state

from . import answers
from .sources import end_sources, restore_sources
from .versions import COORDINATOR_OF, TEAM_OF, THING, keep, locked, save, says_why


@transaction.atomic
def hold(plan: Plan, *, reason: str, resume_on: date, by: Seat, at: datetime) -> Plan:
    """Let the plan rest until a day."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "hold")
    says_why(reason)
    if resume_on <= day_of(at):
        raise Refused("invalid", "Vælg en dag efter i dag, hvor planen går i gang igen.")
    plan.resume_on = resume_on
    save(plan, at)
    keep(plan, "plan.held", by=by, at=at)
    audit.record("plan.held", plan, by=by, at=at, resume_on=resume_on)
    return plan


@transaction.atomic
def resume(plan: Plan, *, by: Seat, at: datetime) -> Plan:
    """Let a resting plan go on."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "resume")
    plan.resume_on = None
    save(plan, at)
    keep(plan, "plan.resumed", by=by, at=at)
    audit.record("plan.resumed", plan, by=by, at=at)
    return plan


@transaction.atomic
def withdraw(plan: Plan, *, reason: str, by: Seat, at: datetime) -> Plan:
    """End the plan before its goals; the plans it replaced come back into force at once."""
    plan = locked(plan)
    require(by, acts.WITHDRAW, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "withdraw")
    says_why(reason)
    _end(plan, reason, at)
    restore_sources(plan, by=by, at=at)
    _close_to_team(plan, by, at)
    keep(plan, "plan.withdrawn", by=by, at=at)
    audit.record("plan.withdrawn", plan, by=by, at=at)
    announce(PlanEnded(plan.pk, plan.citizen_id, plan.state, at))
    return plan


@transaction.atomic
def rest_on_consent(plan: Plan, consent_id: int, *, by: Seat, at: datetime) -> Plan:
    """Let the running plan rest on the yes that took over from the one it rested on."""
    plan = locked(plan)
    require(by, acts.REST_ON_CONSENT, citizen_id=plan.citizen_id)
    plan.consent_id = consent_id
    save(plan, at)
    audit.record("plan.consent_renewed", plan, by=by, at=at, consent=consent_id)
    return plan


@transaction.atomic
def complete(plan: Plan, *, summary: str, by: Seat, at: datetime) -> Plan:
    """End the plan because its goals are closed, with a summary for the citizen."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "complete")
    says_why(summary)
    if open_goals := coverage.open_goals(plan):
        raise Refused(
            "state",
            "Afslut eller stryg først målene: {goals}.",
            goals=", ".join(goal.title for goal in open_goals),
        )
    _end(plan, summary, at)
    end_sources(plan, at=at)
    _close_to_team(plan, by, at)
    keep(plan, "plan.completed", by=by, at=at)
    audit.record("plan.completed", plan, by=by, at=at)
    announce(PlanEnded(plan.pk, plan.citizen_id, plan.state, at))
    return plan


@transaction.atomic
def report_error(plan: Plan, *, reason: str, by: Seat, at: datetime) -> Plan:
    """Say that the plan was made by mistake; it ends when a colleague agrees."""
    plan = locked(plan)
    require(by, acts.ENTER_IN_ERROR, unit_id=plan.unit_id, citizen_id=plan.citizen_id)
    next_state(rules.HOLISTIC, plan.state, "err")
    says_why(reason)
    plan.error_reported_by, plan.error_reason = by, reason.strip()
    save(plan, at)
    errand = inbox.Errand("plan.error", THING, plan.pk, plan.citizen_id)
    inbox.ask(errand, of=plan.unit, by=by, at=at)
    audit.record("plan.error_reported", plan, by=by, at=at)
    return plan


@transaction.atomic
def enter_in_error(plan: Plan, *, by: Seat, at: datetime) -> Plan:
    """Agree that the plan was made by mistake: a second person of the same authority ends it."""
    plan = locked(plan)
    require(by, acts.ENTER_IN_ERROR, unit_id=plan.unit_id, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "err")
    if plan.error_reported_by is None or plan.error_reported_by.account_id == by.account_id:
        raise Refused("invalid", "En anden person i myndigheden skal sige ja.")
    _end(plan, plan.error_reason, at)
    restore_sources(plan, by=by, at=at)
    _close_to_team(plan, by, at)
    keep(plan, "plan.entered_in_error", by=by, at=at)
    audit.record("plan.entered_in_error", plan, by=by, at=at, reported_by=plan.error_reported_by_id)
    announce(PlanEnded(plan.pk, plan.citizen_id, plan.state, at))
    return plan


@transaction.atomic
def hand_over(plan: Plan, *, to: Seat, by: Seat, at: datetime) -> Plan:
    """Give the coordination to another seat; there is always exactly one coordinator."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    if to.role != "caseworker" or plan.state not in rules.OPEN:
        raise Refused("invalid", "Vælg en sagsbehandler, der kan koordinere en åben plan.")
    access.part(COORDINATOR_OF.format(plan.pk), by=by, at=at)
    for member in coverage.members(plan):
        tie = access.Tie(member, "coordinator", "lov-707", COORDINATOR_OF.format(plan.pk))
        access.relate(tie, to=to, by=by, at=at)
    plan.coordinator = to
    save(plan, at)
    keep(plan, "plan.handed_over", by=by, at=at)
    audit.record("plan.handed_over", plan, by=by, at=at, to=to.pk)
    return plan


def _end(plan: Plan, reason: str, at: datetime) -> None:
    plan.ended_at, plan.end_reason, plan.resume_on = at, reason.strip(), None
    save(plan, at)


def _close_to_team(plan: Plan, by: Seat, at: datetime) -> None:
    access.part(TEAM_OF.format(plan.pk), by=by, at=at)
    access.part(COORDINATOR_OF.format(plan.pk), by=by, at=at)
    for kind in ("plan.approve", "plan.returned", "plan.review", "plan.error"):
        inbox.settle(kind, THING, plan.pk, by=by, at=at)
    answers.take_back(answers.waiting(plan), by=by, at=at)
