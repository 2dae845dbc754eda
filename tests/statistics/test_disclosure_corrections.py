"""A correction is let out when both versions together expose nobody, and only then."""

import numpy as np
import pytest
from scipy.optimize import linprog

from sammenhaeng.statistics.disclosure import Failed, Hierarchy, Passed, Published, Table, release
from sammenhaeng.statistics.disclosure.intervals import owners
from sammenhaeng.statistics.disclosure.ledger import equations

NORTH, SOUTH, COUNTRY = 101, 102, 100
TREE = Hierarchy(
    np.array([1, 2, 3, 4, 5, 6, NORTH, SOUTH, COUNTRY]), np.array([6, 6, 6, 7, 7, 7, 8, 8, -1])
)
WIDE = 5  # what an attacker may at least be unsure of


def table(values, columns=("short", "long")) -> Table:
    return Table("absence.persons", ("2025",), columns, TREE, np.array(values))


def drawn(seed: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Six institutions with many small numbers, and the same with a few of them corrected."""
    draw = np.random.default_rng(seed)
    first = draw.integers(0, 40, (6, columns))
    first[draw.random(first.shape) < 0.25] = draw.integers(1, 5)
    second = first.copy()
    for _ in range(draw.integers(1, 4)):
        row, column = draw.integers(6), draw.integers(columns)
        second[row, column] = max(0, second[row, column] + draw.integers(-6, 7))
    return first, second


def narrow(old: Published, new: Published, same: np.ndarray, own=None) -> list[tuple[int, int]]:
    """The primary cells that one can tell too closely who knows which numbers are `same`.

    own: the numbers of the new table that one knows beside those, nan the others.
    """
    sums = equations(TREE, len(new.columns)).toarray()
    none, one = np.zeros_like(sums), np.eye(same.size)[same.ravel()]
    known = np.vstack([np.block([[sums, none], [none, sums]]), np.hstack([one, -one])])
    mine = new.values if own is None else np.where(np.isnan(own), new.values, own)
    told = np.concatenate([old.values.ravel(), mine.ravel()])
    least = np.concatenate([old.lowest.ravel(), new.lowest.ravel()])
    bounds = [(low, None) if np.isnan(v) else (v, v) for v, low in zip(told, least, strict=True)]
    secret = np.concatenate([old.is_primary.ravel(), new.is_primary.ravel()])
    if own is not None:  # nobody is kept from their own
        secret &= ~np.concatenate([(same & ~np.isnan(own)).ravel(), ~np.isnan(own).ravel()])
    found = []
    for place in np.flatnonzero(secret):
        ends = []
        for sign in (1, -1):
            cost = np.zeros(told.size)
            cost[place] = sign
            answer = linprog(cost, A_eq=known, b_eq=np.zeros(len(known)), bounds=bounds)
            assert answer.status in (0, 3)
            ends.append(answer.fun if answer.status == 0 else -np.inf)
        if -ends[1] - ends[0] < WIDE - 1e-6:
            found.append(divmod(int(place), len(new.columns)))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_a_correction_that_is_let_out_tells_nobody_who_knows_what_was_corrected(seed):
    first, second = map(table, drawn(seed, 2))
    before = release(first)
    after = release(second, ledger=[before.published])
    if isinstance(after, Passed):
        same = first.cells == second.cells
        assert narrow(before.published, after.published, same) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_correction_is_not_refused_that_would_have_told_nobody(seed):
    """Unless it tells one who is alone in a cell, which an outsider's programme does not see."""
    first, second = map(table, drawn(seed, 2))
    before, alone = release(first), release(second)
    after = release(second, ledger=[before.published])
    if isinstance(after, Failed) and {fault.rule for fault in after.faults} != {"singleton"}:
        same = first.cells == second.cells
        assert isinstance(alone, Failed) or narrow(before.published, alone.published, same)


def test_some_corrections_go_through_and_some_do_not():
    passed = []
    for seed in range(40):
        first, second = map(table, drawn(seed, 2))
        ledger = [release(first).published]
        passed.append(isinstance(release(second, ledger=ledger), Passed))
    assert 30 < sum(passed) < 40


OLD = [[32, 3], [23, 3], [22, 3], [3, 25], [3, 32], [8, 16]]
NEW = [[32, 9], [23, 3], [22, 0], [3, 25], [3, 32], [8, 16]]


def test_two_sums_that_share_a_changed_number_are_not_forgotten():
    """Either sum alone is broken by the correction; their difference holds for what is hidden."""
    first, second = table(OLD), table(NEW)
    before, alone = release(first), release(second)
    same = first.cells == second.cells
    assert narrow(before.published, alone.published, same)
    after = release(second, ledger=[before.published])
    assert isinstance(after, Failed) or not narrow(before.published, after.published, same)


@pytest.mark.parametrize("seed", range(60))
def test_a_correction_told_in_other_parts_contradicts_nothing(seed):
    """First short and long, then week, medium and long, with a few numbers corrected."""
    first, second = drawn(seed, 3)
    two = table(np.column_stack([first[:, 0] + first[:, 1], first[:, 2]]))
    before = release(two)
    if isinstance(before, Passed):
        three = table(second, ("week", "medium", "long"))
        after = release(three, ledger=[before.published])
        assert isinstance(after, Passed) or "contradiction" not in {f.rule for f in after.faults}


def lonely(seed: int) -> tuple[Table, Table]:
    """Tables in which many are alone in a cell, and the same with one or two numbers corrected."""
    draw = np.random.default_rng(seed)
    first = draw.integers(0, 30, (6, 2))
    few = draw.random(first.shape) < 0.35
    first[few] = draw.integers(1, 3, few.sum())
    second = first.copy()
    for _ in range(draw.integers(1, 3)):
        row, column = draw.integers(6), draw.integers(2)
        second[row, column] = max(0, second[row, column] + draw.integers(-4, 7))
    return table(first), table(second)


def told_to_one(old: Published, new: Published, tables: tuple[Table, Table]) -> bool:
    """Whether somebody who is alone in a cell of an institution can tell another too closely."""
    first, second = tables
    places = owners(TREE, second.people)
    places[~TREE.is_leaf] = -1
    same = first.cells == second.cells
    own = (np.where(places == one, second.cells, np.nan) for one in np.unique(places[places >= 0]))
    return any(narrow(old, new, same, mine) for mine in own)


@pytest.mark.parametrize("seed", range(40, 80))
def test_a_correction_tells_nobody_who_is_alone_in_a_cell(seed):
    tables = lonely(seed)
    before = release(tables[0])
    after = release(tables[1], ledger=[before.published])
    if isinstance(after, Passed):
        assert not told_to_one(before.published, after.published, tables)


@pytest.mark.parametrize("seed", [46, 64, 73, 76])
def test_a_correction_is_refused_that_tells_only_one_who_is_alone(seed):
    first, second = lonely(seed)
    before, alone = release(first), release(second)
    same = first.cells == second.cells
    assert narrow(before.published, alone.published, same) == []
    assert told_to_one(before.published, alone.published, (first, second))
    after = release(second, ledger=[before.published])
    assert {fault.rule for fault in after.faults} == {"singleton"}
