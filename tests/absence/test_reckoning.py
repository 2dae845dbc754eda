"""Tables give the same whole minutes as one employee counted day by day."""

import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.absence.queries import staff
from sammenhaeng.absence.rules.reckoning import reckon

from . import drawing


@settings(max_examples=8)
@given(st.integers(0, 10**9))
def test_tables_count_as_one_employee_is_counted(seed):
    people = drawing.world(seed)
    told = staff.counted(drawing.reckoning(people))
    rows = {row["employee"]: row for row in ibis.duckdb.connect().to_pyarrow(told).to_pylist()}
    for employee, (contracts, spells) in enumerate(people):
        plain = reckon(contracts, spells, drawing.PERIOD)
        if not plain.exposure:
            assert employee not in rows
            continue
        row = rows[employee]
        assert (
            row["exposure_days"], row["minutes"], row["short_minutes"], row["long_minutes"],
            row["injury_minutes"], row["spells"], row["days"], row["over_30"],
        ) == (
            plain.exposure, plain.minutes, plain.short, plain.long,
            plain.injury, plain.spells, plain.days, plain.is_over_30,
        )  # fmt: skip
