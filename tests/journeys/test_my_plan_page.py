"""The citizen's page of the plan: what is late says so, and what cannot be taken is not lost."""

from datetime import date

import pytest

from sammenhaeng.citizens.models import Person
from sammenhaeng.journeys.models import StatutoryPlan
from sammenhaeng.journeys.rules import lines as rules

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("state", "next_on", "days"),
    [
        ("in_progress", date(2026, 11, 25), 6),
        ("not_started", date(2026, 11, 30), 1),
        ("not_started", date(2026, 12, 1), 0),
        ("proposed", date(2026, 11, 25), 0),
        ("on_hold", date(2026, 11, 25), 0),
        ("done", date(2026, 11, 25), 0),
        ("in_progress", None, 0),
    ],
)
def test_an_effort_is_late_when_what_was_agreed_waits(state, next_on, days):
    assert rules.days_late(state, next_on, TODAY) == days


def test_what_is_late_says_so_to_the_citizen_and_first_of_all_to_staff(story, as_):
    code = Person.objects.get(pk=story.citizen_id).code
    mine = as_("anne").get("/borger/plan/").content.decode()
    theirs = as_("mette").get(f"/sag/borgere/{code}/plan/").content.decode()

    assert mine.count("Overskredet 6 dage") == theirs.count("Overskredet 6 dage") == 1
    assert theirs.index("1 indsats er ikke fulgt op til tiden") < theirs.index("Mål 1:")


def test_a_plan_under_a_law_is_not_begun_before_its_law_is_chosen(story, as_):
    code = Person.objects.get(pk=story.citizen_id).code
    before = StatutoryPlan.objects.count()
    page = as_("mette").post(f"/sag/borgere/{code}/planer/ny/", {"kind": ""})

    assert (page.status_code, StatutoryPlan.objects.count()) == (422, before)
    assert "Vælg en plan." in page.content.decode()


def test_own_words_that_are_too_long_are_not_lost(story, as_):
    words = "Jeg vil hente Ida. " * 120
    page = as_("anne").post("/borger/plan/ord/", {"words": words})
    html = page.content.decode()

    assert (page.status_code, html.count(words.strip())) == (422, 1)
    assert "<title>Fejl:" in html


def test_an_answer_without_a_choice_keeps_what_was_written(proposed, as_):
    page = as_("anne").post("/borger/plan/svar/", {"reason": "Ikke om tirsdagen"})
    html = page.content.decode()

    assert (page.status_code, html.count("Vælg ja eller nej.")) == (422, 2)
    assert "Ikke om tirsdagen</textarea>" in html
