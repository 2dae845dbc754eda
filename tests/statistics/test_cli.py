"""A table of one's own: what the command tells, and how it refuses."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from sammenhaeng.config.cli import main
from sammenhaeng.statistics import tables

EXAMPLE = Path(__file__).parents[2] / "examples" / "table.csv"
COLUMNS = ["--observed", "o", "--expected", "e"]


def told(*words):
    done = CliRunner().invoke(main, ["statistics", "funnel", *map(str, words)])
    return done.exit_code, done.output


@pytest.fixture
def table(tmp_path):
    def written(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return written


def test_the_example_tells_who_lies_outside():
    code, said = told(EXAMPLE, "--observed", "observed", "--expected", "expected", "--id", "id")
    assert code == 0
    assert "40 units, method mad" in said
    assert "(by chance alone: 2.0)" in said
    assert "Børnehus Engdal" in said


def test_a_column_is_named_by_how_no_other_begins(table):
    by_name = told(EXAMPLE, "--observed", "observed", "--expected", "expected")
    assert told(EXAMPLE, *COLUMNS) == by_name
    two = table("oe;og;e\n120;1;100\n")
    assert told(two, *COLUMNS)[1].strip().endswith("no column o; choose one of: oe, og, e.")


def test_figures_of_two_rows_by_hand(table):
    """z = 10·log(1.2) and 10·log(0.8): φ is their mean square, one of them outside 95 %."""
    path = table("o;e\n120;100\n80;100\n")
    code, said = told(path, *COLUMNS, "--method", "none")
    phi = np.mean([(10 * np.log(1.2)) ** 2, (10 * np.log(0.8)) ** 2])
    assert code == 0
    assert f"phi {phi:.6f}" in said
    assert "tau2 0.00000000" in said
    assert "outside 95 %: 1 (by chance alone: 0.1)" in said


@pytest.mark.parametrize("text", ['o,e\n1,"1.234,5"\n', "o;e\n1;1234,5\n", "o,e\n1,1234.5\n"])
def test_danish_and_english_decimals_are_the_same_number(table, text):
    assert tables.read(table(text)).numbers("e").tolist() == [1234.5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("o;e\n1;x\n", 'line 2, column e: "x" is not a number'),
        ("o;e\n1;2\n3;0\n", "line 3, column e: 0 must be above 0"),
        ("o;e\n-1;2\n", "line 2, column o: -1 must be 0 or more"),
        ("o;b\n1;2\n", "no column e; choose one of: o, b"),
        ("o;e\n", "no rows"), ("", "no rows"),
        ("o;e\n1;2;3\n", "line 2: 3 cells"),
        ('o;e\n"1;2\n', "line 2: a quotation mark is not closed"),
        ("o;o\n1;2\n", "two columns have the same name"),
        ("o;e\n1;nan\n", "is not a number"), ("o;e\n1;\n", "is not a number"),
    ],
)  # fmt: skip
def test_a_broken_table_is_one_sentence_and_exit_code_2(table, text, said):
    code, output = told(table(text), *COLUMNS)
    assert code == 2
    assert said in output
    assert output.count("\n") == 1


def test_a_table_in_another_encoding_is_told_how_to_be_saved(table):
    code, said = told(table("o;e\nø;1\n", "latin-1"), *COLUMNS)
    assert (code, "CSV UTF-8" in said) == (2, True)


def test_a_file_that_is_not_there_is_told(tmp_path):
    code, said = told(tmp_path / "none.csv", *COLUMNS)
    assert (code, "cannot be read" in said) == (2, True)


def test_a_mark_of_byte_order_and_empty_lines_change_nothing(table):
    read = tables.read(table("﻿o;e\n\n1;2\n\n3;4\n"))
    assert read.numbers("o").tolist() == [1, 3]
    assert read.lines == (3, 5)
