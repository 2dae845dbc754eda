"""One citizen as a FHIR R4 bundle: what came from elsewhere word for word, our own rows beside."""

from collections.abc import Collection
from datetime import UTC, datetime

from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.queries import consents as consent_queries
from sammenhaeng.citizens.queries import persons
from sammenhaeng.journeys.models import Document, Plan, StaffDocument
from sammenhaeng.journeys.queries import documents as queries
from sammenhaeng.journeys.queries import plans as plan_queries
from sammenhaeng.journeys.rules.plans import ENDED, IN_FORCE, REPLACED
from sammenhaeng.organisation.models import Unit

from . import naming, rows
from .codec import Resource, parse
from .desk import ORGANISATION_TABLE, OWN, STAFF
from .matters import CONSENT, MEETING, PLAN
from .naming import OWN_SOURCE, URN

FINAL = {
    "revoked", "completed", "cancelled", "entered-in-error", "rejected", "inactive", "noshow",
    "fulfilled",
}  # fmt: skip
Key = queries.Key
Resources = dict[Key, Resource]
Name = tuple[str, str]  # type and id as they leave
States = dict[tuple[str, int | None], str]


def bundle(use: Use) -> Resource:
    """Everything this reader may export of the citizen, as one collection."""
    kept = queries.documents(use)
    states = _states(use)
    resources = {
        queries.key_of(one): _as_it_stands(one, states)
        for one in kept
        if _may_leave(one, states, use)
    }
    staff = _pointed_at(resources)
    resources |= {queries.key_of(one): parse(one.text.encode()) for one in staff}
    ours = own(use)
    held = naming.leaving([*resources, *ours])
    resources = {key: naming.outward(key, one, held) for key, one in resources.items()}
    known = {one.row_id for one in staff if one.table == ORGANISATION_TABLE}
    resources |= {key: one for key, one in ours.items() if _unit_id(key) not in known}
    return _bundle(list(resources.values()), use.at)


def plan_bundle(use: Use, plan_id: int) -> Resource:
    """One holistic plan of ours with its citizen and what it points at."""
    plan = plan_queries.plan(use, plan_id)
    wanted = f"{OWN}plan-{plan.pk}"
    every = bundle(use)
    by_key = {(e["resource"]["resourceType"], e["resource"]["id"]): e for e in every["entry"]}
    keys, found = [("CarePlan", wanted)], set[Name]()
    while keys:
        key = keys.pop()
        if key in by_key and key not in found:
            found.add(key)
            keys += _names(by_key[key]["resource"])
    return every | {"entry": [entry for key, entry in by_key.items() if key in found]}


def _states(use: Use) -> States:
    """How the rows behind kept resources stand now: table and id -> FHIR status."""
    plans = plan_queries.statutory(use, states=(IN_FORCE, REPLACED, ENDED))
    return (
        {(PLAN, one.pk): rows.STATUTORY[one.state] for one in plans}
        | {(MEETING, one.pk): rows.MEETING[one.state] for one in queries.meetings(use)}
        | {
            (CONSENT, one.pk): rows.CONSENT.get(one.state, "inactive")
            for one in consent_queries.consents(use)
        }
    )


def _may_leave(kept: Document, states: States, use: Use) -> bool:
    """Staff get no meeting of another authority: its time, place and title stay "Optaget"."""
    is_meeting = kept.resource_type == "Appointment"
    return use.by.role == "system" or not is_meeting or (kept.table, kept.row_id) in states


def _as_it_stands(kept: Document, states: States) -> Resource:
    """Word for word, but for a status that has moved on here since."""
    told = parse(kept.text.encode())
    now = states.get((kept.table, kept.row_id))
    if kept.resource_type == "Goal" or now is None or told.get("status") in FINAL:
        return told
    return told | {"status": now}


def _unit_id(key: Key) -> int | None:
    return int(key.id.rpartition("-")[2]) if key.kind == "Organization" else None


def _names(resource: Resource) -> list[Name]:
    told = (naming.key_of(one["reference"], OWN_SOURCE) for one in naming.references(resource))
    return [(key.kind, key.id) for key in told if key and key.source == OWN_SOURCE]


def _pointed_at(resources: Resources) -> list[StaffDocument]:
    """The kept organisations and staff that the resources mention, and those they mention."""
    found: dict[Key, StaffDocument] = {}
    keys = _mentioned(resources)
    while keys:
        fresh = {queries.key_of(one): one for one in queries.about_staff(keys - found.keys())}
        found |= fresh
        keys = _mentioned({key: parse(one.text.encode()) for key, one in fresh.items()})
        keys -= found.keys()
    return list(found.values())


def _mentioned(resources: Resources) -> set[Key]:
    """The organisations and staff that resources point at; a bare urn:uuid may be any of them."""
    found: set[Key] = set()
    for source, told in _told(resources):
        if told.startswith(URN):
            found |= {Key(source, kind, told.removeprefix(URN)) for kind in STAFF}
        elif (key := naming.key_of(told, source)) and key.kind in STAFF:
            found.add(key)
    return found


def _told(resources: Resources) -> list[tuple[str, str]]:
    return [
        (key.source, one["reference"])
        for key, resource in resources.items()
        for one in naming.references(resource)
    ]


def _bundle(resources: list[Resource], at: datetime) -> Resource:
    keys = [Key(OWN_SOURCE, one["resourceType"], one["id"]) for one in resources]
    by_key = dict(zip(keys, resources, strict=True))
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.astimezone(UTC).isoformat(timespec="seconds"),
        "entry": [
            {"fullUrl": naming.address(key), "resource": by_key[key]} for key in sorted(by_key)
        ],
    }


def own(use: Use) -> Resources:
    """Our own rows about the citizen that did not come from a file, as FHIR."""
    use.covers("identity", "plan", "statutory_plan", "appointments", "consent")
    kept = queries.documents(use)
    made = {(one.table, one.row_id) for one in kept if one.table}
    patients = [queries.key_of(one) for one in kept if one.resource_type == "Patient"]
    person = persons.person(use)
    about = naming.pointing((patients or [Key(OWN_SOURCE, "Patient", OWN + person.code)])[0])
    found = [] if patients else [rows.patient(person)]
    units: dict[int, Unit] = {}
    found += _plans(use, about, made, units)
    found += _meetings(use, about, made, units)
    for one in consent_queries.consents(use):
        if (CONSENT, one.pk) not in made:
            units[one.receiver_id] = one.receiver
            found.append(rows.consent(one, about))
    found += [rows.organization(unit) for unit in units.values()]
    return {Key(OWN_SOURCE, one["resourceType"], one["id"]): one for one in found}


def _plans(use: Use, about: Resource, made: set, units: dict[int, Unit]) -> list[Resource]:
    every = list(plan_queries.statutory(use, states=(IN_FORCE, REPLACED, ENDED)))
    parts = plan_queries.parts(use, every)
    found = []
    for one in every:
        if (PLAN, one.pk) not in made:
            units[one.unit_id] = one.unit
            found.append(rows.statutory(one, parts[one.pk], about))
    for plan in plan_queries.all_plans(use):
        found += _holistic(use, plan, about, units)
    return found


def _holistic(use: Use, plan: Plan, about: Resource, units: dict[int, Unit]) -> list[Resource]:
    view = plan_queries.view(use, plan)
    units[plan.unit_id] = plan.unit
    units.update({one.unit_id: one.unit for one in view.activities})
    goals = [rows.goal(each.goal, about) for each in view.goals]
    return [rows.care_plan(view, about), rows.care_team(view, about), *goals]


def _meetings(use: Use, about: Resource, made: set, units: dict[int, Unit]) -> list[Resource]:
    found = []
    for one in queries.meetings(use):
        if (MEETING, one.pk) not in made:
            units[one.unit_id] = one.unit
            found += [rows.appointment(one, about), rows.unit_role(one.unit)]
    return found


def own_units(ids: Collection[str]) -> Resources:
    """Our units among some ids of Organizations and their roles, as we export them."""
    told = [one.rpartition("-")[2] for one in ids if one.startswith((f"{OWN}unit", f"{OWN}role"))]
    found: Resources = {}
    for unit in Unit.objects.filter(pk__in=[int(one) for one in told if one.isdecimal()]):
        found[Key(OWN_SOURCE, "Organization", f"{OWN}unit-{unit.pk}")] = rows.organization(unit)
        found[Key(OWN_SOURCE, "PractitionerRole", f"{OWN}role-{unit.pk}")] = rows.unit_role(unit)
    return found
