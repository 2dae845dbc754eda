"""The travelling team: asked for, agreed, held, acted on, measured beside similar units."""

from datetime import date, datetime

from django.db import transaction

from sammenhaeng.absence import acts
from sammenhaeng.absence.models import Application, Effect, Visit
from sammenhaeng.absence.rules import efforts as rules
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

THING, KIND = "absence.visit", "absence.visit"


@transaction.atomic
def request(unit: Unit, team: Unit, wish: str, *, by: Seat, at: datetime) -> Visit:
    """Ask the team to come; the team's unit finds it in its inbox."""
    require(by, acts.REQUEST_VISIT, unit_id=unit.pk)
    if not wish.strip():
        raise Refused("invalid", "Skriv, hvad I ønsker hjælp til.")
    visit = Visit.objects.create(
        unit=unit, team=team, wish=wish.strip(), requested_by=by, requested_at=at
    )
    inbox.ask(inbox.Errand(KIND, THING, visit.pk), of=team, by=by, at=at)
    audit.record("visit.requested", visit, by=by, at=at, unit=unit.pk)
    return visit


@transaction.atomic
def plan(visit: Visit, *, visit_on: date, by: Seat, at: datetime) -> Visit:
    """Agree a day for the visit, or another day than before."""
    visit = _moved(visit, "plan", by, acts.TRAVEL)
    if visit_on < day_of(at):
        raise Refused("invalid", "Vælg en dag fra i dag.")
    visit.visit_on = visit_on
    inbox.settle(KIND, THING, visit.pk, by=by, at=at)
    return _kept(visit, by, at)


@transaction.atomic
def hold(visit: Visit, *, by: Seat, at: datetime) -> Visit:
    """The team has been there."""
    visit = _moved(visit, "visit", by, acts.TRAVEL)
    if visit.visit_on is not None and visit.visit_on > day_of(at):
        raise Refused("state", "Besøget ligger ude i fremtiden. Aftal en anden dag først.")
    return _kept(visit, by, at)


@transaction.atomic
def act(visit: Visit, action: str, *, by: Seat, at: datetime) -> Visit:
    """Write down what the workplace does from now on."""
    visit = _moved(visit, "act", by, acts.TRAVEL)
    if not action.strip():
        raise Refused("invalid", "Skriv, hvad arbejdspladsen gør nu.")
    visit.action = action.strip()
    return _kept(visit, by, at)


@transaction.atomic
def withdraw(visit: Visit, *, by: Seat, at: datetime) -> Visit:
    """The workplace does not want the visit after all."""
    visit = _moved(visit, "withdraw", by, acts.REQUEST_VISIT)
    inbox.settle(KIND, THING, visit.pk, by=by, at=at)
    return _kept(visit, by, at)


@transaction.atomic
def record_effect(
    of: Visit | Application, measure: rules.Measure, *, by: Seat, at: datetime
) -> Effect:
    """Keep how a unit changed beside similar units, once for each visit or grant."""
    require(by, acts.RECORD_EFFECT)
    if measure.like_units < 1:
        raise Refused("invalid", "Effekten skal måles ved siden af lignende enheder.")
    told = type(of).objects.select_for_update(of=("self",)).get(pk=of.pk)
    table = rules.VISIT if isinstance(told, Visit) else rules.APPLICATION
    told.state = next_state(table, told.state, "measure")
    told.save(update_fields=["state"])
    effect = Effect.objects.create(
        visit=told if isinstance(told, Visit) else None,
        application=told if isinstance(told, Application) else None,
        before=measure.before, after=measure.after, like_before=measure.like_before,
        like_after=measure.like_after, like_units=measure.like_units, recorded_at=at,
    )  # fmt: skip
    audit.record("effect.recorded", effect, by=by, at=at)
    return effect


def _moved(visit: Visit, event: str, by: Seat, permission) -> Visit:
    """The visit under its lock, in its next state, when the seat may and the table allows."""
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    is_team = permission == acts.TRAVEL
    require(by, permission, unit_id=visit.team_id if is_team else visit.unit_id)
    visit.state = next_state(rules.VISIT, visit.state, event)
    return visit


def _kept(visit: Visit, by: Seat, at: datetime) -> Visit:
    visit.save()
    audit.record("visit.moved", visit, by=by, at=at, state=visit.state)
    return visit
