"""Plans, goals, consents and appointments from elsewhere, as far as our rules permit a row."""

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext

from sammenhaeng.citizens.operations import consents
from sammenhaeng.journeys.models import Appointment, StatutoryPart, StatutoryPlan
from sammenhaeng.journeys.operations import appointments, statutory
from sammenhaeng.journeys.rules import appointments as meeting_rules
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from .codec import Resource
from .desk import Desk, Row
from .people import day
from .reading import Incoming

PLAN_TYPES, PURPOSES = "urn:sammenhaeng:plan-type", "urn:sammenhaeng:purpose"
PLAN, MEETING, CONSENT = "journeys.statutoryplan", "journeys.appointment", "citizens.consent"
BASES = {"coordination": "lov-707", "case": "rsl-11a-1"}
ASKED_FOR = ("plan", "appointments", "contacts")
GOAL_KEYS, EFFORT_KEYS = ("maal", "formaal"), ("indsats", "tilbud", "opfoelgning")


def code_of(concepts: list[Resource], system: str) -> str:
    """The code of a system among some CodeableConcepts."""
    codings = [coding for concept in concepts for coding in concept.get("coding", [])]
    return next((one.get("code", "") for one in codings if one.get("system") == system), "")


def care_plan(desk: Desk, one: Incoming, citizen_id: int) -> Row:
    told = one.resource
    kind = code_of(told.get("category", []), PLAN_TYPES)
    unit = desk.unit(one.points_at(told.get("author")))
    if plan_id := desk.row(one.key, PLAN):
        plan = StatutoryPlan.objects.get(pk=plan_id)
        _write_efforts(desk, plan, told)
        if told.get("status") in ("completed", "revoked") and plan.ended_on is None:
            statutory.end(plan, by=desk.system, at=desk.at)
        return Row(PLAN, plan.pk)
    if not kind or unit is None or told.get("status") != "active":
        return Row(why=gettext("En plan efter en anden lov end dem her gemmes, som den er."))
    beginning = statutory.Beginning(kind, unit, {}, title=told.get("title", ""))
    plan = statutory.start(citizen_id, beginning, by=desk.system, at=desk.at)
    _write_efforts(desk, plan, told)
    return Row(PLAN, plan.pk)


def _write_efforts(desk: Desk, plan: StatutoryPlan, told: Resource) -> None:
    details = [one["detail"] for one in told.get("activity", []) if "detail" in one]
    texts = [one.get("description") or one.get("code", {}).get("text", "") for one in details]
    _write(desk, plan, EFFORT_KEYS, texts)


def _write(desk: Desk, plan: StatutoryPlan, keys: tuple[str, ...], texts: list[str]) -> None:
    """Write the first of the keys that the plan's law demands, when it says something new."""
    key = next((one for one in keys if one in plan_types()[plan.kind].mandatory), "")
    text = "; ".join(one.strip() for one in texts if one.strip())
    same = StatutoryPart.objects.filter(plan=plan, key=key, text=text)
    if key and text and not same.exists():
        statutory.write(plan, key, text, by=desk.system, at=desk.at)


def goal(desk: Desk, one: Incoming, citizen_id: int) -> Row:
    """A goal is written into the plan that points at it."""
    for key in desk.of_citizen(citizen_id):
        plan_id = desk.row(key, PLAN) if key.kind == "CarePlan" else None
        if plan_id is None:
            continue
        plan = desk.said(key) or {}
        told = Incoming("", 0, plan, key.source)
        pointed = [told.points_at(each, "Goal") for each in plan.get("goal", [])]
        goals = [each for each in pointed if each]
        if one.key in goals:
            row = StatutoryPlan.objects.get(pk=plan_id)
            said = {goal: desk.said(goal) or {} for goal in goals} | {one.key: one.resource}
            texts = [each.get("description", {}).get("text", "") for each in said.values()]
            _write(desk, row, GOAL_KEYS, texts)
            return Row(PLAN, row.pk)
    return Row(why=gettext("Målet hører ikke til en plan her og gemmes, som det er."))


def care_team(desk: Desk, one: Incoming, citizen_id: int) -> Row:
    return Row(why=gettext("Et team åbner ikke for adgang. Det gør kun borgerens ja til planen."))


def consent(desk: Desk, one: Incoming, citizen_id: int) -> Row:
    """A question may come from elsewhere; the answer never: only the citizen says yes here."""
    told = one.resource
    if consent_id := desk.row(one.key, CONSENT):
        return Row(CONSENT, consent_id)
    purpose = code_of([{"coding": told.get("provision", {}).get("purpose", [])}], PURPOSES)
    unit = _first_unit(desk, one, told.get("organization", []))
    until = day(told.get("provision", {}).get("period", {}).get("end"))
    if told.get("status") != "proposed" or purpose not in BASES or unit is None or until is None:
        return Row(
            why=gettext("Et samtykke fra et andet system åbner intet. Borgeren spørges selv.")
        )
    explanation = next((c["text"] for c in told.get("category", []) if c.get("text")), "")
    request = consents.Request(purpose, BASES[purpose], unit, ASKED_FOR, until, explanation)
    asked = consents.ask(citizen_id, request, by=desk.system, at=desk.at)
    return Row(CONSENT, asked.pk)


def _first_unit(desk: Desk, one: Incoming, references: list[Resource]) -> Unit | None:
    units = (desk.unit(one.points_at(reference)) for reference in references)
    return next((unit for unit in units if unit), None)


def appointment(desk: Desk, one: Incoming, citizen_id: int) -> Row:
    """A meeting ahead is booked in the citizen's one ledger, or refused when it clashes."""
    told = one.resource
    if meeting_id := desk.row(one.key, MEETING):
        return _moved(desk, Appointment.objects.get(pk=meeting_id), told)
    actors = [each.get("actor", {}) for each in told.get("participant", [])]
    unit = _first_unit(desk, one, actors)
    interval = _interval(told)
    if told.get("status") != "booked" or interval is None or interval.start <= desk.at:
        return Row(why=gettext("Mødet er ikke aftalt, eller det er holdt. Det gemmes, som det er."))
    if unit is None:
        return Row(why=gettext("Ingen enhed her holder mødet. Det gemmes uden for kalenderen."))
    meeting = appointments.Meeting(
        citizen_id, unit, told.get("description", "Møde"), interval,
        place=_place(actors), purpose=told.get("patientInstruction", ""),
    )  # fmt: skip
    return Row(MEETING, appointments.book(meeting, by=desk.system, at=desk.at).pk)


def _moved(desk: Desk, row: Appointment, told: Resource) -> Row:
    interval = _interval(told)
    if told.get("status") in ("cancelled", "entered-in-error"):
        if row.state == meeting_rules.BOOKED:
            reason = told.get("cancelationReason", {}).get("text") or "Aflyst af mødets arrangør"
            appointments.cancel(row, reason=reason, by=desk.system, at=desk.at)
    elif interval and (interval.start, interval.end) != (row.starts_at, row.ends_at):
        row = appointments.move(
            row, interval, because=told.get("comment", ""), by=desk.system, at=desk.at
        )
    return Row(MEETING, row.pk)


def _place(actors: list[Resource]) -> str:
    places = [a.get("display", "") for a in actors if "Location/" in a.get("reference", "")]
    return next(iter(places), "")


def _interval(told: Resource) -> Interval | None:
    start, end = instant(told.get("start")), instant(told.get("end"))
    if start and end is None and "minutesDuration" in told:
        end = start + timedelta(minutes=int(told["minutesDuration"]))
    if start is None or end is None:
        return None
    if end <= start:
        raise Refused("invalid", "Mødet skal slutte, efter at det er begyndt.")
    return Interval(start, end)


def instant(text: object) -> datetime | None:
    if not text:
        return None
    try:
        told = datetime.fromisoformat(str(text))
    except ValueError:
        raise Refused(
            "invalid", "Mødets tid kan ikke læses. Skriv dato, klokkeslæt og zone."
        ) from None
    return told if told.tzinfo else datetime.combine(told, time(), UTC)
