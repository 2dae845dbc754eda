import csv
import io
import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import queries
from sammenhaeng.organisation.models import Import, Unit
from sammenhaeng.organisation.operations.imports import import_files
from sammenhaeng.organisation.queries import Wanted
from sammenhaeng.organisation.rules import reference
from sammenhaeng.organisation.rules.units import read

from .conftest import HEADER, line, written

ROOT = Path(__file__).parents[2]
GOOD = written(line("b", "a", "Under"), line("a", name="Øverst"))


def every_unit():
    return list(Unit.objects.order_by("pk").values())


def test_parents_may_stand_after_their_children(bring):
    done, faults = bring(GOOD)

    assert (done.rows_new, done.rows_changed, done.rows_same, faults) == (2, 0, 0, [])
    under, top = Unit.objects.get(code="b"), Unit.objects.get(code="a")
    assert under.ancestor_ids == [top.pk, under.pk]
    assert (under.parent_id, under.name) == (top.pk, "Under")


def test_the_same_file_again_changes_nothing(bring):
    bring(GOOD)
    before = every_unit()

    done, _ = bring(GOOD)

    assert (done.rows_new, done.rows_changed, done.rows_same) == (0, 0, 2)
    assert every_unit() == before


def test_a_row_with_a_known_code_corrects_the_unit_and_leaves_the_others(bring, solby):
    done, _ = bring(written(line("school", "family", "Ny Bakkeskole", first_on="2007-01-01")))

    school = Unit.objects.get(pk=solby.school.pk)
    assert (done.rows_new, done.rows_changed) == (0, 1)
    assert (school.name, school.parent_id, school.phone) == ("Ny Bakkeskole", solby.family.pk, "")
    assert school.ancestor_ids == [*solby.family.ancestor_ids, school.pk]
    assert Unit.objects.get(pk=solby.jobcentre.pk).phone == "99 99 44 00"


def test_those_below_a_moved_unit_move_with_it(bring, solby):
    bring(written(line("c", "b"), line("b", "a"), line("a")))
    bring(written(line("b", "town_hall")))

    below, b = Unit.objects.get(code="c"), Unit.objects.get(code="b")
    assert below.ancestor_ids == [solby.town_hall.pk, b.pk, below.pk]


WRONG = {
    "no code": ([line("")], [(2, "code", "required")]),
    "no name": ([line("a", name="")], [(2, "name", "required")]),
    "an unknown kind": ([line("a", kind="castle")], [(2, "kind", "kind")]),
    "not a date": ([line("a", first_on="31.02.2026")], [(2, "first_on", "date")]),
    "ends first": ([line("a", last_on="2025-01-01")], [(2, "last_on", "period")]),
    "an unknown authority": ([line("a", authority="9")], [(2, "authority", "authority_unknown")]),
    "another's authority": ([line("a", authority="1099")], [(2, "authority", "authority_other")]),
    "a code twice": ([line("a"), line("b"), line("a")], [(4, "code", "twice")]),
    "an unknown parent": ([line("a", "x")], [(2, "parent", "parent_unknown")]),
    "under itself": ([line("a", "a")], [(2, "parent", "cycle")]),
    "a ring of three": (
        [line("a", "b"), line("b", "c"), line("c", "a"), line("d", "a")],
        [(n, "parent", "cycle") for n in (2, 3, 4)],
    ),
    "too deep": (
        [line("u0"), *(line(f"u{n}", f"u{n - 1}") for n in range(1, 21))],
        [(22, "parent", "deep")],
    ),
    "longer than its parent": (
        [line("a", last_on="2026-12-31"), line("b", "a")],
        [(3, "first_on", "outside_parent")],
    ),
    "before its authority": (
        [line("a", first_on="2006-12-31")], [(2, "first_on", "outside_authority")],
    ),
    "shorter than a child that stays": (
        [line("family", "town_hall", first_on="2007-01-01"),
         line("town_hall", first_on="2007-01-01", last_on="2026-01-01")],
        [(2, "first_on", "outside_parent"), (3, "last_on", "leaves_child"),
         (3, "last_on", "leaves_child")],
    ),
    "a cell too many": ([line("a") + ";x"], [(2, "", "cells")]),
    "a control character": ([line("a", name="A\x07B")], [(2, "name", "control")]),
    "two faults in one row": (
        [line("", kind="castle")], [(2, "code", "required"), (2, "kind", "kind")],
    ),
    "a child of a faulty row": (
        [line("a", kind="castle"), line("b", "a")], [(2, "kind", "kind")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_file_with_a_fault_is_refused_at_its_row_and_column(bring, case):
    lines, expected = WRONG[case]
    before = every_unit()

    done, faults = bring(written(*lines))

    assert faults == expected
    assert done.rows_refused == len({row for row, _, _ in expected})
    assert every_unit() == before


UNREADABLE = {
    "Latin-1": (written(line("a", name="Å")).decode().encode("latin-1"), (0, "", "encoding")),
    "UTF-16": (written(line("a")).decode().encode("utf-16"), (0, "", "encoding")),
    "empty": (b"", (0, "", "empty")),
    "only a header": (HEADER.encode(), (0, "", "empty")),
    "columns missing": (b"authority;code\n0999;a", (1, "", "columns_missing")),
    "an unknown column": (written(header=HEADER + ";x"), (1, "", "columns_unknown")),
    "a column twice": (written(line("a"), header=HEADER + ";name"), (1, "", "columns_twice")),
    "an open quote": (written('"' + line("a")), (2, "", "quotes")),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(bring, case):
    content, expected = UNREADABLE[case]

    assert bring(content)[1] == [expected]


def test_missing_columns_are_named(bring):
    done, _ = bring(b"authority;code;kind;phone;hours;address;first_on;last_on\n")

    (told,) = queries.faults(done)
    assert told.what == "Kolonnerne mangler: parent, name, name_en."


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_file_may_have_a_mark_and_either_delimiter(bring, mark, delimiter):
    content = mark + written(line("a", name="Ålegården")).replace(b";", delimiter.encode())

    assert bring(content)[1] == []
    assert Unit.objects.get(code="a").name == "Ålegården"


@pytest.mark.parametrize("who", ["mette", "karen", "anne"])
def test_only_an_administrator_may_import(bring, who):
    with pytest.raises(Refused, match="indlæse filer"):
        bring(GOOD, by=who)
    assert not Unit.objects.filter(code="a").exists()


def test_the_machine_may_import_for_every_authority(bring):
    assert bring(written(line("a", authority="1099"), line("b")), by="system")[1] == []


def test_an_import_and_a_refusal_are_written_down(bring, solby):
    done, _ = bring(GOOD)
    refused, _ = bring(written(line("")), name="bad.csv")

    assert (done.who, done.seat_id, done.rows_refused) == ("Eva Storm", solby.eva.pk, 0)
    acts = Entry.objects.filter(thing="organisation.import").order_by("pk").values_list("act")
    assert [act for (act,) in acts][-2:] == ["import.done", "import.refused"]
    listed = queries.imports(solby.eva.unit.authority_id, solby.eva.pk)
    assert list(listed) == [refused, done]
    assert len(done.checksum) == 64


def test_ten_thousand_rows_take_few_queries(bring, django_assert_max_num_queries):
    rows = [line(f"u{n}", f"u{n // 20}" if n else "", f"Enhed {n}") for n in range(10_000)]
    begun = time.monotonic()
    with django_assert_max_num_queries(60):
        done, _ = bring(written(*rows))

    assert (done.rows_new, done.rows_refused) == (10_000, 0)
    print(f"{time.monotonic() - begun:.1f} s")  # noqa: T201  told with -s
    connection.check_constraints()


WIDE = f"{HEADER};ownership;about"


def test_a_file_may_tell_who_owns_a_place_and_what_it_is_like(bring):
    bring(written(line("a") + ";independent;Et lille hus ved åen.", header=WIDE))
    told = Unit.objects.get(code="a")
    assert (told.ownership, told.about, told.about_en) == (
        "independent", "Et lille hus ved åen.", "",
    )  # fmt: skip


def test_a_file_without_the_optional_columns_leaves_them_as_they_are(bring):
    bring(written(line("a") + ";private;Om stedet", header=WIDE))
    bring(written(line("a", name="Nyt navn")))
    told = Unit.objects.get(code="a")
    assert (told.name, told.ownership, told.about) == ("Nyt navn", "private", "Om stedet")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (";castle;", (2, "ownership", "ownership")),
        (f";;{'x' * 2001}", (2, "about", "long")),
        (f";;{'x' * 2000}", None),
        (";;", None),
    ],
)
def test_an_unknown_owner_or_too_long_a_text_is_told(bring, cells, fault):
    _, faults = bring(written(line("a") + cells, header=WIDE))
    assert faults == ([fault] if fault else [])


def test_the_example_of_the_page_is_the_example_of_the_project_and_imports(bring):
    content = (ROOT / "examples" / "units.csv").read_text("utf-8")

    assert content == reference.text("units_example.csv")
    done, faults = bring(content.encode())
    assert (done.rows_new, faults) == (6, [])


@pytest.mark.parametrize("name", ["=1+1", "+45", "-x", "@sum", "'=quoted", "''-twice"])
def test_no_exported_cell_is_a_formula_and_the_way_back_is_exact(bring, solby, name):
    bring(written(line("a", name=name if name[0] != "'" else "'" + name)))
    kept = Unit.objects.get(code="a").name
    wanted = Wanted(authority_id=solby.school.authority_id)
    text = io.StringIO()
    rows = list(queries.sheet_of(queries.units(wanted, date(2026, 11, 18))))
    csv.writer(text, delimiter=";").writerows(rows)

    assert not any(cell[:1] in tuple("=+-@") for row in rows for cell in row if cell)
    done, faults = bring(text.getvalue().encode())
    assert (done.rows_new, done.rows_changed, faults) == (0, 0, [])
    assert Unit.objects.get(code="a").name == kept


def test_several_files_are_all_or_nothing(solby, at):

    sheets = [read("good.csv", GOOD), read("bad.csv", written(line("")))]
    (refused,) = import_files(sheets, by=solby.seats["system"], at=at)

    assert (refused.file_name, refused.rows_refused) == ("bad.csv", 1)
    assert not Unit.objects.filter(code="a").exists()
    assert not Import.objects.filter(file_name="good.csv").exists()
