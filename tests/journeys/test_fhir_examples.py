"""Every example that HL7 publishes for our nine types, taken in and handed out again."""

import json
from pathlib import Path

import pytest

from sammenhaeng.access import queries as access_queries
from sammenhaeng.journeys.fhir import importing, reading
from sammenhaeng.journeys.models import Document
from sammenhaeng.journeys.queries import documents

from .fhir_aids import ROOT, everything_kept, hand_out, second_opinion

EXAMPLES = ROOT / "node_modules" / "hl7.fhir.r4.examples"
REFUSED_ALONE = {  # outside of bundles, and why
    "CarePlan/gpvisit": "Borgeren Patient/100 findes ikke her. Indlæs den Patient først.",
    "CarePlan/integrate": "Borgeren Patient/1 findes ikke her. Indlæs den Patient først.",
    "CarePlan/preg": "Borgeren Patient/1 findes ikke her. Indlæs den Patient først.",
    "Consent/consent-example-signature": "Borgeren Patient/72 findes ikke her. "
    "Indlæs den Patient først.",
    "Patient/animal": "Patienten er et dyr og kan ikke oprettes som borger.",
    "Patient/infant-fetal": "Patienten har intet navn. Skriv navnet, og indlæs den igen.",
    "Patient/newborn": "Patienten har intet navn. Skriv navnet, og indlæs den igen.",
    "Patient/proband": "Patienten har intet navn. Skriv navnet, og indlæs den igen.",
}


def of_our_types(path: Path) -> bool:
    kind = path.name.split("-")[0]
    if kind != "Bundle":
        return kind in reading.RANKS and "resourceType" in json.loads(path.read_bytes())
    entries = json.loads(path.read_bytes()).get("entry", [])
    return any(one.get("resource", {}).get("resourceType") in reading.RANKS for one in entries)


@pytest.fixture(scope="module")
def incoming() -> list[reading.Incoming]:
    paths = [path for path in sorted(EXAMPLES.glob("*-*.json")) if of_our_types(path)]
    assert len(paths) == 91, "Fetch the examples: python frontend/build.py --tests"
    return [one for path in paths for one in reading.read(path.name, path.read_bytes())]


def take_in(incoming, at):
    return importing.run(incoming, by=access_queries.machine(), at=at)


def reasons(report) -> list[str]:
    """Why what was refused was refused, other than being older than what is kept."""
    return [one.why for one in report.lines if one.outcome == "refused" and one.code != "stale"]


def test_every_example_is_taken_in_or_refused_with_its_reason(solby, at, incoming):
    report = take_in(incoming, at)

    alone = [one for one in report.lines if not one.file.startswith("Bundle-")]
    refused = {f"{one.kind}/{one.id}": one.why for one in alone if one.outcome == "refused"}
    assert (len(alone), refused) == (79, REFUSED_ALONE)
    assert all(one.why for one in report.lines if one.outcome in ("refused", "kept"))


def test_taking_the_examples_in_again_ends_where_it_began(solby, at, incoming):
    before = take_in(incoming, at)
    said = {key: text for key, (text, _) in everything_kept().items()}
    again = take_in(incoming, at)

    assert again.total["created"] == 0
    assert reasons(again) == reasons(before)
    assert {key: text for key, (text, _) in everything_kept().items()} == said


def test_examples_handed_out_are_valid_and_come_back_unchanged(solby, at, incoming, tmp_path):
    alone = [one for one in incoming if not one.file.startswith("Bundle-")]
    take_in(alone, at)
    kept = everything_kept()
    known = set(documents.subjects([key for key in kept if key.kind == "Patient"]).values())
    bundles = [hand_out(citizen_id, at) for citizen_id in sorted(known)]
    again = [one for bundle in bundles for one in reading._bundle("again", bundle)]
    report = take_in(again, at)

    resources = {one.key: one.resource for one in again}
    ours = [one for key, one in resources.items() if key[0] in reading.RANKS]
    assert {one.outcome for one in report.lines} == {"unchanged"}
    assert everything_kept() == kept
    assert Document.objects.count() == 43
    assert second_opinion(tmp_path, ours) == {}
