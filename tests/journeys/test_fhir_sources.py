"""An id means something within its source only: on the way in, and on the way out again."""

from decimal import Decimal

import pytest

from sammenhaeng.citizens.models import Person
from sammenhaeng.journeys.fhir import codec, importing, naming, reading
from sammenhaeng.journeys.models import Document, StatutoryPlan

from . import fhir_aids as aids
from .test_fhir import CPR, EVERYTHING, GOAL, PATIENT, PLAN, ROLE, UNIT

NORTH, SOUTH = "https://nord.example/fhir", "https://syd.example/fhir"
OTHER = PATIENT | {"name": [{"text": "Ida Holm"}]}


def placed(base: str, *resources: dict) -> dict:
    """A bundle whose entries have their address at a server."""
    entries = [
        {"fullUrl": f"{base}/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def take(bundle: dict, by, at):
    return importing.run(reading.read("x.json", codec.write(bundle).encode()), by=by, at=at)


def from_north(one: dict) -> dict:
    return one | {"meta": {"source": f"{NORTH}#1"}}


def test_the_same_id_from_a_second_sender_is_another_citizen(solby, at):
    aids.take_in(PATIENT, at=at, by=solby.mette)
    report = aids.take_in(OTHER, at=at, by=solby.lone)

    assert aids.outcomes(report) == {"Patient/p1": "created"}
    names = Person.objects.filter(name__in=["Bo Berg", "Ida Holm"])
    assert sorted(one.name for one in names) == ["Bo Berg", "Ida Holm"]


@pytest.mark.parametrize(
    "told",
    [placed(NORTH, OTHER), placed("", from_north(OTHER)),
     placed("", OTHER) | {"meta": {"source": NORTH}}],
)  # fmt: skip
def test_an_address_a_meta_source_or_a_bundles_source_names_the_system(solby, at, told):
    aids.take_in(PATIENT, at=at)
    take(told, solby.seats["system"], at)

    assert Person.objects.get(pk=aids.citizen_of("p1")).name == "Bo Berg"
    assert Person.objects.get(pk=aids.citizen_of("p1", NORTH)).name == "Ida Holm"


def test_a_reference_is_resolved_within_its_source(solby, at):
    aids.take_in(PATIENT, at=at, source=NORTH)
    aids.take_in(OTHER, at=at, source=SOUTH)
    aids.take_in(GOAL, at=at, source=SOUTH)
    lost = aids.take_in(GOAL, at=at, source="urn:third")
    full = GOAL | {"id": "g9", "subject": {"reference": f"{NORTH}/Patient/p1"}}
    aids.take_in(full, at=at, source=SOUTH)

    about = Document.objects.filter(resource_type="Goal").order_by("pk")
    assert [one.citizen_id for one in about] == [
        aids.citizen_of("p1", SOUTH),
        aids.citizen_of("p1", NORTH),
    ]
    assert lost.lines[0].code == "missing"


def test_units_and_plans_of_two_sources_do_not_change_each_other(solby, at):
    aids.take_in(*EVERYTHING[:5], at=at, source=NORTH)
    ended = PLAN | {"status": "completed"}
    aids.take_in(OTHER, UNIT | {"identifier": []}, ROLE, ended, at=at, source=SOUTH)

    told = StatutoryPlan.objects.get(citizen_id=aids.citizen_of("p1", NORTH))
    assert (told.state, told.unit_id) == ("in_force", solby.jobcentre.pk)


def two_sources_of_one_citizen(at) -> int:
    for source, goal in ((NORTH, "Et job"), (SOUTH, "Ro")):
        told = GOAL | {"description": {"text": goal}}
        place = {"reference": "Location/l1", "extension": [{"url": "urn:x", "valueDecimal": 1}]}
        extension = [{"url": "urn:y", "valueReference": place}]
        patient = PATIENT | {"identifier": CPR, "extension": [*PATIENT["extension"], *extension]}
        aids.take_in(patient, told, UNIT, ROLE, PLAN, at=at, source=source)
    return aids.citizen_of("p1", NORTH)


def test_what_leaves_has_names_that_no_other_has(solby, at, tmp_path):
    citizen_id = two_sources_of_one_citizen(at)
    resources = [one["resource"] for one in aids.hand_out(citizen_id, at)["entry"]]
    names = {f"{one['resourceType']}/{one['id']}" for one in resources}
    goals = [one for one in resources if one["resourceType"] == "Goal"]

    assert citizen_id == aids.citizen_of("p1", SOUTH)
    assert len(names) == len(resources) == 8
    assert {one["subject"]["reference"] for one in goals} <= names
    assert len({one["subject"]["reference"] for one in goals}) == 2
    assert aids.second_opinion(tmp_path, resources) == {}


def test_what_two_sources_said_comes_back_unchanged_from_anywhere(solby, at):
    citizen_id = two_sources_of_one_citizen(at)
    before, out = aids.everything_kept(), aids.hand_out(citizen_id, at)
    report = aids.take_in_again(out, at)

    assert set(aids.outcomes(report).values()) == {"unchanged"}
    assert aids.everything_kept() == before
    assert aids.hand_out(citizen_id, at) == out


def test_a_resource_that_was_handed_out_and_changed_is_changed_where_it_is_from(solby, at):
    citizen_id = two_sources_of_one_citizen(at)
    out = [one["resource"] for one in aids.hand_out(citizen_id, at)["entry"]]
    (goal,) = (one for one in out if one.get("description") == {"text": "Ro"})
    aids.take_in(goal | {"description": {"text": "Fred"}}, at=at, source=NORTH)

    told = aids.as_they_came(aids.hand_out(citizen_id, at))
    kept = Document.objects.get(source=SOUTH, resource_type="Goal")
    assert codec.parse(kept.text.encode()) == GOAL | {"description": {"text": "Fred"}}
    assert "Goal/g1" in told


@pytest.mark.parametrize(
    "meta", [None, {"versionId": "1"}, {"extension": [{"url": "urn:x", "valueCode": "a"}]}]
)
def test_a_name_outward_is_undone_inward_to_the_letter(meta):
    key = naming.Key(NORTH, "Goal", "g1")
    subject = {"reference": "Patient/p1", "display": "Bo"}
    told = {"resourceType": "Goal", "id": "g1", "score": Decimal("1.0"), "subject": subject}
    told |= {"meta": meta} if meta else {}
    held = naming.leaving([naming.Key(NORTH, "Patient", "p1")])
    out = naming.outward(key, told, held)

    assert "g1" not in out["id"]
    assert out["subject"]["reference"] == f"Patient/{naming.outward_id(held['Patient/p1'])}"
    again, its_key = naming.inward(out)
    assert (codec.write(again), its_key) == (codec.write(told), key)
