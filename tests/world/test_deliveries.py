from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from sammenhaeng.world import nation
from sammenhaeng.world.nation import examples
from sammenhaeng.world.nation.records import NONE
from sammenhaeng.world.solby import UNITS

ROOT = Path(__file__).parents[2]
OWN = {"1100", "1300"}
CAUSES = {"1100", "1200", "1300", "1400"}


@pytest.fixture(scope="module")
def drawn():
    return nation.draw(0.002, seed=3)


@pytest.fixture(scope="module")
def written(drawn, tmp_path_factory):
    return [pq.read_table(one) for one in nation.write(drawn, tmp_path_factory.mktemp("nation"))]


def test_the_deliveries_say_what_was_drawn(drawn, written):
    employments, spells = written

    assert employments.num_rows == len(drawn.employments.person)
    assert spells.num_rows == len(drawn.spells.first)
    assert set(spells["cause"].to_pylist()) == CAUSES
    told = np.array(spells["hours"].cast("float64").to_pylist(), float) * 60
    minutes = np.where(drawn.spells.minutes == NONE, np.nan, drawn.spells.minutes)
    assert np.allclose(told, minutes, equal_nan=True)


def test_read_from_the_files_alone_the_absence_is_what_was_drawn(drawn, written):
    """Spells beginning inside an earlier one fall away; missing hours are days of the contract."""
    held, spells = (one.to_pylist() for one in written)
    weekly = {(one["employee"], one["unit"]): float(one["hours"]) for one in held}
    total, reached = 0.0, {}
    for one in sorted(spells, key=lambda one: (one["employee"], one["first_on"])):
        last = one["last_on"] or date(2025, 12, 31)
        if one["first_on"] <= reached.get(one["employee"], date.min) or one["cause"] not in OWN:
            continue
        reached[one["employee"]] = last
        if one["hours"] is None:
            days = np.busday_count(one["first_on"], last + timedelta(days=1))
            total += days * weekly[one["employee"], one["unit"]] / 5
        else:
            total += float(one["hours"])

    true = np.isin(drawn.spells.cause, [1100, 1300]) & ~drawn.spells.copy
    assert total == pytest.approx(drawn.spells.worth[true].sum() / 60, rel=0.01)


def test_an_employment_reads_as_an_authority_would_tell_it(written):
    row = written[0].slice(0, 1).to_pylist()[0]

    assert row["employee"][:2] > "60"
    assert len(row["employee"]) == 10
    assert row["unit"].startswith("0101/")
    assert row["hours"] in {Decimal("37.00"), *map(Decimal, (35, 34, 32, 30, 28, 25, 20, 15))}
    assert isinstance(row["first_on"], date)


def test_the_text_has_semicolons_and_a_decimal_comma(drawn, tmp_path):
    employments, spells = nation.write_csv(drawn, tmp_path)
    head, first = employments.read_text("utf-8").splitlines()[:2]

    assert head == "employee;unit;first_on;last_on;hours;sex;birth_year;education;origin;job"
    assert first.split(";")[4].endswith(",00")
    assert len(spells.read_text("utf-8").splitlines()) == len(drawn.spells.first) + 1


def test_the_committed_examples_are_what_the_function_writes(tmp_path):
    for made in examples.write(tmp_path):
        assert made.read_bytes() == (ROOT / "examples" / made.name).read_bytes()


def test_the_example_holds_what_makes_absence_hard_to_count():
    solby = examples.solby()
    spells = solby.spells

    assert set(examples.UNITS) <= set(UNITS)
    assert spells.copy.any()
    assert (spells.first < examples.BEGIN_YEAR).any()
    assert (spells.minutes == NONE).any()
    assert set(spells.cause.tolist()) == {1100, 1200, 1300, 1400}
