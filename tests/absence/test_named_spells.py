"""A named employee's spells: from the delivery to leader and HR, and to nobody else unlogged."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils.timezone import now

from sammenhaeng.absence.operations import opening
from sammenhaeng.absence.queries.named import Sick
from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.absence.rules.deliveries import SPELLS
from sammenhaeng.access.models import UseLine
from sammenhaeng.lake import operations as lake

EXAMPLE = Path(__file__).parents[2] / "examples" / "absence.csv"


@pytest.fixture
def sofie(solby, settings, tmp_path):
    """Sofie's employment, told now, with the example's spells in the lake."""
    from sammenhaeng.world import personnel  # noqa: PLC0415  models are not loaded earlier

    settings.LAKE = str(tmp_path / "lake")
    told = personnel.settle(solby, at=now())
    given = lake.deliver(EXAMPLE, SPELLS, source="Vagtplan", period=2025, by=solby.eva, at=now())
    assert not given.is_refused
    return told


@pytest.fixture
def address(solby, sofie) -> str:
    (person,) = opening.everybody(solby.karen, now()).people.values()
    return f"/leder/fravaer/samtaler/{person.code}/"


def text(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


def test_the_leader_sees_the_spells_their_length_and_the_stage(as_, address):
    page = text(as_("karen").get(address))
    for word in ("30.05.2025", "09.06.2025", "Kontakt på 5. dag"):
        assert word in page
    assert "1100" not in page


def test_hr_sees_them_too(address, sofie):
    hr = Client()
    hr.post("/log-paa/som/", {"id": sofie.hr.pk})
    assert "09.06.2025" in text(hr.get(address))


def test_the_look_up_is_one_line_in_the_employees_own_log(as_, address, sofie):
    seen = UseLine.objects.filter(citizen_id=sofie.employment.citizen_id)
    before = seen.count()
    as_("karen").get(address)
    assert seen.count() == before + 1


def test_another_units_spells_are_not_shown(as_, address, solby, sofie):
    sofie.employment.unit = solby.school
    sofie.employment.save()
    page = text(as_("karen").get(address))
    assert "Der er ikke leveret nogen sygeforløb" in page
    assert "09.06.2025" not in page


@pytest.mark.parametrize(
    ("days", "stage"),
    [(1, "call"), (4, "call"), (5, "contact"), (13, "contact"), (14, "meeting"), (28, "meeting"),
     (29, "statutory")],
)  # fmt: skip
def test_the_stage_of_early_action_follows_the_length(days, stage):
    assert rules.stage(days) == stage


def test_an_open_spell_is_as_long_as_today():
    spell = Sick(date(2026, 3, 1), None, None)
    assert (spell.days(date(2026, 3, 14)), spell.stage(date(2026, 3, 14))) == (14, "meeting")
