import pytest

from sammenhaeng.compare.rules import words
from sammenhaeng.compare.rules.indicators import Indicator, indicators, named
from sammenhaeng.compare.rules.tables import of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.statistics.claims import Claim
from sammenhaeng.statistics.shrinkage import Use

from .drawing import world

EVERY = list(indicators().values())


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.code)
def test_every_column_of_an_indicator_is_one_that_people_have(one):
    people, _ = world(1, {"school": 1})

    assert {one.counts, *one.parts} <= set(people.counts)
    assert set(one.adjusts) <= set(people.factors)
    assert set(one.adjusts) <= set(words.FACTORS)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.code)
def test_every_indicator_is_released_with_a_table_of_its_room(one):
    assert named(one.table) in of(one.room)
    assert named(one.table).parts
    assert {column for way in one.ways for column in way} <= {*named(one.table).parts, "total"}
    assert (one.fewest_persons, one.fewest_full_time) >= (5, 10)


def test_short_and_long_spells_stand_in_the_table_of_all_absence():
    assert [one.code for one in of("absence")] == ["absence", "absence_over_30"]
    assert [named(code).ways for code in ("absence", "absence_long", "absence_over_30")] == [
        (("total",),), (("long_minutes",),), (("over_30",),),
    ]  # fmt: skip


def test_an_unknown_indicator_is_refused_with_those_there_are():
    with pytest.raises(Refused, match="absence_long"):
        named("happiness")


def test_a_direction_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="absence"):
        Indicator(**{**vars(named("absence")), "direction": "sideways"})


def test_every_claim_has_its_heading_and_every_use_its_sentence():
    assert set(words.HEADINGS) == {"", *Claim}
    assert set(words.USES) == set(Use)
