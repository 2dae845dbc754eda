"""Early action: an employee is registered, falls ill, is talked with, and comes back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.absence import acts
from sammenhaeng.absence.models import Employment, FollowUp, Talk
from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

THING, KIND = "absence.followup", "absence.talk"
SOURCE = "absence.employment/{}-{}"


@dataclass(frozen=True)
class Post:
    """Where somebody works, who leads them, and which seat is HR."""

    unit: Unit
    leader: Seat
    hr: Seat
    first_on: date


@transaction.atomic
def employ(citizen_id: int, post: Post, *, by: Seat, at: datetime) -> Employment:
    """Register that a citizen works in a unit: from now on their leader and HR may follow up."""
    require(by, acts.EMPLOY, unit_id=post.unit.pk)
    if (post.leader.role, post.hr.role) != ("leader", "hr"):
        raise Refused("invalid", "Vælg en personaleleder og en HR-konsulent.")
    tie = access.Tie(citizen_id, rules.PERSONNEL, "dpl-12", SOURCE.format(citizen_id, post.unit.pk))
    for seat in (post.leader, post.hr):
        access.relate(tie, to=seat, by=by, at=at)
    access.look_up(
        citizen_id, purpose="employment", seen=["absence"], by=by, at=at, action="change"
    )
    held = Employment.objects.filter(citizen_id=citizen_id, unit=post.unit, last_on__isnull=True)
    if held.exists():
        raise Refused("state", "Medarbejderen er allerede ansat i enheden.")
    employment = Employment.objects.create(
        citizen_id=citizen_id, unit=post.unit, leader=post.leader, hr=post.hr,
        first_on=post.first_on,
    )  # fmt: skip
    audit.record("employment.begun", employment, by=by, at=at, unit=post.unit.pk)
    return employment


@transaction.atomic
def leave(employment: Employment, *, last_on: date, by: Seat, at: datetime) -> Employment:
    """End an employment: leader and HR have nothing to do with the employee any more."""
    employment = Employment.objects.select_for_update().get(pk=employment.pk)
    require(by, acts.EMPLOY, unit_id=employment.unit_id)
    if last_on < employment.first_on or employment.last_on is not None:
        raise Refused("invalid", "Ansættelsen er ophørt, eller dagen ligger før den begyndte.")
    employment.last_on = last_on
    employment.save(update_fields=["last_on"])
    access.part(SOURCE.format(employment.citizen_id, employment.unit_id), by=by, at=at)
    audit.record("employment.ended", employment, by=by, at=at, last_on=last_on)
    return employment


@transaction.atomic
def begin(employment: Employment, *, first_sick_on: date, by: Seat, at: datetime) -> FollowUp:
    """Follow an employee up from the first sick day; the leader is reminded of each talk."""
    employment = Employment.objects.select_for_update(of=("self",)).get(pk=employment.pk)
    require(by, acts.FOLLOW_UP, citizen_id=employment.citizen_id)
    if not rules.may_begin(first_sick_on, day_of(at)):
        raise Refused("invalid", "Første sygedag kan ikke ligge efter i dag.")
    if FollowUp.objects.filter(employment=employment, state=rules.OPEN).exists():
        raise Refused("state", "Der er allerede en opfølgning i gang for medarbejderen.")
    follow_up = FollowUp.objects.create(
        citizen_id=employment.citizen_id, employment=employment, first_sick_on=first_sick_on,
        begun_at=at,
    )  # fmt: skip
    audit.record("follow_up.begun", follow_up, by=by, at=at, first_on=first_sick_on)
    _remind(follow_up, [], by, at)
    return follow_up


@dataclass(frozen=True)
class Held:
    """A talk as it went: which one, when, and what was agreed; never the illness."""

    step: str
    held_on: date
    agreement: str


@transaction.atomic
def hold(follow_up: FollowUp, held: Held, *, by: Seat, at: datetime) -> Talk:
    """Note a talk and what was agreed; words that name an illness are stopped."""
    follow_up = _locked(follow_up)
    require(by, acts.FOLLOW_UP, citizen_id=follow_up.citizen_id)
    if follow_up.state != rules.OPEN:
        raise Refused("state", "Opfølgningen er afsluttet. Begynd en ny.")
    if held.step not in rules.STEPS or not held.agreement.strip():
        raise Refused("invalid", "Vælg, hvilken samtale det var, og skriv, hvad I aftalte.")
    if not follow_up.first_sick_on <= held.held_on <= day_of(at):
        raise Refused("invalid", "Samtalen skal ligge fra første sygedag til i dag.")
    _refuse_illness(held.agreement)
    talk = Talk.objects.create(
        citizen_id=follow_up.citizen_id, follow_up=follow_up, step=held.step,
        held_on=held.held_on, agreement=held.agreement.strip(), seat=by, noted_at=at,
    )  # fmt: skip
    audit.record("talk.held", talk, by=by, at=at, kind=held.step)
    inbox.settle(KIND, THING, follow_up.pk, by=by, at=at)
    steps = Talk.objects.filter(follow_up=follow_up).values_list("step", flat=True)
    _remind(follow_up, list(steps), by, at)
    return talk


@transaction.atomic
def close(follow_up: FollowUp, *, returned_on: date, by: Seat, at: datetime) -> FollowUp:
    """The employee is back: nothing is due any more."""
    follow_up = _locked(follow_up)
    require(by, acts.FOLLOW_UP, citizen_id=follow_up.citizen_id)
    follow_up.state = next_state(rules.FOLLOW_UP, follow_up.state, "close")
    if returned_on <= follow_up.first_sick_on:
        raise Refused("invalid", "Medarbejderen kan først være tilbage efter første sygedag.")
    follow_up.returned_on, follow_up.closed_at = returned_on, at
    follow_up.save(update_fields=["state", "returned_on", "closed_at"])
    inbox.settle(KIND, THING, follow_up.pk, by=by, at=at)
    audit.record("follow_up.closed", follow_up, by=by, at=at)
    return follow_up


def _refuse_illness(text: str) -> None:
    """An employer may not keep what somebody is ill with."""
    if word := rules.illness_in(text):
        raise Refused(
            "invalid",
            "Skriv ikke, hvad medarbejderen fejler (“{word}”). Skriv kun, hvad I har aftalt.",
            word=word,
        )


def _locked(follow_up: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("employment__leader")
    return rows.get(pk=follow_up.pk)


def _remind(follow_up: FollowUp, held: list[str], by: Seat, at: datetime) -> None:
    ahead = rules.reminders(follow_up.first_sick_on, held)
    if ahead:
        errand = inbox.Errand(
            KIND, THING, follow_up.pk, follow_up.citizen_id, due_on=ahead[0].due_on
        )
        inbox.ask(errand, of=follow_up.employment.leader, by=by, at=at)
