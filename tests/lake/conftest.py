"""Small deliveries of spells, as payroll systems write them."""

from pathlib import Path

import pytest

from sammenhaeng.kernel.deliveries import Check, Column, Schema
from sammenhaeng.lake import operations, registry
from sammenhaeng.lake.models import DeliveryCount, DeliveryFault

SPELLS = Schema(
    "test.spells", 1, "Fravær",
    (
        Column("employee", "Medarbejder", "person", aliases=("Medarb.nr", "CPR")),
        Column("unit", "Enhed", "unit"),
        Column("first_on", "Første dag", "date"),
        Column("last_on", "Sidste dag", "date", required=False),
        Column("hours", "Timer", "hours", required=False, most=10_000),
        Column("cause", "Årsag", "code", codes=("1100", "1200", "1300", "1400")),
        Column("born", "Fødselsår", "integer", required=False, least=1900, most=2020),
        Column("note", "Bemærkning", "text", required=False),
    ),
    (
        Check("before_2000", "Fraværet begynder før år 2000.", lambda rows:
              rows["first_on"].astype("datetime64[Y]").astype(int) < 30, "first_on"),
    ),
)  # fmt: skip
HEADER = "employee;unit;first_on;last_on;hours;cause;born;note"


def spell(employee="0101901234", **cells):
    """A row of Solby's school, with other cells where they are given."""
    told = {
        "unit": "school", "first_on": "2025-02-03", "last_on": "2025-02-04", "hours": "14,8",
        "cause": "1100", "born": "1990", "note": "",
    }  # fmt: skip
    return ";".join([employee, *(told | cells).values()])


def written(*lines, header=HEADER, encoding="utf-8"):
    return ("\n".join([header, *lines]) + "\n").encode(encoding)


@pytest.fixture
def lake(settings, tmp_path) -> Path:
    """An empty lake of the test's own, for spells."""
    settings.LAKE = str(tmp_path / "lake")
    before = registry.schemas().values()
    registry.open_for([SPELLS])
    yield tmp_path / "lake"
    registry.open_for(before)


@pytest.fixture
def bring(solby, at, lake, tmp_path):
    """Deliver a file as someone of the cast, for 2025 from “løn” unless something else is said."""

    def deliver(content, by="eva", name="spells.csv", **said):
        file = tmp_path / name
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file = content
        told = {"source": "løn", "period": 2025, "at": at} | said
        return operations.deliver(file, SPELLS, by=solby.seats[by], **told)

    return deliver


def faults_of(delivery, *, is_warning=False):
    rows = DeliveryFault.objects.filter(delivery=delivery, is_warning=is_warning)
    return list(rows.order_by("row", "column", "pk").values_list("row", "column", "reason"))


def counts_of(delivery, *, is_warning=False):
    rows = DeliveryCount.objects.filter(delivery=delivery, is_warning=is_warning)
    return {(column, reason): n for column, reason, n in
            rows.values_list("column", "reason", "count")}  # fmt: skip


def files_of(lake):
    return sorted(str(one.relative_to(lake)) for one in lake.rglob("*") if one.is_file())
