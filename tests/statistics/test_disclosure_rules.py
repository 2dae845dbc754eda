"""Which cells each rule hides for their own sake, at its edge."""

import numpy as np
import pytest

from sammenhaeng.statistics.disclosure import (
    Disclosed,
    Passed,
    Rates,
    Reason,
    Rules,
    Table,
    flat,
    release,
)
from sammenhaeng.statistics.disclosure.rules import primary

TREE = flat([1, 2, 3], top=9)
MINUTES = [[900, 800], [700, 650], [640, 700]]


def reasons(values, rules=None, **more) -> np.ndarray:
    one = Table("minutes", ("2025",), ("a", "b"), TREE, np.array(values),
                **{name: np.array(value) for name, value in more.items()})  # fmt: skip
    return primary(one, rules or Rules())


@pytest.mark.parametrize(("persons", "reason"), [(4, Reason.FEW_PERSONS), (5, Reason.SHOWN)])
def test_minutes_of_fewer_than_five_persons_are_hidden(persons, reason):
    told = reasons(MINUTES, persons=[[persons, 20], [20, 20], [20, 20]])
    assert told[0, 0] == reason


@pytest.mark.parametrize(("full_time", "reason"), [(9.9, Reason.FEW_FULL_TIME), (10, Reason.SHOWN)])
def test_absence_of_fewer_than_ten_full_time_equivalents_is_hidden(full_time, reason):
    told = reasons(MINUTES, persons=np.full((3, 2), 20), full_time=[full_time, 40, 40])
    assert (told[0] == reason).all()


@pytest.mark.parametrize(("largest", "reason"), [(721, Reason.DOMINANCE), (720, Reason.SHOWN)])
def test_one_contribution_of_more_than_four_fifths_is_hidden(largest, reason):
    two = np.tile([100, 50], (3, 2, 1))
    two[0, 0] = [largest, 1]
    told = reasons(MINUTES, Rules(p=0), persons=np.full((3, 2), 20), largest=two)
    assert told[0, 0] == reason


@pytest.mark.parametrize(("second", "reason"), [(417, Reason.P_PERCENT), (416, Reason.SHOWN)])
def test_the_second_largest_may_not_work_out_the_largest_within_a_tenth(second, reason):
    two = np.tile([100, 50], (3, 2, 1))
    two[0, 0] = [440, second]  # 900 - 440 - 417 = 43 < 44, a tenth of the largest
    told = reasons(MINUTES, persons=np.full((3, 2), 20), largest=two)
    assert told[0, 0] == reason


def test_a_zero_may_be_sensitive():
    values = [[0, 30], [20, 20], [20, 20]]
    assert (
        reasons(values, Rules(sensitive_zeros=True), persons=values)[0, 0] == Reason.SENSITIVE_ZERO
    )


def test_a_reason_is_kept_for_every_hidden_cell():
    one = Table("p", ("2025",), ("a", "b"), TREE, np.array([[3, 30], [20, 20], [25, 20]]))
    found = release(one)
    assert isinstance(found, Passed)
    assert found.reason(1, "a") == Reason.FEW_PERSONS
    assert found.reason(1, "b") == Reason.SECONDARY
    assert ((found.published.reasons > 0) == np.isnan(found.published.values)).all()


def passed(values, **more) -> Passed:
    found = release(Table("m", ("2025",), ("a", "b"), TREE, np.array(values), **more))
    assert isinstance(found, Passed)
    return found


def test_a_rate_is_hidden_when_the_number_over_or_under_the_line_is():
    few = passed([[3, 30], [20, 20], [25, 20]])
    many = passed(MINUTES, persons=np.full((3, 2), 20))
    assert Rates(many, few).cell(1, "a").is_hidden
    assert Rates(few, many).cell(1, "a").is_hidden
    assert Rates(many, few, per=2).cell(3, "b") == Rates(many, few, per=2).cell(3, "b")
    assert Rates(many, few, per=2).cell(9, "total").value == pytest.approx(2 * 4390 / 118)


def test_a_mean_of_a_hidden_cell_is_hidden_and_a_mean_may_be_no_whole_number():
    few = passed([[3, 30], [20, 20], [25, 20]])
    means = few.hiding("a", np.array([1.5, 2.5, 3.5, 3.0]))
    assert np.isnan(means[0])
    assert means[3] == 3.0
    assert isinstance(few.cell(3, "total"), Disclosed)
