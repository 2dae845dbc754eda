"""A change tried on the example population: sums that hold, what the gate hides, the edges."""

from datetime import date

import numpy as np
import pytest

from sammenhaeng.benefits.queries import simulated
from sammenhaeng.benefits.queries.trial import Asked, rounded, tried
from sammenhaeng.benefits.rules import gated, impact
from sammenhaeng.benefits.rules.population import Groups
from sammenhaeng.design.charts.chart import as_csv
from tests.design.figures import shown

ON = date(2026, 6, 1)
LAW = Asked("boligstoette", ON)
CHANGE = LAW._replace(
    values=(("sikring_indkomstgraense", "190.000"), ("sikring_aftrapning", "20 %"))
)
LIMIT = LAW._replace(values=(("sikring_indkomstgraense", "190.000"),))


def test_the_law_in_force_changes_nothing_for_anybody():
    trial = tried(LAW)
    every = trial.everybody
    assert (every.winners.value, every.losers.value, every.cost.value) == (0, 0, 0)
    assert every.unchanged == every.households
    assert trial.touched == ()
    assert trial.digests[0] == trial.digests[1]
    assert "Loven i dag" in simulated.headline(trial)


def test_winners_losers_and_unchanged_are_the_population():
    for effects in (tried(CHANGE).by_family, tried(CHANGE).by_kommune):
        every = effects.everybody
        parts = every.winners.value + every.losers.value + every.unchanged.value
        assert parts == every.households.value
        assert every.cost.value == every.won.value - every.lost.value
        assert every.after.value == every.before.value + every.cost.value


def test_families_and_kommuner_tell_of_the_same_households():
    trial = tried(CHANGE)
    families, kommuner = trial.by_family.everybody, trial.by_kommune.everybody
    for name in ("households", "winners", "losers", "won", "lost", "before"):
        one, other = getattr(families, name).value, getattr(kommuner, name).value
        assert one == pytest.approx(other, abs=3)  # each column is rounded by itself


def test_a_higher_limit_of_income_takes_from_nobody_and_pensioners_are_untouched():
    trial = tried(LIMIT)
    assert trial.everybody.losers.value == 0 < trial.everybody.winners.value
    told = dict(zip(trial.families, trial.by_family.groups, strict=True))
    assert told["pensioner"].winners.value == told["pensioner_couple"].winners.value == 0


def test_only_what_the_change_touches_is_told_as_touched():
    touched = set(tried(LIMIT).touched)
    assert {"sikring_nedsaettelse", "boligsikring", "stoette_maaned"} <= touched
    assert not touched & {"boligydelse", "boligudgift", "husstandsindkomst"}
    assert len(touched) < tried(LIMIT).rules / 4


def test_what_was_tried_before_does_not_change_what_is_told_as_touched():
    again = LIMIT._replace(output="amount_month")
    assert tried(LIMIT).touched == tried(again).touched


def test_a_rewritten_rule_is_tried():
    text = "is: sikring_grundlag\nsay: Boligsikringen er {sikring_grundlag}."
    trial = tried(LAW._replace(texts=(("boligsikring", text),)))
    assert trial.everybody.winners.value > 0
    assert "boligsikring" in trial.touched


def test_the_amount_that_is_shown_is_the_first_that_changes():
    higher = (("aeldrecheck_fuld", "30.000"),)
    assert tried(Asked("folkepension", ON, higher)).output == "aeldrecheck_year"
    assert tried(Asked("folkepension", ON)).output == "amount_month"


def test_a_monthly_amount_is_told_for_a_year():
    monthly = Asked("folkepension", ON, output="amount_month")
    assert tried(monthly).everybody.before.value > 1e9 * 12


def test_edges_are_typical_households_in_round_numbers():
    trial = tried(CHANGE)
    told = [one for one in trial.winning if not one.change.is_hidden]
    assert told
    for one in told:
        assert one.change.value > 0
        for cell in (one.change, one.before, *(cell for _, cell in one.facts)):
            assert cell.value == rounded(cell.value)
    assert all(one.change.value < 0 for one in trial.losing if not one.change.is_hidden)


@pytest.mark.parametrize(
    ("value", "told"), [(4649.9, 4600), (-4650.1, -4700), (0, 0), (12, 12), (123, 120)]
)
def test_a_typical_number_has_two_digits(value, told):
    assert rounded(value) == told


def group(drawn: list[int]) -> gated.Effects:
    """One family with so many winners, losers and unchanged, and one with many of each."""
    change, codes = [], []
    for family, counts in enumerate((drawn, [50, 50, 50])):
        for count, kroner in zip(counts, (100.0, -100.0, 0.0), strict=True):
            change += [kroner] * count
            codes += [family] * count
    kroner, families = np.array(change), Groups(np.array(codes), ("few", "many"))
    before, weights = np.full(len(change), 500.0), np.full(len(change), 300.0)
    return gated.effects(impact.effect(before, before + kroner, families, weights))


@pytest.mark.parametrize(("winners", "is_hidden"), [(4, True), (5, False)])
def test_fewer_than_five_drawn_households_are_not_told_of(winners, is_hidden):
    one = group([winners, 40, 40]).groups[0]
    assert one.winners.is_hidden is is_hidden
    assert one.won.is_hidden is is_hidden
    assert one.cost.is_hidden is is_hidden
    assert one.after.is_hidden is is_hidden
    assert one.each.is_hidden is is_hidden


def test_a_hidden_number_cannot_be_worked_out_from_the_others():
    effects = group([3, 40, 40])
    first = effects.groups[0]
    assert first.winners.is_hidden
    assert first.unchanged.is_hidden or first.losers.is_hidden or first.households.is_hidden


def test_money_is_hidden_with_the_count_it_could_be_divided_into():
    first = group([5, 12, 3]).groups[0]
    assert first.unchanged.is_hidden
    assert first.winners.is_hidden
    assert first.won.is_hidden


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (-12_000.01, 0), (-12_000, 1), (-3_000.01, 1), (-3_000, 2), (-0.01, 2), (0.01, 3),
        (2_999.99, 3), (3_000, 4), (11_999.99, 4), (12_000, 5),
    ],
)  # fmt: skip
def test_a_change_is_in_one_band(change, place):
    inside = [bool(band[0]) for band in impact.bands(np.array([change]))]
    assert inside == [at == place for at in range(6)]


@pytest.mark.parametrize("change", [0.0, 0.004, -0.004, float("nan")])
def test_less_than_half_an_oere_is_no_change(change):
    assert not any(band[0] for band in impact.bands(np.array([change])))
    assert [bool(way[0]) for way in impact.ways(np.array([change]))] == [False, False, True]


def test_a_tally_counts_drawn_and_weighted_households_and_the_two_largest():
    inside = np.array([True, True, False, True])
    weights = np.array([2.0, 3.0, 9.0, 1.0])
    groups = Groups(np.array([0, 0, 0, 1]), ("two", "one"))
    found = impact.tally([(inside, np.array([-10.0, 20, 99, 5]))], groups, weights)
    assert found.households.tolist() == [[5], [1]]
    assert found.drawn.tolist() == [[2], [1]]
    assert found.kroner.tolist() == [[80], [5]]
    assert found.largest.tolist() == [[[20, 60]], [[0, 5]]]


def test_the_file_has_every_family_and_every_kommune():
    rows = as_csv(simulated.file_of(tried(CHANGE))).splitlines()
    assert len(rows) == 1 + 6 + 1 + 98 + 1
    assert rows[1].startswith("Familietype;Enlige;")


def test_a_finding_says_whether_the_change_costs_or_saves():
    assert "koster" in simulated.headline(tried(LIMIT))
    stricter = LAW._replace(values=(("sikring_indkomstgraense", "100.000"),))
    assert "sparer" in simulated.headline(tried(stricter))


def test_signs_are_told():
    assert simulated.signed(shown(12)) == "+12"
    assert simulated.signed(shown(-12)) == "−12"
    assert simulated.signed(shown(None)) == "–"
