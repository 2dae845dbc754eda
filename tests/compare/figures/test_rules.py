from dataclasses import replace

import numpy as np
import pytest

from sammenhaeng.compare.rules import figures as rules
from sammenhaeng.compare.rules import likeness, tables
from sammenhaeng.compare.rules.indicators import named
from sammenhaeng.compare.rules.tree import COUNTRY, OWN_STAFF, Places, grown
from sammenhaeng.statistics import adjustment, cells

from .drawing import world

ABSENCE = named("absence")
POPULATION = {1: 40_000, 2: 60_000, 3: 90_000, 4: 20_000}


@pytest.fixture
def office():
    """Kommune 1 with office 10 and team 11 under it, and school 12 beside them."""
    return Places(
        np.array([10, 11, 12]), np.array([0, 10, 0]), np.array([1, 1, 1]),
        np.array(["department", "team", "school"]), {1: "kommune"},
    )  # fmt: skip


def of(tree, key):
    return int(np.flatnonzero(tree.keys == key)[0])


def test_staff_of_a_unit_with_units_below_stand_in_a_leaf_of_their_own(office):
    tree = grown(office, np.array([10, 11, 12]))

    assert tree.keys.tolist() == [COUNTRY, -1, 10, 11, 12, OWN_STAFF + 10]
    assert tree.groups.tolist() == ["country", "kommune", "department", "team", "school", ""]
    assert sorted(tree.leaf_of) == [10, 11, 12]


def test_every_level_is_the_sum_of_its_parts(office):
    tree = grown(office, np.array([10, 11, 12]))
    leaf = tree.leaves_of(np.array([10, 11, 11, 12]))
    summed = tree.hierarchy.summed(np.bincount(leaf, [1, 2, 4, 8]))

    told = dict(zip(tree.keys.tolist(), summed.tolist(), strict=True))
    assert told == {COUNTRY: 15, -1: 15, 10: 7, 11: 6, 12: 8, OWN_STAFF + 10: 1}


def test_only_units_with_staff_and_those_above_them_are_in_the_tree(office):
    assert grown(office, np.array([11])).keys.tolist() == [COUNTRY, -1, 10, 11]


def test_staff_of_an_unknown_unit_is_named(office):
    with pytest.raises(KeyError, match="99"):
        grown(office, np.array([11, 99]))


def test_expected_adds_up_to_observed_inside_every_kind_at_every_step():
    people, tree = world(1, {"school": 12, "daycare": 14})
    done = rules.figures(ABSENCE, people, tree)

    for kind in ("school", "daycare", "kommune", "country"):
        rows = done.groups == kind
        total = done.observed[rows].sum()
        assert done.expected[rows].sum(axis=0) == pytest.approx([total] * (1 + len(done.added)))
    assert done.added == ABSENCE.adjusts


@pytest.mark.parametrize(("persons", "full_time", "is_judged"), [
    (4, 20.0, False), (5, 20.0, True), (40, 9.9, False), (40, 10.0, True),
])  # fmt: skip
def test_too_few_persons_or_full_time_are_not_judged(persons, full_time, is_judged):
    people, tree = world(2, {"school": 12})
    first = people.unit == 1
    kept = ~first | (np.cumsum(first) <= persons)
    share = np.where(first, full_time / persons, people.full_time)
    people = replace(
        people, unit=people.unit[kept], full_time=share[kept],
        counts={name: one[kept] for name, one in people.counts.items()},
        factors={name: one[kept] for name, one in people.factors.items()},
    )  # fmt: skip
    done = rules.figures(ABSENCE, people, tree)

    at = of(tree, 1)
    assert [not np.isnan(getattr(done, name)[at]) for name in ("lower", "z", "q")] == (
        [is_judged] * 3
    )
    assert bool(done.claim[at]) is is_judged


def test_the_error_of_the_expected_is_that_of_refits_on_workplaces_drawn_anew():
    """The cluster bootstrap of the workplaces, reckoned without the covariance."""
    people, tree = world(5, {"school": 60})
    done = rules.figures(ABSENCE, people, tree)
    units, draw = np.unique(people.unit), np.random.default_rng(1)
    own = [np.flatnonzero(people.unit == one) for one in units]
    told = [_shares(people, np.concatenate([own[one] for one in chosen]))
            for chosen in draw.integers(0, len(units), (60, len(units)))]  # fmt: skip
    schools = done.groups == "school"
    ratio = done.expected_error[schools] / np.std(told, axis=0)
    assert 0.75 < np.median(ratio) < 1.35


def _shares(people, rows) -> np.ndarray:
    """Each school's share of all that is expected, in logs, by a model of some rows."""
    y, factors = people.counts["minutes"] / 444, people.factors
    full = cells.collapse(factors, y, people.full_time)
    part = cells.collapse({n: one[rows] for n, one in factors.items()}, y[rows],
                          people.full_time[rows])  # fmt: skip
    rate = {tuple(c): r for c, r in zip(part.codes.tolist(), adjustment.fit(part).rates,
                                        strict=True)}  # fmt: skip
    known = np.array([rate.get(tuple(c), np.nan) for c in full.codes.tolist()])[full.of]
    hoped = np.where(np.isnan(known), 0, known) * people.full_time
    sums = np.bincount(people.unit, hoped)[1:]
    return np.log(sums / sums.sum())


def test_fewer_than_ten_of_a_kind_have_an_interval_and_no_claim():
    people, tree = world(3, {"school": 9, "daycare": 10})
    done = rules.figures(ABSENCE, people, tree)
    schools, daycares = (done.groups == kind for kind in ("school", "daycare"))

    assert not np.isnan(done.lower[schools]).any()
    assert np.isnan(done.z[schools]).all()
    assert set(done.claim[schools]) == {""}
    assert "" not in set(done.claim[daycares])
    assert done.of_group["school"].compared == 0


def test_a_kind_in_which_nobody_was_absent_is_no_fault():
    people, tree = world(4, {"school": 12, "clinic": 1})
    minutes = np.where(people.unit == 13, 0, people.counts["minutes"])
    done = rules.figures(ABSENCE, replace(people, counts={"minutes": minutes}), tree)

    at = of(tree, 13)
    assert done.observed[at] == 0
    assert done.expected[at, -1] > 0
    assert done.lower[at] < done.upper[at]


def test_a_unit_at_twice_the_rate_is_found_and_it_alone():
    people, tree = world(5, {"school": 40}, each=60, twice=17)
    done = rules.figures(ABSENCE, people, tree)

    clear = done.keys[[one in ("clearly_higher", "clearly_lower") for one in done.claim]]
    assert clear.tolist() == [17]
    assert done.shrunk[of(tree, 17)] < done.ratio[of(tree, 17)]


def test_an_ordinary_nation_gives_about_as_many_false_alerts_as_told():
    groups = [
        rules.figures(ABSENCE, *world(seed, {"school": 100}, each=20)).of_group["school"]
        for seed in range(20)
    ]
    compared = sum(one.compared for one in groups)

    assert 0.03 < sum(one.outside_95 for one in groups) / compared < 0.07
    assert sum(one.false_998 for one in groups) == pytest.approx(compared * 0.002)
    assert sum(one.outside_998 for one in groups) <= 12


def test_discoveries_are_controlled_among_units_and_among_authorities_apart():
    people, tree = world(6, {"school": 24}, twice=3)
    places = tree.keys < COUNTRY
    alone = rules.multiplicity.q_values(
        rules.multiplicity.two_sided(rules.figures(ABSENCE, people, tree).z[tree.keys > COUNTRY])
    )
    done = rules.figures(ABSENCE, people, tree)

    assert done.q[tree.keys > COUNTRY] == pytest.approx(alone, nan_ok=True)
    assert np.isnan(done.q[places]).all()  # four kommuner are too few
    assert np.isnan(done.q[of(tree, COUNTRY)])


@pytest.mark.parametrize("code", ["absence_short", "absence_long", "absence_over_30"])
def test_parts_are_reckoned_of_their_own_column(code):
    people, tree = world(7, {"school": 12})
    one = named(code)
    done = rules.figures(one, people, tree)

    assert done.observed[of(tree, COUNTRY)] == pytest.approx(
        people.counts[one.counts].sum() / one.one
    )
    exposure = len(people.unit) if one.per == "persons" else people.full_time.sum()
    assert done.exposure[of(tree, COUNTRY)] == pytest.approx(exposure)


def shuffled(people):
    draw = np.random.default_rng(11)
    mixed = {name: draw.permutation(one) for name, one in people.counts.items()}
    return replace(people, counts=mixed)


def test_what_makes_places_alike_does_not_change_with_the_outcome():
    people, tree = world(8, {"school": 30, "daycare": 30})
    other = shuffled(people)
    told, again = (
        likeness.likeness(one, tree, rules.figures(ABSENCE, one, tree), POPULATION)
        for one in (people, other)
    )

    assert np.array_equal(told.values, again.values)
    assert not {"observed", "rate", *people.counts} & set(told.names)


def test_with_fewer_places_than_variables_the_peers_are_the_same_whatever_the_outcome():
    """Above that, the outcome of all places together weighs the variables, never one place's."""
    people, tree = world(9, {"school": 10})
    told, again = (
        likeness.likeness(one, tree, rules.figures(ABSENCE, one, tree), POPULATION)
        for one in (people, shuffled(people))
    )

    assert set(told.weights) == {1.0}
    assert np.array_equal(told.near.peer, again.near.peer)


def test_peers_are_of_the_same_kind_and_never_oneself():
    people, tree = world(10, {"school": 20, "daycare": 20})
    done = rules.figures(ABSENCE, people, tree)
    near = likeness.likeness(people, tree, done, POPULATION).near.peer

    for at, row in enumerate(near):
        known = row[row >= 0]
        assert at not in known
        assert set(done.groups[known]) <= {done.groups[at]}


def test_own_staff_of_an_office_is_nobodys_peer(office):
    tree = grown(office, np.array([10, 11, 12]))
    people = replace(world(1, {"school": 3})[0])
    people = replace(people, unit=people.unit + 9)
    near = likeness.likeness(
        people, tree, rules.figures(ABSENCE, people, tree), POPULATION
    ).near.peer

    own = of(tree, OWN_STAFF + 10)
    assert own not in near
    assert (near[own] < 0).all()


def test_the_table_is_whole_minutes_whose_parts_add_up():
    people, tree = world(12, {"school": 12})
    table = tables.table(ABSENCE, people, tree, "2025")

    assert table.values.dtype == np.int64
    assert table.columns == ("week_minutes", "medium_minutes", "long_minutes")
    assert table.values.sum() == people.counts["minutes"].sum()
    behind = np.bincount(people.unit, people.counts["long_minutes"] > 0)[1:]
    assert table.persons[:, 2].tolist() == behind.tolist()


def test_a_table_of_persons_counts_every_person_once():
    people, tree = world(13, {"school": 12})
    table = tables.table(named("absence_over_30"), people, tree, "2025")

    assert table.values.sum(axis=1).tolist() == [40] * 12
    assert table.persons is None
