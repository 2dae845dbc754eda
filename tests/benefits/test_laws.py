"""All laws together: each is checked, and a column means the same in all of them."""

import pytest

from sammenhaeng.benefits.rules import facts, laws, questions, source
from sammenhaeng.benefits.rules.check import mistakes_in
from sammenhaeng.citizens import rules as citizens


@pytest.mark.parametrize("name", laws.names())
def test_a_law_of_the_house_has_no_mistake(name):
    assert list(mistakes_in(source.read(name))) == []


def test_a_column_is_the_same_fact_in_every_law():
    meant = {}
    for name in laws.names():
        for column, asked in laws.law(name).columns.items():
            meant.setdefault(column, set()).add((str(asked.unit), asked.is_person))
    assert {column for column, meanings in meant.items() if len(meanings) > 1} == set()


@pytest.mark.parametrize("name", laws.names())
def test_what_a_register_tells_a_law_has_words_on_the_citizens_page(name):
    assert set(questions.known_paths(name)) <= set(citizens.PATHS)


@pytest.mark.parametrize("day", ["0026-01-01", "1849-12-31", "2150-01-01", "2026-13-01", "i går"])
def test_a_birthday_that_cannot_be_is_refused(day):
    asked = laws.law("folkepension").inputs["foedt"]
    with pytest.raises(facts.Fault):
        facts.fact(asked, {asked.column: day})
