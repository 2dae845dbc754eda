"""How often a page asks the database: a question in a loop is seen here before it is felt."""

import pytest

from sammenhaeng.citizens.models import Person

MOST = {"plan": 19, "home": 20, "list": 10}


@pytest.fixture
def plan_page(story) -> str:
    return f"/sag/borgere/{Person.objects.get(pk=story.citizen_id).code}/plan/"


def test_the_plan_page_asks_a_fixed_number_of_questions(
    as_, plan_page, django_assert_max_num_queries
):
    browser = as_("mette")
    with django_assert_max_num_queries(MOST["plan"]):
        assert browser.get(plan_page).status_code == 200


def test_the_citizens_home_asks_a_fixed_number_of_questions(
    as_, story, django_assert_max_num_queries
):
    browser = as_("anne")
    with django_assert_max_num_queries(MOST["home"]):
        assert browser.get("/borger/").status_code == 200


def test_the_list_of_citizens_asks_a_fixed_number_of_questions(
    as_, story, django_assert_max_num_queries
):
    browser = as_("mette")
    with django_assert_max_num_queries(MOST["list"]):
        assert browser.get("/sag/borgere/").status_code == 200
