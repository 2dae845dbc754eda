"""Resources of types that we do not model: kept word for word, or refused for themselves."""

import pytest

from sammenhaeng.journeys.fhir import codec, importing, reading

from . import fhir_aids as aids
from .test_fhir import ABOUT, PATIENT


def test_what_we_do_not_model_is_kept_of_a_known_citizen_alone_as_in_a_bundle(solby, at):
    told = {"resourceType": "Observation", "id": "b1", "subject": ABOUT}
    before = aids.take_in(told, at=at)
    aids.take_in(PATIENT, at=at)
    alone = reading.read("b1.json", codec.write(told).encode())
    report = importing.run(alone, by=solby.seats["system"], at=at)

    assert "Patient/p1 findes ikke her" in before.lines[0].why
    assert aids.outcomes(report) == {"Observation/b1": "kept"}


@pytest.mark.parametrize("bad", ["x" * 65, "en to", "æ"])
def test_what_we_do_not_model_is_refused_alone_for_an_unsound_id(solby, at, bad):
    told = {"resourceType": "Observation", "id": bad, "subject": ABOUT}
    report = aids.take_in(PATIENT, told, at=at)

    assert aids.outcomes(report) == {"Patient/p1": "created", f"Observation/{bad}": "refused"}
    assert "64 tegn" in report.lines[1].why
