"""Bad deliveries: each gets a clear report, and the lake is as it was."""

import io
import zipfile
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from sammenhaeng.lake import queries
from sammenhaeng.lake.faults import MASK
from sammenhaeng.lake.models import Delivery, DeliveryFault

from .conftest import HEADER, SPELLS, counts_of, faults_of, files_of, spell, written

GOOD = written(*(spell(str(1_000_000 + n), born=str(1950 + n % 50)) for n in range(300)))


def as_table(content=GOOD):
    options = arrow_csv.ParseOptions(delimiter=";")
    return arrow_csv.read_csv(io.BytesIO(content), parse_options=options)


def as_parquet(table):
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def as_excel(content=GOOD):
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for n, line in enumerate(content.decode().splitlines()):
            sheet.write_row(n, 0, line.split(";"))
    return sink.getvalue()


@pytest.fixture
def refused(bring, lake):
    """Deliver a bad file over a good one, and see that nothing else changed."""
    bring(GOOD)
    before = (files_of(lake), queries.table(SPELLS).count().to_pyarrow().as_py())

    def try_(content, **said):
        done = bring(content, **said)
        now = (files_of(lake), queries.table(SPELLS).count().to_pyarrow().as_py())
        assert now == before
        assert (done.state, done.rows, done.name) == ("refused", 0, "")
        assert Delivery.objects.in_force().count() == 1
        return done

    return try_


CELLS = {
    "no person": ({"employee": ""}, ("employee", "required")),
    "only spaces": ({"employee": "  "}, ("employee", "required")),
    "no first day": ({"first_on": ""}, ("first_on", "required")),
    "no unit": ({"unit": ""}, ("unit", "required")),
    "an unknown unit": ({"unit": "0999/castle"}, ("unit", "unit_unknown")),
    "another's unit": ({"unit": "1099/psychiatry"}, ("unit", "unit_other")),
    "not a date": ({"first_on": "31.02.2025"}, ("first_on", "date")),
    "an American date": ({"first_on": "02/28/2025"}, ("first_on", "date")),
    "dates upside down": ({"last_on": "2025-01-01"}, ("last_on", "upside_down")),
    "negative hours": ({"hours": "-7,4"}, ("hours", "negative")),
    "hours in words": ({"hours": "syv"}, ("hours", "number")),
    "too many hours": ({"hours": "10000,1"}, ("hours", "high")),
    "an unknown cause": ({"cause": "1500"}, ("cause", "code")),
    "half a year of birth": ({"born": "1990,5"}, ("born", "whole")),
    "too early a year": ({"born": "1899"}, ("born", "low")),
    "a CPR number in a text": ({"note": "se 010190-1234."}, ("note", "cpr")),
    "a text too long": ({"note": "x" * 1001}, ("note", "long")),
    "a rule of the schema": ({"first_on": "1999-12-31"}, ("first_on", "before_2000")),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_bad_cell_is_told_by_row_and_column(refused, case):
    cells, (column, reason) = CELLS[case]

    done = refused(written(spell("1"), spell(**cells), spell("3")))

    assert faults_of(done) == [(3, column, reason)]
    assert (counts_of(done), done.rows_refused) == ({(column, reason): 1}, 1)


def test_hours_that_may_be_thousands_are_refused(refused):
    done = refused(written(spell("1", hours="7"), spell("2", hours="1.234")))

    assert faults_of(done) == [(3, "hours", "ambiguous")]


def test_the_dot_of_thousands_is_known_from_the_rest_of_the_column(bring, lake):
    lines = [spell("1", hours="7,4"), spell("2", hours="1.234"), spell("3", hours="1.234,5")]
    done = bring(written(*lines))

    minutes = pq.read_table(lake / done.name)["minutes"].to_pylist()
    assert sorted(minutes) == [444, 74040, 74070]


@pytest.mark.parametrize(
    ("hours", "minutes"), [("7,4", 444), ("7.4", 444), ("0,125", 8), ("7", 420), ("1.000,5", 60030)]
)
def test_danish_and_english_decimals_become_whole_minutes(bring, lake, hours, minutes):
    done = bring(written(spell(hours=hours)))

    assert pq.read_table(lake / done.name)["minutes"].to_pylist() == [minutes]


@pytest.mark.parametrize("day", ["2025-02-03", "03.02.2025", "3/2/2025", "03-02-2025", "20250203"])
def test_danish_and_iso_dates_are_the_same_day(bring, lake, day):
    done = bring(written(spell(first_on=day)))

    assert str(pq.read_table(lake / done.name)["first_on"][0]) == "2025-02-03"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_letters_and_delimiters_are_recognised(bring, lake, encoding, delimiter):
    content = written(spell(note="Æblegård", hours="7.4"), encoding=encoding)
    done = bring(content.replace(b";", delimiter.encode()))

    assert pq.read_table(lake / done.name)["note"].to_pylist() == ["Æblegård"]


MIXED = written(spell(note="æ")) + spell("2", note="ø").encode("cp1252") + b"\n"
WHOLE = {
    "UTF-16": (GOOD.decode().encode("utf-16"), "encoding"),
    "two encodings in one file": (MIXED, "encoding"),
    "empty": (b"", "empty"),
    "only a header": (written(), "no_rows"),
    "only a header without an end": (HEADER.encode(), "no_rows"),
    "only a header in Excel": (as_excel(written()), "no_rows"),
    "only blank rows": (written(";;;;;;;", ""), "no_rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "not_a_table"),
    "a PDF": (b"%PDF-1.7\n", "not_a_table"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0" + bytes(64), "not_a_table"),
    "an archive of something else": (None, "not_a_table"),
    "half a letter": (written(spell(note="x"))[:-1] + b"\xc3", "truncated"),
    "half an Excel file": (as_excel()[: len(as_excel()) // 2], "truncated"),
    "half a Parquet file": (as_parquet(as_table())[:3000], "truncated"),
    "a Parquet file without its middle": (
        as_parquet(as_table())[:1500] + bytes(300) + as_parquet(as_table())[1800:], "truncated",
    ),
    "lists in a Parquet file": (
        as_parquet(as_table().set_column(0, "employee", pa.array([[1]] * 300))), "not_a_table",
    ),
}  # fmt: skip


def archive(*parts, **options):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            book.writestr(name, content)
    return sink.getvalue()


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(refused, case):
    content, reason = WHOLE[case]

    done = refused(archive(("a.txt", "a")) if content is None else content)

    assert faults_of(done) == [(0, "", reason)]


def test_a_file_of_one_broken_row_is_told_of_its_cells_alone(refused):
    done = refused(written("1;school"))

    assert (faults_of(done), done.rows_refused) == ([(2, "", "cells")], 1)


@pytest.mark.parametrize("cut", [0.5, 0.25, 0.9])
def test_a_csv_file_cut_inside_a_row_is_refused(refused, cut):
    content = GOOD[: int(len(GOOD) * cut)]
    content = content[: content.rindex(b";")]

    done = refused(content)

    last = content.count(b"\n") + 1
    assert set(faults_of(done)) == {(last, "", "truncated"), (last, "", "cells")}


def test_a_csv_file_cut_inside_its_last_cell_is_told_with_the_receipt(bring):
    done = bring(GOOD[:-1])

    assert faults_of(done, is_warning=True) == [(0, "", "no_last_newline")]


def bomb():
    return archive(("xl/workbook.xml", b"0" * (2**30 + 1)))


def lying_bomb():
    """An archive that says it holds a byte, and holds a gigabyte."""
    honest = bytearray(archive(("xl/workbook.xml", b"0" * 2**28)))
    size = (2**28).to_bytes(4, "little")
    for _ in range(honest.count(size)):
        at = honest.index(size)
        honest[at : at + 4] = (1).to_bytes(4, "little")
    return bytes(honest)


@pytest.mark.parametrize("made", [bomb, lying_bomb])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(refused, made):
    content = made()
    assert len(content) < 2**21

    assert faults_of(refused(content)) == [(0, "", "expands")]


def test_a_parquet_file_of_more_rows_than_may_be_is_refused(refused, monkeypatch):
    monkeypatch.setattr("sammenhaeng.lake.reading.parquets.MOST_ROWS", 299)

    assert faults_of(refused(as_parquet(as_table()))) == [(0, "", "many_rows")]


def test_rows_with_too_many_or_too_few_cells_keep_the_numbers_of_the_others(refused):
    lines = [spell("1"), spell("2") + ";x", "", "3;school", spell("4", cause="9"), spell("5")]

    done = refused(written(*lines))

    assert faults_of(done) == [(3, "", "cells"), (5, "", "cells"), (6, "cause", "code")]
    assert done.rows_refused == 3


def test_thirty_per_cent_broken_rows_are_all_counted_and_the_first_thousand_kept(refused):
    broken = [spell(str(n), cause="9" if n % 10 < 3 else "1100") for n in range(10_000)]

    done = refused(written(*broken))

    assert counts_of(done) == {("cause", "code"): 3000}
    assert done.rows_refused == 3000
    assert len(faults_of(done)) == 1000
    assert faults_of(done)[-1][0] == 3330 + 2


@pytest.mark.parametrize("column", ["note", "unit", "cause", "first_on", "hours"])
def test_a_cpr_number_is_never_repeated_in_the_report(refused, column):
    done = refused(written(spell("1", **{column: "0101901234"})))

    assert faults_of(done)
    found = list(DeliveryFault.objects.filter(delivery=done).values_list("found", flat=True))
    assert "0101901234" not in " ".join(found)
    assert MASK in " ".join(found) or column == "hours"


def test_a_cpr_number_in_the_name_of_the_file_is_masked(refused):
    assert refused(written(spell(cause="9")), name="010190-1234.csv").file_name == f"{MASK}.csv"


def test_overlapping_spells_are_a_warning_kept_with_the_delivery(bring):
    lines = [
        spell("1", first_on="2025-01-01", last_on="2025-01-31"),
        spell("1", first_on="2025-01-05", last_on="2025-01-06"),
        spell("1", first_on="2025-01-20", last_on=""),
        spell("1", first_on="2025-06-01", last_on="2025-06-02"),
        spell("2", first_on="2025-01-05", last_on="2025-01-06"),
        spell("1", unit="family", first_on="2025-01-05", last_on="2025-01-06"),
        spell("1", unit="family", first_on="2025-01-07", last_on="2025-01-07"),
    ]
    done = bring(written(*lines))

    assert (done.state, done.rows) == ("in_force", 7)
    expected = [(n, "first_on", "overlap") for n in (3, 4, 5)]
    assert faults_of(done, is_warning=True) == expected
    assert counts_of(done, is_warning=True) == {("first_on", "overlap"): 3}


@pytest.mark.parametrize("made", [as_excel, lambda: as_parquet(as_table()), lambda: GOOD])
def test_excel_parquet_and_csv_hold_the_same(bring, lake, made):
    done = bring(made())

    assert faults_of(done) == []
    expected = bring(GOOD, source="another")
    assert pq.read_table(lake / done.name).equals(pq.read_table(lake / expected.name))


def test_numbers_and_dates_of_excel_are_understood(bring, solby, lake):
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "default_date_format": "dd-mm-yy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(";"))
        sheet.write_row(1, 0, [1234567, "school"])
        sheet.write_datetime(1, 2, np.datetime64("2025-02-03").item())
        sheet.write_row(1, 4, [7.125, 1100, 1990])
    done = bring(sink.getvalue())

    (row,) = pq.read_table(lake / done.name).to_pylist()
    assert (row["employee"], row["minutes"]) == (
        queries.pseudonym("1234567", solby.eva.unit.authority_id), 428,
    )  # fmt: skip
    assert str(row["first_on"]) == "2025-02-03"


def test_an_instant_of_parquet_is_its_day_in_copenhagen(bring, lake):
    table = as_table(written(spell()))
    instant = pa.array([datetime(2025, 2, 2, 23, 30, tzinfo=UTC)])
    done = bring(as_parquet(table.set_column(2, "first_on", instant)))

    assert str(pq.read_table(lake / done.name)["first_on"][0]) == "2025-02-03"
