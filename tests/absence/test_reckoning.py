"""Tables give the same whole minutes as one employee counted day by day."""

from dataclasses import replace
from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.absence.queries import months, staff
from sammenhaeng.absence.rules import mix
from sammenhaeng.absence.rules.reckoning import Contract, reckon
from sammenhaeng.kernel.periods import Days

from . import drawing


@settings(max_examples=2)  # of many people each: an engine takes long to be asked at all
@given(st.integers(0, 10**9))
def test_tables_count_as_one_employee_is_counted(seed):
    people = drawing.world(seed, size=600)
    told = staff.counted(drawing.reckoning(people))
    rows = {row["employee"]: row for row in ibis.duckdb.connect().to_pyarrow(told).to_pylist()}
    for employee, (contracts, spells) in enumerate(people):
        plain = reckon(contracts, spells, drawing.PERIOD)
        if not plain.exposure:
            assert employee not in rows
            continue
        row = rows[employee]
        assert (
            row["exposure_days"], row["minutes"], row["short_minutes"],
            row["medium_minutes"], row["long_minutes"],
            row["injury_minutes"], row["spells"], row["days"], row["over_30"],
        ) == (
            plain.exposure, plain.minutes, plain.short, plain.medium, plain.long,
            plain.injury, plain.spells, plain.days, plain.is_over_30,
        )  # fmt: skip


@settings(max_examples=1)
@given(st.integers(0, 10**9))
def test_months_causes_and_lengths_add_up_as_one_employee_does(seed):
    people = drawing.world(seed, size=450)
    world = drawing.reckoning(people)
    plain = [reckon(*one, drawing.PERIOD) for one in people]
    assert monthly(world) == {
        month: sum(one.by_month.get(month, 0) for one in plain)
        for month in months.months_of(drawing.PERIOD)
    }
    assert by_cause(world) == {
        1100: sum(one.minutes - one.injury for one in plain),
        1200: total(people, 1200),
        1300: sum(one.injury for one in plain),
        1400: total(people, 1400),
    }
    (lengths,) = fetched(months.by_length(world))
    counts = [lengths[f"{one}_spells"] for one in ("short", "medium", "long")]
    assert sum(counts) == sum(one.spells for one in plain)


def fetched(rows) -> list[dict]:
    return ibis.duckdb.connect().to_pyarrow(rows).to_pylist()


def monthly(world) -> dict[int, int]:
    return {row["month"]: row["minutes"] for row in fetched(months.by_month(world))}


def by_cause(world) -> dict[int, int]:
    return {row["cause"]: row["minutes"] for row in fetched(months.by_cause(world))}


def total(people, cause: int) -> int:
    return sum(reckon(*one, drawing.PERIOD, frozenset({cause})).minutes for one in people)


def test_months_of_a_period_are_cut_to_it():
    told = months.months_of(Days(date(2024, 12, 15), date(2025, 2, 10)))
    assert list(told.values()) == [
        Days(date(2024, 12, 15), date(2024, 12, 31)), Days(date(2025, 1, 1), date(2025, 1, 31)),
        Days(date(2025, 2, 1), date(2025, 2, 10)),
    ]  # fmt: skip
    assert list(told) == [2024 * 12 + 11, 2025 * 12, 2025 * 12 + 1]


OLD = {"sex": "m", "education": "90", "origin": "dansk", "job": "laerer"}


def test_staff_have_the_mix_of_their_last_contract():
    people = [([Contract(Days(date(2024, 1, 1), date(2025, 1, 31)), 1110),
                Contract(Days(date(2025, 2, 1)), 2220)], [])]  # fmt: skip
    world = drawing.reckoning(people)
    mixed = [
        row | told
        for row, told in zip(
            fetched(world.employments),
            [
                {**OLD, "birth_year": 1980, "education": "70"},
                {**OLD, "sex": "k", "birth_year": 1995, "origin": "uoplyst", "job": "anden"},
            ],
            strict=True,
        )
    ]  # fmt: skip
    world = replace(world, employments=ibis.memtable(pa.Table.from_pylist(mixed)))
    told = staff.persons(world, ibis.duckdb.connect().to_pyarrow)
    names = [list(mix.codes()[name])[getattr(told, name)[0]] for name in mix.codes()]
    assert names == ["k", "90", "uoplyst", "anden"]
    assert mix.AGES[told.age_band[0]] == "25–34 år"
    assert (told.unit.dtype, told.sex.dtype, told.minutes.dtype) == ("int32", "int8", "int64")


@pytest.mark.parametrize(
    ("born", "band"), [(2001, 0), (2000, 1), (1990, 2), (1961, 4), (1960, 5), (1930, 5)]
)
def test_age_bands_at_their_edges(born, band):
    assert mix.age_band(born, 2025) == band


def test_the_same_expressions_are_written_for_spark():
    told = str(
        ibis.to_sql(staff.counted(drawing.reckoning(drawing.world(1, 3))), dialect="pyspark")
    )
    assert "OVER (PARTITION BY" in told
