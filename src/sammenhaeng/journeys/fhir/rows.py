"""Rows of our own as FHIR R4 resources."""

from datetime import UTC, datetime

from sammenhaeng.citizens.models import Consent, Person
from sammenhaeng.journeys.models import Activity, Appointment, Goal, StatutoryPlan
from sammenhaeng.journeys.queries.plans import PlanView
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.organisation.models import Unit

from .codec import Resource
from .desk import OWN, UNIT_SYSTEM
from .matters import PLAN_TYPES, PURPOSES
from .people import CPR_SYSTEM

TERMS = "http://terminology.hl7.org/CodeSystem/"
STATUTORY = {"in_force": "active", "replaced": "on-hold", "ended": "completed"}
HOLISTIC = {
    "draft": "draft", "proposed": "draft", "active": "active", "on_hold": "on-hold",
    "completed": "completed", "revoked": "revoked", "superseded": "revoked",
}  # fmt: skip
GOAL = {
    "proposed": "proposed", "active": "active", "on_hold": "on-hold", "completed": "completed",
    "cancelled": "cancelled",
}  # fmt: skip
ACTIVITY = {
    "proposed": "not-started", "not_started": "not-started", "in_progress": "in-progress",
    "on_hold": "on-hold", "done": "completed", "cancelled": "cancelled",
}  # fmt: skip
MEETING = {
    "held": "proposed", "proposed": "proposed", "pending": "pending", "booked": "booked",
    "arrived": "arrived", "fulfilled": "fulfilled", "cancelled": "cancelled",
    "moved": "cancelled", "noshow": "noshow",
}  # fmt: skip
CONSENT = {"asked": "proposed", "given": "active", "declined": "rejected"}


def _full(**fields: object) -> Resource:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}


def _organisation(unit: Unit | None) -> Resource:
    assert unit is not None
    return {"reference": f"Organization/{OWN}unit-{unit.pk}", "display": unit.name}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _period(first: object, last: object) -> Resource:
    return _full(start=first and str(first), end=last and str(last))


def patient(person: Person) -> Resource:
    number = [{"use": "official", "system": CPR_SYSTEM, "value": person.cpr}] if person.cpr else []
    telecom = [("phone", person.phone), ("email", person.email)]
    return _full(
        resourceType="Patient",
        id=OWN + person.code,
        identifier=number,
        name=[{"use": "official", "text": person.name}],
        telecom=[{"system": kind, "value": value} for kind, value in telecom if value],
        birthDate=person.born_on and person.born_on.isoformat(),
        address=[{"text": person.address}] if person.address else [],
    )


def organization(unit: Unit) -> Resource:
    return _full(
        resourceType="Organization",
        id=f"{OWN}unit-{unit.pk}",
        identifier=[{"system": UNIT_SYSTEM, "value": unit.code}] if unit.code else [],
        active=unit.last_on is None,
        name=unit.name,
        telecom=[{"system": "phone", "value": unit.phone}] if unit.phone else [],
        address=[{"text": unit.address}] if unit.address else [],
    )


def unit_role(unit: Unit) -> Resource:
    """Whoever of the unit takes part: a meeting names no organisation in FHIR."""
    return {
        "resourceType": "PractitionerRole",
        "id": f"{OWN}role-{unit.pk}",
        "active": True,
        "organization": _organisation(unit),
    }


def statutory(plan: StatutoryPlan, parts: dict[str, str], about: Resource) -> Resource:
    kind = plan_types()[plan.kind]
    texts = [f"{kind.mandatory[key]}: {text}" for key, text in sorted(parts.items()) if text]
    return _full(
        resourceType="CarePlan",
        id=f"{OWN}statutory-{plan.pk}",
        status=STATUTORY[plan.state],
        intent="plan",
        category=[{"coding": [{"system": PLAN_TYPES, "code": plan.kind}], "text": kind.name}],
        title=plan.title or kind.name,
        subject=about,
        period=_period(plan.started_on, plan.ended_on),
        author=_organisation(plan.unit),
        note=[{"text": text} for text in texts],
    )


def care_plan(view: PlanView, about: Resource) -> Resource:
    plan = view.plan
    replaced = [f"CarePlan/{OWN}statutory-{one.source_id}" for one in view.replaced]
    goals = [{"reference": f"Goal/{OWN}goal-{one.goal.pk}"} for one in view.goals]
    return _full(
        resourceType="CarePlan",
        id=f"{OWN}plan-{plan.pk}",
        replaces=[{"reference": one} for one in replaced],
        status=HOLISTIC[plan.state],
        intent="plan",
        title="Samlet plan",
        description=plan.own_words,
        subject=about,
        period=_period(plan.activated_at and day_of(plan.activated_at),
                       plan.ended_at and day_of(plan.ended_at)),
        created=_instant(plan.created_at),
        author=_organisation(plan.unit),
        careTeam=[{"reference": f"CareTeam/{OWN}team-{plan.pk}"}],
        goal=goals,
        activity=[{"detail": activity(one)} for one in view.activities],
    )  # fmt: skip


def activity(one: Activity) -> Resource:
    return _full(
        code={"text": one.title},
        goal=[{"reference": f"Goal/{OWN}goal-{one.goal_id}"}],
        status=ACTIVITY[one.state],
        scheduledPeriod=_period(one.starts_on, one.ends_on),
        performer=[_organisation(one.unit)],
        description=one.next_step,
    )


def care_team(view: PlanView, about: Resource) -> Resource:
    plan = view.plan
    units = {one.unit_id: one.unit for one in view.activities}
    coordinator = {
        "role": [{"text": "Koordinerende sagsbehandler"}],
        "member": _organisation(plan.coordinator.unit),
    }
    return _full(
        resourceType="CareTeam",
        id=f"{OWN}team-{plan.pk}",
        status="active" if plan.state in ("active", "on_hold") else "proposed",
        subject=about,
        participant=[coordinator, *({"member": _organisation(unit)} for unit in units.values())],
    )


def goal(one: Goal, about: Resource) -> Resource:
    state = one.achievement.replace("_", "-")
    coding = {"system": f"{TERMS}goal-achievement", "code": state}
    return _full(
        resourceType="Goal",
        id=f"{OWN}goal-{one.pk}",
        lifecycleStatus=GOAL[one.state],
        achievementStatus={"coding": [coding]},
        description={"text": one.title},
        subject=about,
        target=[{"dueDate": one.due_on.isoformat()}] if one.due_on else [],
        note=[{"text": text} for text in (one.words, one.measure) if text],
    )


def appointment(one: Appointment, about: Resource) -> Resource:
    answer = "accepted" if one.confirmed_at else "needs-action"
    reason = one.cancel_reason or one.moved_because
    return _full(
        resourceType="Appointment",
        id=f"{OWN}appointment-{one.pk}",
        status=MEETING[one.state],
        cancelationReason={"text": reason} if reason and MEETING[one.state] == "cancelled" else {},
        description=one.title,
        start=_instant(one.starts_at),
        end=_instant(one.ends_at),
        comment=one.place,
        patientInstruction=one.purpose,
        participant=[
            {"actor": about, "status": answer},
            {
                "actor": {
                    "reference": f"PractitionerRole/{OWN}role-{one.unit_id}",
                    "display": one.unit.name,
                },
                "status": "accepted",
            },
        ],
    )


def consent(one: Consent, about: Resource) -> Resource:
    return _full(
        resourceType="Consent",
        id=f"{OWN}consent-{one.pk}",
        status=CONSENT.get(one.state, "inactive"),
        scope={"coding": [{"system": f"{TERMS}consentscope", "code": "patient-privacy"}]},
        category=[
            {
                "coding": [{"system": "http://loinc.org", "code": "59284-0"}],
                "text": one.explanation,
            }
        ],
        patient=about,
        dateTime=_instant(one.answered_at or one.asked_at),
        organization=[_organisation(one.receiver)],
        policyRule={"text": one.basis},
        provision={
            "period": {"end": one.valid_until.isoformat()},
            "purpose": [{"system": PURPOSES, "code": one.purpose}],
        },
    )
