"""A change of the law: whom it touches, and that only what it touches is calculated again."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.benefits.rules import batch, facts, impact, reform
from sammenhaeng.benefits.rules.mistakes import Mistake, Place, Unanswerable
from sammenhaeng.benefits.rules.population import Groups
from sammenhaeng.benefits.rules.simulation import Outcome, Simulator

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


def totals(change: np.ndarray, codes: np.ndarray, weights: np.ndarray) -> impact.Tally:
    groups = Groups(codes, tuple("abcd"[: codes.max() + 1]))
    return impact.effect(np.zeros(len(change)), change, groups, weights)


@settings(max_examples=60, deadline=None)
@given(changes, st.integers(1, 4))
def test_winners_losers_and_unchanged_are_everybody(change, groups):
    codes = np.arange(len(change)) % groups
    found = totals(np.array(change), codes, np.ones(len(change)))
    winners, losers, unchanged, _ = found.drawn.T

    assert (found.households == found.drawn).all()
    assert (winners + losers + unchanged == np.bincount(codes)).all()
    assert winners.sum() == sum(each > 0.005 for each in change)
    assert losers.sum() == sum(each < -0.005 for each in change)
    won, lost, _, _ = found.kroner.sum(axis=0)
    assert won - lost == pytest.approx(sum(each for each in change if abs(each) > 0.005))


@settings(max_examples=60, deadline=None)
@given(changes, st.integers(1, 4))
def test_parts_tally_as_the_whole_does(change, groups):
    codes = np.sort(np.arange(len(change) + 1) % groups)  # the later part may have new groups
    whole = np.array([250.0, *change]), codes, 1.0 + np.arange(len(codes)) % 3
    first, rest = zip(*(np.array_split(column, 2) for column in whole), strict=True)
    found, expected = totals(*first) + totals(*rest), totals(*whole)

    for name in ("households", "drawn", "kroner", "largest"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name))


def test_a_weighted_household_counts_as_many():
    found = totals(np.array([10.0, -5.0]), np.array([0, 0]), np.array([3.0, 2.0]))

    assert found.households.tolist() == [[3, 2, 0, 0]]
    assert found.kroner.tolist() == [[30, 10, 0, 0]]


def test_a_household_without_an_answer_counts_as_unchanged():
    found = totals(np.array([np.nan, 1.0]), np.array([0, 0]), np.ones(2))

    assert found.drawn.tolist() == [[1, 0, 1, 0]]


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
