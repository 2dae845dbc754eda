"""The holistic plan from draft to the citizen's yes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.audit import operations as audit
from sammenhaeng.citizens.models import Consent
from sammenhaeng.citizens.operations import consents
from sammenhaeng.citizens.queries import consents as consent_queries
from sammenhaeng.citizens.queries import persons
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Activity, Goal, Plan, PlanMember
from sammenhaeng.journeys.news import PlanActivated
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.rules import lines as line_rules
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

from .sources import take_over_sources
from .versions import COORDINATOR_OF, TEAM_OF, THING, keep, locked, save, says_why


@dataclass(frozen=True)
class Beginning:
    """A new holistic plan: whose responsibility, about whom, and the four legal conditions."""

    unit: Unit
    conditions: frozenset[str]
    others: tuple[int, ...] = ()  # the children it is about too: a family plan
    review_on: date | None = None


@transaction.atomic
def start(citizen_id: int, beginning: Beginning, *, by: Seat, at: datetime) -> Plan:
    """Begin a draft; whoever begins it coordinates it until someone else does."""
    require(by, acts.START, unit_id=beginning.unit.pk, citizen_id=citizen_id)
    if missing := set(rules.CONDITIONS) - beginning.conditions:
        raise Refused(
            "invalid",
            "Planen kræver, at alle fire betingelser er opfyldt. Mangler: {missing}.",
            missing=", ".join(rules.CONDITIONS[key] for key in sorted(missing)),
        )
    _may_be_family(citizen_id, beginning.others, by, at)
    plan = Plan.objects.create(
        citizen_id=citizen_id,
        scope="family" if beginning.others else "citizen",
        version=0,
        unit=beginning.unit,
        coordinator=by,
        conditions=sorted(beginning.conditions),
        created_at=at,
        changed_at=at,
        review_on=beginning.review_on,
    )
    PlanMember.objects.bulk_create(
        PlanMember(plan=plan, citizen_id=member) for member in (citizen_id, *beginning.others)
    )
    for member in (citizen_id, *beginning.others):
        tie = access.Tie(member, "coordinator", "lov-707", COORDINATOR_OF.format(plan.pk))
        access.relate(tie, to=by, by=by, at=at)
    keep(plan, "plan.started", by=by, at=at)
    audit.record("plan.started", plan, by=by, at=at, scope=plan.scope)
    return plan


def _may_be_family(citizen_id: int, others: tuple[int, ...], by: Seat, at: datetime) -> None:
    """A family plan is for children the citizen answers for: others say yes to their own plan."""
    for member in others:
        require(by, acts.START, citizen_id=member)
    if set(others) - {one.pk for one in persons.answered_for(citizen_id, localdate(at))}:
        raise Refused("invalid", "En familieplan er for borgeren og de børn, borgeren svarer for.")


@transaction.atomic
def propose(plan: Plan, *, by: Seat, at: datetime) -> Plan:
    """Send the draft to the citizen; every content of every replaced plan must be covered."""
    plan = locked(plan)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "propose")
    if missing := coverage.missing(plan):
        raise Refused(
            "invalid",
            "Planen dækker ikke alt det, den erstatter. Mangler: {missing}.",
            missing="; ".join(missing),
        )
    if not Goal.objects.filter(plan=plan).exclude(state=line_rules.CANCELLED).exists():
        raise Refused("invalid", "Skriv mindst ét mål, før du sender planen til borgeren.")
    plan.proposed_at = at
    save(plan, at)
    errand = inbox.Errand("plan.approve", THING, plan.pk, plan.citizen_id)
    inbox.ask(errand, of=inbox.Citizen(plan.citizen_id), by=by, at=at)
    keep(plan, "plan.proposed", by=by, at=at)
    audit.record("plan.proposed", plan, by=by, at=at)
    return plan


@transaction.atomic
def send_back(plan: Plan, *, reason: str, by: Seat, at: datetime) -> Plan:
    """The citizen, or the coordinator, wants the proposal changed first."""
    plan = locked(plan)
    require(by, acts.RETURN, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "return")
    says_why(reason)
    plan.proposed_at = None
    save(plan, at)
    inbox.settle("plan.approve", THING, plan.pk, by=by, at=at)
    errand = inbox.Errand("plan.returned", THING, plan.pk, plan.citizen_id)
    inbox.ask(errand, of=plan.coordinator, by=by, at=at)
    keep(plan, "plan.returned", by=by, at=at)
    audit.record("plan.returned", plan, by=by, at=at)
    return plan


@transaction.atomic
def activate(plan: Plan, consent: Consent, *, by: Seat, at: datetime) -> Plan:
    """The citizen says yes: the plan holds, what it replaces rests, and the team may see it."""
    plan = locked(plan)
    require(by, acts.APPROVE, citizen_id=plan.citizen_id)
    plan.state = next_state(rules.HOLISTIC, plan.state, "activate")
    consent = Consent.objects.select_for_update().get(pk=consent.pk)  # it may end while we wait
    if not coverage.consent_holds(plan, consent, at):
        raise Refused("state", "Planen kan først gælde, når der er givet samtykke til den.")
    if coverage.another_runs(plan):
        raise Refused("clash", "Der er allerede en samlet plan. Afslut den først.")
    plan.consent, plan.activated_at = consent, at
    save(plan, at)
    take_over_sources(plan)
    Goal.objects.filter(plan=plan, state=line_rules.PROPOSED).update(state=line_rules.ACTIVE)
    Activity.objects.filter(plan=plan, state=line_rules.PROPOSED).update(
        state=line_rules.NOT_STARTED
    )
    _open_to_team(plan, by, at)
    inbox.settle("plan.approve", THING, plan.pk, by=by, at=at)
    keep(plan, "plan.activated", by=by, at=at)
    audit.record("plan.activated", plan, by=by, at=at, consent=consent.pk)
    announce(PlanActivated(plan.pk, plan.citizen_id, at))
    return plan


@transaction.atomic
def agree(use: Use, plan: Plan, *, by: Seat, at: datetime) -> Plan:
    """The citizen says yes to the plan and, in the same word, to the coordination it needs."""
    require(by, acts.APPROVE, citizen_id=plan.citizen_id)
    consent = consent_queries.coordination(use, plan.citizen_id, plan.unit_id)
    if consent is None:
        raise Refused("state", "Kommunen har ikke bedt om dit samtykke endnu.")
    if consent.state == "asked":
        consent = consents.give(consent, by=by, at=at)
    return activate(plan, consent, by=by, at=at)


def _open_to_team(plan: Plan, by: Seat, at: datetime) -> None:
    pairs = Activity.objects.filter(plan=plan).order_by("pk").select_related("unit")
    units = {activity.unit_id: activity.unit for activity in pairs}
    members = coverage.members(plan)
    for unit in units.values():
        for member in members:
            tie = access.Tie(member, "team", "lov-707", TEAM_OF.format(plan.pk))
            access.relate(tie, to=unit, by=by, at=at)


@transaction.atomic
def say_own_words(plan: Plan, words: str, *, by: Seat, at: datetime) -> Plan:
    """What matters most, in the citizen's own words; nobody else may change them."""
    plan = locked(plan)
    require(by, acts.SAY_OWN_WORDS, citizen_id=plan.citizen_id)
    plan.own_words, plan.own_words_on = words.strip(), day_of(at)
    save(plan, at)
    keep(plan, "plan.own_words", by=by, at=at)
    audit.record("plan.own_words", plan, by=by, at=at)
    return plan
