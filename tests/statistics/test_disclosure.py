"""What a table of counts gives away, tried by enumerating every table it could have been."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.statistics.disclosure import Disclosed, disclose

small = st.integers(0, 9)
rows = st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(small, min_size=n, max_size=n),
                                                   min_size=1, max_size=3))  # fmt: skip


def shown(cells) -> list[int | None]:
    return [None if cell.is_hidden else cell.value for cell in cells]


@pytest.mark.parametrize(("count", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_fewer_than_five_persons_are_hidden(count, is_hidden):
    assert disclose([[count]]).total.is_hidden is is_hidden


def test_one_small_cell_takes_another_with_it_so_the_total_tells_nothing():
    released = disclose([[30, 12, 3]])
    assert shown(released.rows[0]) == [30, None, None]
    assert released.total.value == 45


def test_a_group_that_all_share_one_category_is_hidden_whole():
    released = disclose([[20, 0, 0], [9, 8, 7]])
    assert shown(released.rows[0]) == [None, None, None]
    assert released.row_totals[0].value == 20


def test_large_numbers_stand_as_they_are():
    released = disclose([[10, 20], [30, 40]])
    assert [shown(row) for row in released.rows] == [[10, 20], [30, 40]]
    assert shown(released.column_totals) == [40, 60]
    assert not released.has_hidden


@pytest.mark.parametrize("wrong", [[], [[]], [[1], [1, 2]], [[-1]]])
def test_what_is_no_table_of_counts_is_refused(wrong):
    with pytest.raises(ValueError, match=r"table|negative"):
        disclose(wrong)


def test_nobody_else_makes_a_disclosed():
    with pytest.raises(TypeError, match="disclose"):
        Disclosed()
    with pytest.raises(TypeError):
        replace(disclose([[7]]).total, _value=3)


def test_a_hidden_count_gives_no_value_and_no_repr():
    one = disclose([[3]]).total
    assert repr(one) == "<Disclosed –>"
    with pytest.raises(ValueError, match="hidden"):
        _ = one.value


@given(rows)
@settings(max_examples=400, deadline=None)
def test_no_row_or_column_with_its_total_gives_a_hidden_cell(table):
    released = disclose(table)
    whole = [*zip(released.rows, released.row_totals, strict=True)]
    whole += zip(zip(*released.rows, strict=True), released.column_totals, strict=True)
    for cells, total in whole:
        assert [*shown(cells), *shown([total])].count(None) != 1


@given(rows)
@settings(max_examples=400, deadline=None)
def test_a_hidden_cell_is_never_five_or_fewer_by_subtraction(table):
    released = disclose(table)
    for cells, total in zip(released.rows, released.row_totals, strict=True):
        if not total.is_hidden and None in shown(cells):
            rest = total.value - sum(cell.value for cell in cells if not cell.is_hidden)
            assert rest == 0 or rest >= 5


tiny = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2)


def could_be(released, most: int) -> np.ndarray:
    """Every 2 × 2 table with the published cells and totals, up to a largest cell: one a column."""
    fixed = [cell for row in released.rows for cell in row]
    choices = [np.arange(most) if cell.is_hidden else [cell.value] for cell in fixed]
    tables = np.stack([one.ravel() for one in np.meshgrid(*choices, indexing="ij")])
    a, b, c, d = tables
    fits = np.ones(a.size, bool)
    totals = [*released.row_totals, *released.column_totals, released.total]
    for total, found in zip(totals, [a + b, c + d, a + c, b + d, a + b + c + d], strict=True):
        if not total.is_hidden:
            fits &= found == total.value
    return tables[:, fits]


@given(tiny)
@settings(max_examples=150, deadline=None)
def test_every_hidden_cell_could_have_been_another_number(table):
    released = disclose(table)
    tables = could_be(released, 20)
    assert (tables == np.ravel(table)[:, None]).all(axis=0).any()
    for cells, cell in zip(tables, [cell for row in released.rows for cell in row], strict=True):
        if cell.is_hidden:
            assert np.ptp(cells) > 0


def test_a_cell_that_two_rows_less_two_columns_would_give_is_hidden_with_one_more():
    """Two hidden in every row and column, and still cell 1.3 = rows 1-2 less columns 1-2."""
    few, many = 3, 20
    table = [
        [few, few, few, many],
        [few, few, many, many],
        [many, many, few, few],
        [many, many, few, few],
    ]
    released = disclose(table)
    hidden = [(i, j) for i in range(4) for j in range(4) if released.rows[i][j].is_hidden]
    small = [(i, j) for i in range(4) for j in range(4) if table[i][j] == few]
    assert set(small) < set(hidden)
