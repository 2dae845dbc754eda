from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation import queries
from sammenhaeng.organisation.operations import positions
from sammenhaeng.organisation.operations.positions import Post
from sammenhaeng.organisation.rules import spans as rules
from sammenhaeng.organisation.rules.spans import CHAIN, LINE, POST, Bin

DAY = date(2026, 11, 18)
OPEN = Days(date(2026, 1, 1))


def told(lines, leads=(), across=()):
    """{post: its leaders}; who is noted as leading; whose leader stands in another branch."""
    pairs = [(post, leader) for post, leaders in lines.items() for leader in leaders]
    chains = [(10 + post, 10 + leader) for post, leader in pairs if post not in across]
    return rules.spans(
        np.array([(post, 10 + post, post in leads) for post in lines], POST),
        np.array(pairs, LINE),
        np.array(chains, CHAIN),
    )


def team(size, leader=1, first=100):
    return {first + n: [leader] for n in range(size)}


def test_a_chain_of_three_has_two_layers_of_leaders():
    found = told({1: [], 2: [1], 3: [2], 4: [2]})
    assert found.leaders.tolist() == [1, 2]
    assert found.reports.tolist() == [1, 2]
    assert (found.layers, found.by_layer) == (2, [1, 1])


def test_two_tops_are_both_in_the_first_layer():
    assert told({1: [], 2: [1], 3: [], 4: [3]}).by_layer == [2]


def test_an_organisation_without_posts_has_no_spans():
    found = told({})
    assert (found.posts, found.layers, found.quartiles, found.share()) == (0, 0, None, None)
    assert found.bins() == []


def test_posts_without_lines_have_no_leaders():
    found = told({1: [], 2: []}, leads={1})
    assert (found.posts, found.reports.size, found.alone) == (2, 0, 1)


@pytest.mark.parametrize(("size", "share"), [(26, 0.0), (27, 1.0), (28, 1.0)])
def test_the_reference_counts_from_27(size, share):
    assert told({1: [], **team(size)}).share() == share


@pytest.mark.parametrize(
    ("size", "last"),
    [(1, Bin(1, 5, 1)), (5, Bin(1, 5, 1)), (6, Bin(6, 10, 1)), (26, Bin(26, 30, 1)),
     (100, Bin(96, 100, 1)), (101, Bin(101, None, 1)), (180, Bin(101, None, 1))],
)  # fmt: skip
def test_bars_hold_five_and_the_last_is_open(size, last):
    bins = told({1: [], **team(size)}).bins()
    assert bins[-1] == last
    assert [one.first for one in bins] == list(range(1, last.first + 1, 5))


def test_the_quartiles_are_those_that_r_gives_for_one_to_ten():
    """R's default, definition 7 of Hyndman and Fan: quantile(1:10) is 3.25, 5.5 and 7.75."""
    lines = {1: []}
    for n in range(1, 11):
        lines |= {n: [], **team(n, leader=n, first=1000 * n)}
    assert told(lines).quartiles == (3.25, 5.5, 7.75)


def test_the_matrix_is_several_leaders_or_one_in_another_branch():
    found = told({1: [], 2: [], 3: [1, 2], 4: [1], 5: [2]}, across={5})
    assert found.matrix == 2
    assert found.reports.tolist() == [2, 2]


def test_who_leads_without_a_unit_and_who_leads_nobody():
    found = told({1: [], 2: [1], 3: []}, leads={3})
    assert (found.unitless, found.alone) == (1, 1)


def test_of_two_ways_to_the_top_the_shorter_counts():
    found = told({1: [], 2: [1], 3: [1, 2], 4: [3]})
    assert dict(zip(found.leaders.tolist(), found.layer.tolist(), strict=True)) == {
        1: 1,
        2: 2,
        3: 2,
    }


def test_a_line_to_a_post_that_is_not_told_counts_for_nobody():
    found = told({1: [], 2: [1, 99], 3: [99]})
    assert (found.leaders.tolist(), found.reports.tolist(), found.matrix) == ([1], [1], 0)


def test_a_ring_that_no_top_reaches_has_no_layer():
    found = told({1: [2], 2: [1], 3: []})
    assert (found.layers, found.layer.tolist()) == (0, [0, 0])


def test_only_own_units_are_kept_and_the_layer_stays():
    found = told({1: [], 2: [1], 3: [2]}).within(np.array([12]))
    assert (found.leaders.tolist(), found.layer.tolist(), found.posts) == ([2], [2], 3)


@given(st.dictionaries(st.integers(1, 8), st.integers(0, 8), max_size=8))
def test_spans_are_those_of_a_simple_count(lines):
    """Against counting by hand, and walking up; a post above all has 0."""
    kept = {
        post: [above] if above in lines and above != post else [] for post, above in lines.items()
    }
    found = told(kept)
    reports = Counter(above for leaders in kept.values() for above in leaders)

    def layer(post, steps=0):
        if not kept[post]:
            return 1
        above = layer(kept[post][0], steps + 1) if steps < 9 else 0
        return above + 1 if above else 0

    assert dict(zip(found.leaders.tolist(), found.reports.tolist(), strict=True)) == reports
    assert found.layer.tolist() == [layer(post) for post in sorted(reports)]
    assert sum(one.leaders for one in found.bins()) == len(reports)


@pytest.fixture
def post(solby, at):
    def fill(unit, above=None, *, leads=False, days=OPEN):
        filling = Post(f"Post {unit.code}", "stilling", leads=leads)
        made = positions.appoint(unit, filling, days=days, by=solby.eva, at=at)
        if above:
            positions.report_to(made, above, days=days, by=solby.eva, at=at)
        return made

    return fill


@pytest.fixture
def chart(solby, post):
    """A top, a leader of the jobcentre with two, and one in the school who reports to her too."""
    top = post(solby.town_hall, leads=True)
    leader = post(solby.jobcentre, top, leads=True)
    return [
        top,
        leader,
        *(post(solby.jobcentre, leader) for _ in range(2)),
        post(solby.school, leader),
    ]


def test_an_authoritys_spans_are_counted_from_its_posts(chart, solby):
    found = queries.spans(solby.jobcentre.authority_id, DAY)
    assert found.leaders.tolist() == [chart[0].pk, chart[1].pk]
    assert found.units.tolist() == [solby.town_hall.pk, solby.jobcentre.pk]
    assert (found.reports.tolist(), found.by_layer) == ([1, 3], [1, 1])
    assert (found.posts, found.matrix, found.unitless, found.alone) == (5, 1, 0, 0)


def test_another_authority_has_none_of_them(chart, solby):
    assert queries.spans(solby.psychiatry.authority_id, DAY).posts == 0
    assert queries.spans(None, DAY).posts == 5


def test_spans_are_of_the_day(chart, solby, at):
    positions.end(chart[2], last_on=date(2026, 6, 30), by=solby.eva, at=at)
    authority = solby.jobcentre.authority_id
    assert queries.spans(authority, date(2026, 6, 30)).reports.tolist() == [1, 3]
    assert queries.spans(authority, date(2026, 7, 1)).reports.tolist() == [1, 2]
    assert queries.spans(authority, date(2025, 12, 31)).posts == 0


def test_spans_take_one_question(chart, solby, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.spans(None, DAY)
