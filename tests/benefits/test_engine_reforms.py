"""A change of the law: whom it touches, and that only what it touches is calculated again."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.benefits.rules import batch, facts, reform
from sammenhaeng.benefits.rules.mistakes import Mistake, Place, Unanswerable
from sammenhaeng.benefits.rules.simulation import Outcome, Simulator, effects

from . import small

LAW = small.law()
PLACE = Place("forslag", 1)
MANY = [
    facts.household(LAW, {"rent": rent, "income": income, "home": home})
    for rent in (0, 900, 5000)
    for income in (0, 119_999, 120_001, 200_000)
    for home in ("lejet", "ejet")
]


def tried(simulator: Simulator, **parameters: int) -> Outcome:
    values = {name: Decimal(value) for name, value in parameters.items()}
    return simulator.run(reform.proposed(LAW, "Forslag", small.ON, values, {}, PLACE))


@pytest.fixture
def simulator():
    return Simulator(LAW, batch.gather(LAW, MANY), small.ON)


def test_an_empty_reform_changes_nobody(simulator):
    outcome = tried(simulator)

    assert outcome.touched == ()
    assert outcome.base_digest == outcome.reform_digest
    assert not outcome.change("amount_year").any()


def test_the_same_value_again_touches_nothing(simulator):
    assert tried(simulator, graense=120_000).touched == ()


def test_only_what_a_rate_touches_is_calculated_again(simulator):
    assert tried(simulator, graense=100_000).touched == ("nedsat", "stoette")


def test_a_reform_gives_what_the_changed_law_gives(simulator):
    changed = small.law({"value: 120000": "value: 100000"})
    alone = batch.calculate(changed, batch.gather(changed, MANY), small.ON)["stoette"]

    before, after = tried(simulator, graense=100_000).amounts["amount_year"]
    assert after.tolist() == alone.tolist()
    assert before.tolist() != after.tolist()


def test_a_rewritten_text_is_tried(simulator):
    proposed = reform.read(
        "title: Uden loft\nlaw: boligstoette\non: 2026-06-01\n"
        "formulas:\n  stoette_maaned: {is: 0, say: Ingen.}\n"
    )

    assert proposed.changes == ("stoette_maaned",)
    assert proposed.law.formulas["stoette_maaned"].texts[0].provision


@pytest.mark.parametrize("many", [3, 11])
def test_a_sweep_keeps_no_more_than_one_reform_does(simulator, many):
    tried(simulator, graense=1)
    kept = len(simulator.kept)

    for step in range(many):
        tried(simulator, graense=step)
    assert len(simulator.kept) == kept


changes = st.lists(st.sampled_from([-100.0, -0.004, 0.0, 0.004, 0.01, 250.0]), min_size=1)


@settings(max_examples=60, deadline=None)
@given(changes, st.integers(1, 4))
def test_winners_losers_and_unchanged_are_everybody(change, groups):
    codes = np.arange(len(change)) % groups
    found = effects(np.array(change), codes).values()

    assert sum(one.households for one in found) == len(change)
    assert sum(one.winners for one in found) == sum(each > 0.005 for each in change)
    assert sum(one.losers for one in found) == sum(each < -0.005 for each in change)
    assert all(one.winners + one.losers + one.unchanged == one.households for one in found)
    noticed = sum(each for each in change if abs(each) > 0.005)
    assert sum(one.cost for one in found) == pytest.approx(noticed)


def test_a_weighted_household_counts_as_many():
    found = effects(np.array([10.0, -5.0]), weights=np.array([3.0, 2.0]))[0]

    assert (found.households, found.winners, found.losers, found.cost) == (5, 3, 2, 20)


def test_a_household_without_an_answer_counts_as_unchanged():
    assert effects(np.array([np.nan, 1.0]))[0].unchanged == 1


UNFIT = {
    "formulas:\n  stoette_maaned: {is: husleje * husleje, say: x}": "men skal give",
    "formulas:\n  stoette_maaned: {is: 0 - stoette_maaned, say: x}": "venter på hinanden",
    "parameters:\n  sikring_aftrapning: {1: 2}": "en tabel har by",
    "forslag: 1": "“forslag” hører ikke til her",
}


@pytest.mark.parametrize("text", UNFIT)
def test_a_reform_that_does_not_fit_the_law_is_told_with_its_line(text):
    with pytest.raises(Mistake, match=UNFIT[text]) as told:
        reform.read(f"title: x\nlaw: boligstoette\non: 2026-06-01\n{text}\n")
    assert told.value.place is not None


def test_a_rule_that_is_not_there_is_told():
    with pytest.raises(Unanswerable, match="ingen regel, der hedder “stoetten”"):
        reform.read(
            "title: x\nlaw: boligstoette\non: 2026-06-01\nformulas:\n  stoetten: {is: 0, say: x}\n"
        )
