"""FHIR R4 in and out: what becomes a row, what is kept or refused, and that nothing is lost."""

import itertools
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import UseLine
from sammenhaeng.citizens.models import Consent, Person
from sammenhaeng.journeys.fhir import codec, exporting, importing, reading
from sammenhaeng.journeys.models import Appointment, StatutoryPart, StatutoryPlan
from sammenhaeng.journeys.operations import statutory
from sammenhaeng.journeys.queries import ical
from sammenhaeng.kernel.refusal import Refused

from . import fhir_aids as aids

IN_ONE_TEST = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "extension": [{"url": "urn:x", "valueDecimal": Decimal("1.00")}],
    "name": [{"text": "Bo Berg"}],
}
UNIT = {
    "resourceType": "Organization",
    "id": "o1",
    "identifier": [{"system": "urn:sammenhaeng:unit", "value": "jobcentre"}],
    "name": "Jobcenter",
}
ROLE = {
    "resourceType": "PractitionerRole",
    "id": "r1",
    "organization": {"reference": "Organization/o1"},
}
ABOUT = {"reference": "Patient/p1"}
GOAL = {
    "resourceType": "Goal",
    "id": "g1",
    "lifecycleStatus": "active",
    "description": {"text": "Et job"},
    "subject": ABOUT,
}
PLAN = {
    "resourceType": "CarePlan",
    "id": "c1",
    "status": "active",
    "intent": "plan",
    "category": [{"coding": [{"system": "urn:sammenhaeng:plan-type", "code": "MIN_PLAN"}]}],
    "subject": ABOUT,
    "author": {"reference": "Organization/o1"},
    "goal": [{"reference": "Goal/g1"}],
    "activity": [{"detail": {"status": "in-progress", "description": "Praktik"}}],
}


def meeting(number: str, begins: str, ends: str) -> dict:
    return {
        "resourceType": "Appointment",
        "id": number,
        "status": "booked",
        "description": "Samtale",
        "start": f"2026-12-03T{begins}:00+01:00",
        "end": f"2026-12-03T{ends}:00+01:00",
        "participant": [
            {"actor": ABOUT, "status": "accepted"},
            {"actor": {"reference": "PractitionerRole/r1"}, "status": "accepted"},
        ],
    }


EVERYTHING = (PATIENT, UNIT, ROLE, GOAL, PLAN, meeting("a1", "09:00", "10:00"))


def test_a_patient_becomes_a_citizen_and_the_citizen_sees_it(solby, at):
    report = aids.take_in(PATIENT, at=at)

    citizen_id = aids.citizen_of("p1")
    assert aids.outcomes(report) == {"Patient/p1": "created"}
    assert Person.objects.get(pk=citizen_id).name == "Bo Berg"
    assert UseLine.objects.filter(citizen_id=citizen_id, role="system").exists()


def test_a_patient_with_a_known_cpr_number_is_that_citizen(solby, at):
    number = {"system": "urn:oid:1.2.208.176.1.2", "value": "720392-1234"}
    aids.take_in(PATIENT | {"identifier": [number]}, at=at)

    assert aids.citizen_of("p1") == solby.citizens["anne"]
    assert Person.objects.get(pk=solby.citizens["anne"]).name == "Bo Berg"


CPR = [{"system": "urn:oid:1.2.208.176.1.2", "value": "6303902222"}]


def test_two_patients_with_one_cpr_number_are_one_citizen(solby, at):
    told = PATIENT | {"identifier": CPR}
    report = aids.take_in(told, told | {"id": "p2"}, at=at)

    assert report.total == {"created": 2}
    assert aids.citizen_of("p1") == aids.citizen_of("p2")


def test_a_patient_never_takes_the_cpr_number_of_another(solby, at):
    aids.take_in(PATIENT, PATIENT | {"id": "p2", "identifier": CPR}, at=at)
    report = aids.take_in(PATIENT | {"identifier": CPR}, at=at)

    assert report.lines[0].why == "CPR-nummeret tilhører en anden borger end den, der er gemt."


def test_a_plan_under_one_law_begins_with_its_goals_and_efforts(solby, at):
    aids.take_in(*EVERYTHING, at=at)

    plan = StatutoryPlan.objects.get(citizen_id=aids.citizen_of("p1"))
    parts = dict(StatutoryPart.objects.filter(plan=plan).values_list("key", "text"))
    assert (plan.kind, plan.unit_id) == ("MIN_PLAN", solby.jobcentre.pk)
    assert parts == {"maal": "Et job", "tilbud": "Praktik"}


def test_a_newer_goal_is_written_into_its_plan(solby, at):
    aids.take_in(*EVERYTHING, at=at)
    report = aids.take_in(GOAL | {"description": {"text": "To job"}}, at=at)

    assert aids.outcomes(report) == {"Goal/g1": "updated"}
    assert StatutoryPart.objects.get(key="maal").text == "To job"


def test_a_plan_ends_when_its_system_says_so(solby, at):
    aids.take_in(*EVERYTHING, at=at)
    aids.take_in(PLAN | {"status": "completed"}, at=at)

    assert StatutoryPlan.objects.get(citizen_id=aids.citizen_of("p1")).state == "ended"


def test_the_second_of_two_clashing_meetings_is_refused(solby, at):
    late = meeting("a2", "09:30", "10:30")
    report = aids.take_in(*EVERYTHING, late, at=at)

    assert aids.outcomes(report)["Appointment/a2"] == "refused"
    assert "Tiden er optaget" in report.lines[-1].why
    assert Appointment.objects.filter(citizen_id=aids.citizen_of("p1")).count() == 1


def test_a_meeting_moves_and_is_cancelled(solby, at):
    aids.take_in(*EVERYTHING, at=at)
    moved = meeting("a1", "13:00", "14:00")
    aids.take_in(moved, at=at)
    aids.take_in(moved | {"status": "cancelled"}, at=at)

    told = Appointment.objects.filter(citizen_id=aids.citizen_of("p1")).order_by("pk")
    assert [one.state for one in told] == ["moved", "cancelled"]


def test_a_yes_from_another_system_opens_nothing(solby, at):
    consent = {
        "resourceType": "Consent",
        "id": "y1",
        "status": "active",
        "scope": {"text": "x"},
        "category": [{"text": "Må jobcentret se din plan?"}],
        "patient": ABOUT,
        "organization": [{"reference": "Organization/o1"}],
        "provision": {
            "period": {"end": "2027-06-01"},
            "purpose": [{"system": "urn:sammenhaeng:purpose", "code": "coordination"}],
        },
    }
    given = aids.take_in(*EVERYTHING, consent, at=at)
    asked = aids.take_in(consent | {"id": "y2", "status": "proposed"}, at=at)

    assert aids.outcomes(given)["Consent/y1"] == "kept"
    assert aids.outcomes(asked) == {"Consent/y2": "created"}
    assert [one.state for one in Consent.objects.all()] == ["asked"]


def test_a_resource_about_nobody_known_is_refused(solby, at):
    report = aids.take_in(GOAL, at=at)

    assert aids.outcomes(report) == {"Goal/g1": "refused"}
    assert "Patient/p1 findes ikke her" in report.lines[0].why


def test_a_resource_never_passes_to_another_citizen(solby, at):
    other = PATIENT | {"id": "p2"}
    aids.take_in(PATIENT, other, GOAL, at=at)
    report = aids.take_in(GOAL | {"subject": {"reference": "Patient/p2"}}, at=at)

    assert "en anden borger" in report.lines[0].why


def test_a_transaction_is_taken_in_whole_or_not_at_all(solby, at):
    nobody = GOAL | {"id": "g2", "subject": {"reference": "Patient/none"}}
    report = aids.take_in(*EVERYTHING, nobody, at=at, kind="transaction")

    assert report.total == {"refused": 7}
    assert "Patient/none" in report.lines[-1].why
    assert "transaktion" in report.lines[0].why
    assert aids.everything_kept() == {}
    assert not Person.objects.filter(name="Bo Berg").exists()


def test_a_transaction_without_fault_is_taken_in(solby, at):
    report = aids.take_in(*EVERYTHING, at=at, kind="transaction")

    assert report.total == {"created": 5, "kept": 1}


def test_the_same_again_changes_nothing(solby, at):
    aids.take_in(*EVERYTHING, at=at)
    before = aids.everything_kept()
    report = aids.take_in(*EVERYTHING, at=at)

    assert report.total == {"unchanged": 6}
    assert aids.everything_kept() == before


@pytest.mark.parametrize(("told", "is_refused"), [("1", True), ("2", True), ("3", False)])
def test_only_a_newer_version_is_taken(solby, at, told, is_refused):
    aids.take_in(PATIENT | {"meta": {"versionId": "2"}}, at=at)
    newer = PATIENT | {"meta": {"versionId": told}, "name": [{"text": "Bo Bech"}]}
    report = aids.take_in(newer, at=at)

    assert (report.lines[0].code == "stale") is is_refused
    assert Person.objects.get(pk=aids.citizen_of("p1")).name == (
        "Bo Berg" if is_refused else "Bo Bech"
    )


def test_a_bundle_gives_the_same_in_any_order(solby, at):
    ends = set()
    for order in itertools.islice(itertools.permutations(EVERYTHING), 0, 720, 31):
        with transaction.atomic():
            report = aids.take_in(*order, at=at)
            parts = tuple(StatutoryPart.objects.order_by("key").values_list("key", "text"))
            ends.add((tuple(sorted(aids.outcomes(report).items())), parts))
            transaction.set_rollback(True)

    assert len(ends) == 1


def test_references_by_urn_are_resolved(solby, at):
    urn = "urn:uuid:6f1c2f5e-0f9b-4d0a-9a55-1f6b0d7f2c11"
    patient = {key: value for key, value in PATIENT.items() if key != "id"}
    goal = {key: value for key, value in GOAL.items() if key != "id"}
    entries = [
        {"fullUrl": "urn:uuid:7f1c2f5e-0f9b-4d0a-9a55-1f6b0d7f2c11",
         "resource": goal | {"subject": {"reference": urn}}},
        {"fullUrl": urn, "resource": patient},
    ]  # fmt: skip
    text = codec.write({"resourceType": "Bundle", "type": "collection", "entry": entries})
    incoming = reading.read("urn.json", text.encode())
    report = importing.run(incoming, by=solby.seats["system"], at=at)

    assert report.total == {"created": 1, "kept": 1}


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)
LABEL = TEXT.map(str.strip).filter(bool)
EXTENSIONS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"url": st.just("urn:a"), "valueString": LABEL}),
        st.fixed_dictionaries(
            {
                "url": st.just("urn:b"),
                "valueDecimal": st.decimals(-99, 99, places=3, allow_nan=False),
            }
        ),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@given(extensions=EXTENSIONS, name=LABEL, goal=LABEL)
@IN_ONE_TEST
def test_what_comes_in_goes_out_and_comes_in_unchanged(solby, at, extensions, name, goal):
    patient = PATIENT | {"extension": extensions, "name": [{"text": name}]}
    told = GOAL | {"description": {"text": goal, "extension": extensions}}
    with transaction.atomic():
        aids.take_in(patient, told, at=at)
        before = aids.everything_kept()
        text = codec.write(aids.hand_out(aids.citizen_of("p1"), at)).encode()
        report = importing.run(reading.read("again", text), by=solby.seats["system"], at=at)
        after = aids.everything_kept()
        transaction.set_rollback(True)

    out = aids.as_they_came(codec.parse(text))
    assert out["Patient/p1"]["extension"] == extensions
    assert out["Goal/g1"]["description"]["extension"] == extensions
    assert set(aids.outcomes(report).values()) == {"unchanged"}
    assert before == after


@pytest.mark.parametrize("number", ["1.0", "1.10", "0.000", "-2.50", "160"])
def test_a_decimal_keeps_its_digits(number):
    assert codec.write(codec.parse(f'{{"value":{number}}}'.encode())) == f'{{"value":{number}}}'


BROKEN = {
    '{"resourceType":"Patient","id":"x","gender":"mand"}': "“gender” skal være en af male",
    "{": "ikke gyldig JSON",
    "[]": "ikke en FHIR-ressource",
    '{"a":1,"a":2}': "står to gange",
    '{"a":NaN}': "et tal kan ikke læses",
    '{"a":"\\u0000"}': "nultegn",
    '{"a":"\\ud800"}': "UTF-8",
    "[" * 100_000: "for mange niveauer",
    "{}": "har ingen “resourceType”",
    '{"resourceType":[]}': "har ingen “resourceType”",
    '{"resourceType":"Bundle"}': "skal have en type",
    '{"resourceType":"Bundle","type":"batch","entry":[1]}': "Post 1",
    '{"resourceType":"Bundle","type":"batch","entry":[{"resource":{}}]}': "Post 1 har ingen",
    '{"resourceType":"Goal","id":"x"}': "følger ikke FHIR R4",
    '{"resourceType":"Patient","id":"a b","name":[{"text":"X"}]}': "R4",
    '{"resourceType":"Goal","id":"x","lifecycleStatus":"active","acceptance":[],'  # R5 only
    '"description":{"text":"x"},"subject":{"reference":"Patient/p"}}': "acceptance",
    '{"resourceType":"CarePlan","id":"x","status":"active","intent":"plan","custodian":{},'  # R5
    '"subject":{"reference":"Patient/p"}}': "custodian",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_gives_one_clear_sentence(text):
    with pytest.raises(Refused) as refused:
        reading.read("min.json", text.encode())

    assert str(refused.value).startswith("min.json: ")
    assert BROKEN[text] in str(refused.value)


def test_our_own_rows_are_valid_and_come_back_unchanged(story, solby, tmp_path):
    at = now()
    bundle = aids.hand_out(story.citizen_id, at)
    resources = [one["resource"] for one in bundle["entry"]]
    text = codec.write(bundle).encode()
    incoming = reading.read("anne.json", text)  # R4B's models read every resource here
    report = importing.run(incoming, by=solby.seats["system"], at=at)

    assert {one["resourceType"] for one in resources} >= {
        "Patient", "CarePlan", "Goal", "CareTeam", "Appointment", "Consent", "Organization",
    }  # fmt: skip
    assert set(aids.outcomes(report).values()) == {"unchanged"}
    assert aids.second_opinion(tmp_path, resources) == {}


def test_one_plan_leaves_with_what_it_points_at(story):
    use = access.look_up(
        story.citizen_id, purpose="export", seen=importing.SEEN, by=access_queries.machine(),
        at=now(), action="export",
    )  # fmt: skip
    bundle = exporting.plan_bundle(use, story.pk)

    kinds = {one["resource"]["resourceType"] for one in bundle["entry"]}
    assert kinds == {"CarePlan", "CareTeam", "Goal", "Organization", "Patient"}


def test_a_status_that_moved_on_here_leaves_as_it_stands(solby, at):
    aids.take_in(*EVERYTHING, at=at)
    plan = StatutoryPlan.objects.get(citizen_id=aids.citizen_of("p1"))
    statutory.end(plan, by=solby.seats["system"], at=at)
    told = aids.hand_out(plan.citizen_id, at)

    assert aids.as_they_came(told)["CarePlan/c1"] == PLAN | {"status": "completed"}


def test_the_example_of_solby_is_taken_in_and_its_calendar_is_ours(solby, at, tmp_path):
    report = aids.take_in_file(aids.EXAMPLE, at)
    citizen_id = aids.citizen_of("maja-vestergaard", "https://sundhed.solby.example/fhir")
    booked = Appointment.objects.filter(citizen_id=citizen_id).order_by("starts_at")
    ours = ical.read(ical.written(list(booked), at), at.replace(year=2027, month=6))
    theirs = ical.read(
        (aids.ROOT / "examples" / "solby-moeder.ics").read_bytes(), at.replace(year=2027, month=6)
    )

    assert report.total == {"created": 8, "kept": 3}
    assert len(ours) == 2
    assert [(o.title, o.place, o.interval) for o in ours] == [
        (o.title, o.place, o.interval) for o in theirs
    ]
    resources = [one["resource"] for one in aids.hand_out(citizen_id, at)["entry"]]
    assert aids.second_opinion(tmp_path, resources) == {}
