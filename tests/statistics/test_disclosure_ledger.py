"""What a new table tells together with those published before it."""

from itertools import product

import numpy as np
from scipy.optimize import linprog

from sammenhaeng.statistics.disclosure import (
    Failed,
    Hierarchy,
    Passed,
    Table,
    flat,
    release,
)

NORTH, SOUTH, COUNTRY = 101, 102, 100


def table(values, *, tree=None, periods=("2025",), columns=("short", "long")) -> Table:
    tree = tree or flat(range(1, len(values) + 1), top=COUNTRY)
    return Table("absence.persons", periods, columns[: len(values[0])], tree, np.array(values))


def two_kommuner(of_each) -> Hierarchy:
    """Institutions 1, 2, ... each in the north or the south, both in the country."""
    units = [*range(1, len(of_each) + 1), NORTH, SOUTH, COUNTRY]
    n = len(of_each)
    parents = [n if one == NORTH else n + 1 for one in of_each] + [n + 2, n + 2, -1]
    return Hierarchy(np.array(units), np.array(parents))


def passed(one: Table, *before: Passed) -> Passed:
    found = release(one, ledger=[old.published for old in before])
    assert isinstance(found, Passed), found
    return found


def refused(one: Table, *before: Passed) -> set[str]:
    found = release(one, ledger=[old.published for old in before])
    assert isinstance(found, Failed)
    return {fault.rule for fault in found.faults}


def test_the_same_table_again_tells_nothing_new():
    before = passed(table([[3, 20], [14, 16], [11, 30]]))
    again = passed(table([[3, 20], [14, 16], [11, 30]]), before)
    assert np.array_equal(before.published.values, again.published.values, equal_nan=True)


def test_next_year_is_other_people():
    before = passed(table([[3, 20], [14, 16], [11, 30]]))
    passed(table([[4, 21], [13, 18], [12, 31]], periods=("2026",)), before)


VALUES = [[30, 40], [25, 35], [3, 41], [50, 60], [45, 55]]
BEFORE = [NORTH] * 3 + [SOUTH] * 2
MOVED = [NORTH] * 2 + [SOUTH] * 3


def could_be(releases, unit: int, column: str) -> tuple[float, float]:
    """The least and most of an institution's number, by scipy's own solver over the institutions.

    The attacker here knows only what is shown, and that no number is negative.
    """
    names = {(u, c): k for k, (u, c) in enumerate(product(range(1, 7), ("short", "long")))}
    rows, right = [], []
    for one in releases:
        told = one.published
        for (row, column_at), value in np.ndenumerate(told.values):
            if not np.isnan(value):
                inside = told.columns[column_at : column_at + 1]
                inside = ("short", "long") if inside == ("total",) else inside
                chosen = {names[u, c] for u in told.hierarchy.members[row] for c in inside}
                rows.append([k in chosen for k in range(len(names))])
                right.append(value)
    cost = np.zeros(len(names))
    cost[names[unit, column]] = 1
    least, most = (linprog(sign * cost, A_eq=np.array(rows, float), b_eq=right).fun * sign
                   for sign in (1, -1))  # fmt: skip
    return least, most


def test_an_institution_that_moved_is_not_told_by_the_two_totals():
    """North was 1 + 2 + 3 and is 1 + 2: what is told of it twice tells of institution 3."""
    before = passed(table(VALUES, tree=two_kommuner(BEFORE)))
    moved = table(VALUES, tree=two_kommuner(MOVED))
    alone, together = passed(moved), passed(moved, before)
    assert could_be([before, alone], 3, "short") == (3, 3)
    least, most = could_be([before, together], 3, "short")
    assert most - least >= 5


NARROW = [[41, 5], [17, 53], [3, 7], [51, 10], [22, 2], [30, 52]]
NARROW_BEFORE, NARROW_MOVED = [NORTH] * 3 + [SOUTH] * 3, [NORTH] * 2 + [SOUTH] * 4


def test_a_move_that_would_tell_a_cell_whatever_is_hidden_is_refused():
    before = passed(table(NARROW, tree=two_kommuner(NARROW_BEFORE)))
    moved = table(NARROW, tree=two_kommuner(NARROW_MOVED))
    alone = passed(moved)
    assert could_be([before, alone], 3, "short") == (3, 3)
    assert refused(moved, before) == {"earlier"}


def test_the_fault_names_the_cell_and_what_could_be_worked_out():
    before = passed(table(NARROW, tree=two_kommuner(NARROW_BEFORE)))
    moved = table(NARROW, tree=two_kommuner(NARROW_MOVED))
    fault = release(moved, ledger=[before.published]).faults[0]
    assert (fault.unit, fault.column, fault.cells) == (3, "short", 1)
    assert fault.interval.least == fault.interval.most == 3


def test_what_was_hidden_before_stays_hidden_when_a_group_is_told_of_alone():
    before = passed(table(VALUES, tree=two_kommuner(BEFORE)))
    part = passed(table(VALUES[:2]), before)
    least, most = could_be([before, part], 3, "short")
    assert most - least >= 5


def test_another_cut_of_the_same_people_is_audited_with_the_first():
    """Ages and sexes of the same units share their totals only, and nothing is given away."""
    before = passed(table([[30, 40], [25, 35]]))
    passed(table([[12, 58], [31, 29]], columns=("women", "men")), before)


def test_a_longer_time_that_is_a_few_more_than_the_shorter_is_refused():
    before = passed(table([[30, 40], [25, 35]], periods=("q1",)))
    longer = table([[32, 50], [37, 45]], periods=("q1", "q2"))
    assert refused(longer, before) == {"difference"}


def test_quarters_that_make_up_a_year_tell_no_hidden_quarter():
    first = passed(table([[30, 40], [25, 35]], periods=("q1",)))
    second = passed(table([[3, 30], [25, 35]], periods=("q2",)), first)
    assert second.cell(1, "short").is_hidden
    both = table([[33, 70], [50, 70]], periods=("q1", "q2"))
    assert "earlier" in refused(both, first, second)


def test_a_correction_does_not_contradict_what_it_corrects():
    before = passed(table([[30, 40], [25, 35]]))
    passed(table([[30, 41], [25, 36]]), before)


def test_what_was_told_before_and_must_now_be_hidden_is_refused():
    before = passed(table([[30, 40], [25, 35]]))
    few = table([[30, 40], [25, 35]])
    few = Table(few.subject, few.periods, few.columns, few.hierarchy, few.values,
                persons=np.array([[30, 40], [3, 35]]))  # fmt: skip
    assert "before" in refused(few, before)


def test_releases_of_other_subjects_are_left_out():
    before = passed(table([[30, 40], [25, 35]], periods=("q1",)))
    longer = table([[32, 50], [37, 45]], periods=("q1", "q2"))
    other = Table("surveys.answers", longer.periods, longer.columns, longer.hierarchy,
                  longer.values)  # fmt: skip
    passed(other, before)
