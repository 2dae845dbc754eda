"""Consents as staff and citizens meet them: renewed, spoken with a witness, taken back."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation
from sammenhaeng.citizens import rules
from sammenhaeng.citizens.models import Consent, Person
from sammenhaeng.citizens.operations import consents as verbs
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.journeys.models import Plan
from sammenhaeng.kernel.refusal import Refused


@pytest.fixture
def case(story, solby):
    """The address of Anne's consents for staff."""
    code = Person.objects.get(pk=story.citizen_id).code
    return f"/sag/borgere/{code}/samtykke/"


def seen(story, solby, who="mette", purpose="case"):
    access.look_up(
        story.citizen_id, purpose=purpose, seen=["consent", "plan"], by=getattr(solby, who),
        at=now(), action="change",
    )  # fmt: skip


def test_a_renewed_yes_carries_the_plan_on_without_a_gap(story, solby):
    seen(story, solby, "anne", "own")
    old = Consent.objects.get(pk=story.consent_id)
    new = verbs.renew(old, by=solby.anne, at=now())
    plan = Plan.objects.get(pk=story.pk)
    old.refresh_from_db()
    assert (old.state, plan.state, plan.consent_id) == ("superseded", "active", new.pk)
    open_ties = Relation.objects.open().filter(kind="consent", citizen_id=story.citizen_id)
    assert [tie.source for tie in open_ties] == [f"citizens.consent/{new.pk}"]


def test_only_a_valid_yes_can_be_renewed(story, solby):
    seen(story, solby, "anne", "own")
    asked = Consent.objects.get(citizen_id=story.citizen_id, state="asked")
    with pytest.raises(Refused, match="fornys"):
        verbs.renew(asked, by=solby.anne, at=now())


def test_a_place_that_is_its_own_authority_is_named_once(story, as_, case):
    page = as_("mette").get(case).content.decode()
    assert "Lægehuset Søndergade" in page
    assert (
        "Lægehuset Søndergade, Lægehuset"
        not in page + as_("hans").get("/log-paa/").content.decode()
    )


def test_a_spoken_yes_names_its_witness(story, solby, as_, case):
    seen(story, solby)
    asked = Consent.objects.get(citizen_id=story.citizen_id, state="asked")
    page = as_("mette").post(f"{case}{asked.pk}/mundtligt/", {"witness": solby.ali.pk})
    asked.refresh_from_db()
    assert page.status_code == 302
    assert (asked.state, asked.form, asked.witness_id) == ("given", "oral", solby.ali.pk)


def test_a_spoken_yes_without_a_witness_is_asked_for_again(story, solby, as_, case):
    seen(story, solby)
    asked = Consent.objects.get(citizen_id=story.citizen_id, state="asked")
    page = as_("mette").post(f"{case}{asked.pk}/mundtligt/", {"witness": solby.mette.pk})
    assert page.status_code == 422
    assert "<title>Fejl:" in page.content.decode()


def test_staff_write_down_that_the_citizen_took_it_back(story, solby, as_, case):
    as_("mette").post(f"{case}{story.consent_id}/afslut/")
    seen(story, solby)
    assert Plan.objects.get(pk=story.pk).state == "revoked"


def test_who_has_access_now_is_said_with_its_law(story, as_, case):
    page = as_("mette").get(case).content.decode()
    assert "Hvem har adgang lige nu" in page
    assert "Retssikkerhedsloven § 5" in page


def test_a_protected_person_is_not_opened_with_a_reason(solby, at):
    identity = Identity("Ukendt Person", is_protected=True)
    person = persons.register(identity, by=solby.lone, at=at)
    with pytest.raises(Refused, match="beskyttelse"):
        persons.open_with_reason(
            person.pk, code="duty", text="Jeg har vagt i dag", by=solby.mette,
            at=at + timedelta(minutes=1),
        )  # fmt: skip
    assert not Relation.objects.filter(citizen_id=person.pk, kind="reason").exists()


def test_staff_register_a_citizen_who_is_not_here(solby, as_):
    page = as_("jonas").post("/sag/opslag/ny/", {"name": "Ny Borger", "cpr": "610180-0001"})
    assert page.status_code == 302
    assert as_("jonas").get(page.url).status_code == 200


def test_a_cpr_number_that_cannot_be_is_told_at_its_field(solby, as_):
    page = as_("jonas").post("/sag/opslag/ny/", {"name": "Ny Borger", "cpr": "123"})
    assert page.status_code == 422
    assert "ti cifre" in page.content.decode()


@pytest.mark.parametrize(
    ("years", "has_custody", "may"),
    [(14, True, True), (14, False, False), (15, True, False), (15, False, True), (40, False, True),
     (40, True, False)],
)  # fmt: skip
def test_who_answers_for_whom_turns_at_fifteen(years, has_custody, may):
    born, today = date(2000, 5, 1), date(2000 + years, 5, 1)
    assert rules.may_answer(born, today, has_custody=has_custody) is may


def test_a_child_does_not_consent_alone(story, solby, at):
    access.look_up(
        solby.citizens["oliver"], purpose="registration", seen=["identity"], by=solby.system,
        at=now(), action="change",
    )  # fmt: skip
    request = verbs.Request(
        "case", "rsl-11a-1", solby.school, ("plan",), date(2030, 1, 1), "Skolen vil se planen"
    )
    consent = verbs.ask(solby.citizens["oliver"], request, by=solby.system, at=now())
    with pytest.raises(Refused, match="14 år"):
        verbs.give(consent, by=solby.oliver, at=now())
    assert verbs.give(consent, by=solby.anne, at=now()).given_by == solby.citizens["anne"]


def test_an_answer_that_says_neither_declines_nothing(story, as_):
    asked = Consent.objects.filter(citizen_id=story.citizen_id, state="asked").first()
    page = as_("anne")
    assert page.post(f"/borger/samtykker/{asked.pk}/").status_code == 422
    assert Consent.objects.get(pk=asked.pk).state == "asked"
