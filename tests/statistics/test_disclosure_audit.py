"""The attacker's audit against enumeration, against linear programmes, and against known leaks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bench.answers import naive, nation
from sammenhaeng.statistics.disclosure import (
    Hierarchy,
    Passed,
    Rules,
    Table,
    flat,
    release,
)
from sammenhaeng.statistics.disclosure.audit import audit, audit_system
from sammenhaeng.statistics.disclosure.gate import _seen
from sammenhaeng.statistics.disclosure.intervals import Hidden
from sammenhaeng.statistics.disclosure.ledger import equations
from sammenhaeng.statistics.disclosure.rules import primary
from sammenhaeng.statistics.disclosure.systems import cube

counts = st.integers(1, 3).flatmap(
    lambda n: st.lists(
        st.lists(st.one_of(st.just(0), st.integers(0, 9)), min_size=n, max_size=n),
        min_size=1, max_size=3,
    )
)  # fmt: skip


def table(rows) -> Table:
    tree = flat(range(1, len(rows) + 1))
    columns = tuple("abcdefg"[: len(rows[0])])
    return Table("persons", ("2025",), columns, tree, np.array(rows))


def seen(rows, hidden=None) -> Hidden:
    """A table as an attacker meets it, with a pattern of its own or only the primary cells."""
    one = table(rows)
    found = _seen(one, primary(one, Rules()), Rules())
    return found if hidden is None else replace(found, hidden=np.array(hidden))


def could_be(told: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Every table, totals last, that fits what is told; a hidden cell is at most 6 above itself.

    Shape (tables, rows, columns).
    """
    inner = np.isnan(told[:-1, :-1]).ravel()
    ranges = [
        np.arange(min(cell, 1), cell + 7) if is_hidden else [cell]
        for cell, is_hidden in zip(true[:-1, :-1].ravel(), inner, strict=True)
    ]
    grid = np.stack(np.meshgrid(*ranges, indexing="ij"), axis=-1)
    tables = grid.reshape(-1, true.shape[0] - 1, true.shape[1] - 1)
    tables = np.concatenate([tables, tables.sum(axis=1, keepdims=True)], axis=1)
    tables = np.concatenate([tables, tables.sum(axis=2, keepdims=True)], axis=2)
    return tables[(np.isnan(told) | (tables == told)).all(axis=(1, 2))]


small = st.integers(1, 2).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, 7), min_size=n, max_size=n), min_size=1, max_size=3
    ).filter(lambda rows: len(rows) * len(rows[0]) <= 6)
)


@given(small)
@settings(max_examples=150)
def test_no_primary_cell_is_narrower_than_five_in_all_tables_it_could_have_been(rows):
    one = table(rows)
    told = release(one).published
    tables = could_be(told.values, one.cells)
    assert (tables == one.cells).all(axis=(1, 2)).any()
    width = tables.max(axis=0) - tables.min(axis=0)
    assert (width[told.is_primary] >= 5).all()


def reach(told: np.ndarray, lowest: np.ndarray, tree: Hierarchy) -> np.ndarray:
    """The width of every hidden cell by scipy's solver; inf without limit."""
    matrix = equations(tree, told.shape[1]).toarray()
    bounds = [
        (low, None) if np.isnan(cell) else (cell, cell)
        for cell, low in zip(told.ravel(), lowest.ravel(), strict=True)
    ]
    found = np.zeros(told.size)
    for place in np.flatnonzero(np.isnan(told.ravel())):
        cost = np.zeros(told.size)
        cost[place] = 1
        ends = [linprog(sign * cost, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=bounds)
                for sign in (1, -1)]  # fmt: skip
        found[place] = np.inf if ends[1].status == 3 else -ends[1].fun - ends[0].fun
    return found.reshape(told.shape)


@given(counts)
@settings(max_examples=80)
def test_every_primary_cell_of_what_passes_is_at_least_as_wide_as_asked(rows):
    one = table(rows)
    found = release(one)
    assert isinstance(found, Passed)
    told = found.published
    width = reach(told.values, np.minimum(one.cells, 1), one.hierarchy)
    needed = np.maximum(5, np.ceil(0.2 * one.cells))
    assert (width[told.is_primary] >= needed[told.is_primary] - 1e-6).all()
    assert (width[np.isnan(told.values)] > 1e-6).all()


@given(counts, st.integers(0, 2**16 - 1))
@settings(max_examples=120)
def test_the_graph_tells_what_the_linear_programmes_tell(rows, mask):
    one = table(rows)
    pattern = np.array([mask >> k & 1 for k in range(one.cells.size)], bool)
    hidden = pattern.reshape(one.cells.shape) & (one.cells > 0)
    width = reach(np.where(hidden, np.nan, one.cells), np.minimum(one.cells, 1), one.hierarchy)
    assert np.array_equal(seen(rows, hidden).exposed(), hidden & (width < 1e-6))


@given(counts, st.integers(0, 2**16 - 1))
@settings(max_examples=120)
def test_flow_and_counting_tell_what_the_linear_programmes_tell(rows, mask):
    """Without anyone who knows an own cell."""
    one = table(rows)
    pattern = np.array([mask >> k & 1 for k in range(one.cells.size)], bool)
    hidden = pattern.reshape(one.cells.shape) & (one.cells > 0)
    width = reach(np.where(hidden, np.nan, one.cells), np.minimum(one.cells, 1), one.hierarchy)
    attacked = replace(seen(rows, hidden), secret=hidden, owner=np.full(hidden.shape, -1))
    narrow = hidden & (width < attacked.width - 1e-6)
    assert sorted(attacked.narrow()) == np.flatnonzero(narrow).tolist()


THREE = [[1, 1, 1, 20], [9, 30, 8, 21], [25, 7, 40, 22]]


def test_three_singletons_with_their_total_are_seen():
    """1 + 1 + 1 = 3 and no hidden cell is zero: each is 1 (sdcTools/UserSupport 135)."""
    hidden = np.zeros((4, 5), bool)
    hidden[0, :3] = hidden[1, :3] = True
    faults = audit(seen(THREE, hidden), "abcde")
    assert {fault.rule for fault in faults} >= {"exact"}
    assert faults[0].interval.width == 0


def test_three_singletons_are_protected_by_the_gate():
    found = release(table(THREE))
    assert isinstance(found, Passed)
    width = reach(found.published.values, np.minimum(table(THREE).cells, 1), table(THREE).hierarchy)
    assert (width[0, :3] >= 5).all()
    assert found.cell(1, "d").is_hidden or found.cell(1, "total").is_hidden


def test_one_who_is_alone_in_a_cell_cannot_tell_another_cell():
    """The one of row 1 takes 1 from 1 + 6 and knows the 6; the gate hides so that she cannot."""
    rows = [[1, 6, 30], [20, 20, 30], [20, 20, 30]]
    secret = np.zeros((4, 4), bool)
    secret[0, :2] = True
    hidden = secret.copy()
    hidden[1, :2] = True
    attacked = replace(seen(rows, hidden), secret=secret)
    assert {fault.rule for fault in audit(attacked, "abct")} == {"singleton"}
    assert audit(replace(attacked, owner=np.full((4, 4), -1)), "abct") == ()


def test_two_in_every_row_and_column_is_not_enough_for_a_nation():
    attacked = naive(nation(20_000))
    assert attacked.hidden.sum() > 40_000
    assert attacked.exposed().sum() > 100


def test_the_gate_refuses_two_in_every_row_and_column():
    one = nation(1_000)
    assert "exact" in {fault.rule for fault in audit(naive(one), one.names)}


def test_the_gate_lets_a_nation_through_and_hides_the_same_cells_again():
    one = nation(4_000)
    first, second = release(one), release(one)
    assert isinstance(first, Passed)
    assert np.array_equal(first.published.reasons, second.published.reasons)


def test_a_cell_that_the_third_dimension_gives_away_is_seen():
    """Each layer hides a square and is safe; the margin over both layers is told."""
    layer = np.array([[3, 20, 30], [25, 22, 31], [33, 34, 35]])
    both = np.stack([layer, layer + 50], axis=2)
    hidden = np.zeros((4, 4, 3), bool)
    hidden[:2, :2, 0] = True
    secret = np.zeros_like(hidden)
    secret[0, 0, 0] = True
    told, _ = audit_system(cube(both, hidden, secret, Rules()))
    assert [one.width for one in told.values()] == [0]
    hidden[:2, :2, 1] = True
    assert audit_system(cube(both, hidden, secret, Rules())) == ({}, {})


def test_a_circle_of_units_is_no_hierarchy():
    with pytest.raises(ValueError, match="above itself"):
        Hierarchy(np.array([1, 2]), np.array([1, 0]))
