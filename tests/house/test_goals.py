"""The bench ends with 1 for a wrong answer, and only tells of a goal that is missed."""

import subprocess

from bench import goals


def done(code: int, said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, "", said)


def test_a_missed_goal_is_told_with_by_how_much_and_ends_well(capsys):
    missed = goals.at_most("the night", 12.9, 10, "s") + goals.at_least("audit", 150, 200, "x")
    assert goals.ended(missed) == 0
    assert capsys.readouterr().out.splitlines() == [
        "*** missed: the night 12.9, at most 10 s (1.29 times the goal)",
        "*** missed: audit 150, at least 200 x (1.33 times the goal)",
    ]


def test_a_goal_that_is_met_is_not_mentioned():
    assert goals.at_most("the night", 10, 10, "s") + goals.at_least("audit", 200, 200, "x") == []


def test_a_wrong_answer_ends_the_bench_with_1():
    missed = goals.at_most("the night", 12.9, 10, "s")
    assert goals.ended([*missed, "booking: 1 overlaps"]) == 1


def test_what_a_process_of_its_own_missed_is_no_fault_and_how_it_broke_is():
    (missed,) = goals.at_most("the night", 12.9, 10, "s")
    assert goals.child("the night", done(0, "")) == []
    assert goals.child("the night", done(1, missed)) == [missed]
    assert goals.child("the night", done(1, f"{missed}\nKeyError: 7")) == [
        missed, "the night: KeyError: 7"
    ]  # fmt: skip
    assert goals.child("the night", done(-9, "")) == ["the night: "]
