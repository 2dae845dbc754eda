"""A delivery is taken in whole: typed, in order, with its pseudonyms, and told what it is."""

from datetime import date

import numpy as np
import pyarrow.parquet as pq
import pytest

from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.lake import operations, pseudonyms, queries
from sammenhaeng.lake.models import Delivery

from .conftest import HEADER, SPELLS, counts_of, faults_of, files_of, spell, written

TWO = written(
    spell("2222222222", first_on="10.03.2025", last_on="", hours="", born=""),
    spell("010190-1234", note="Ring først"),
)


def rows_of(delivery, lake):
    return pq.read_table(lake / delivery.name)


def test_the_rows_are_kept_typed_and_in_order(bring, lake, solby):
    done = bring(TWO)

    assert (done.state, done.rows, faults_of(done)) == ("in_force", 2, [])
    table = rows_of(done, lake)
    assert [str(one.type) for one in table.schema][:5] == [
        "int64", "int32", "date32[day]", "date32[day]", "int32",
    ]  # fmt: skip
    assert table.schema.names[4] == "minutes"
    ordered = sorted(table.to_pylist(), key=lambda row: (row["unit"], row["employee"]))
    assert table.to_pylist() == ordered
    one = next(row for row in ordered if row["minutes"] is not None)
    assert one == {
        "employee": queries.pseudonym("0101901234", 1), "unit": solby.school.pk,
        "first_on": date(2025, 2, 3), "last_on": date(2025, 2, 4), "minutes": 888,
        "cause": "1100", "born": 1990, "note": "Ring først",
    }  # fmt: skip
    other = next(row for row in ordered if row["minutes"] is None)
    assert (other["first_on"], other["last_on"], other["note"]) == (date(2025, 3, 10), None, None)


def test_no_number_of_a_person_is_in_the_file(bring, lake):
    done = bring(TWO)

    content = (lake / done.name).read_bytes()
    assert b"0101901234" not in content
    assert b"010190-1234" not in content


def test_the_file_says_what_it_is_and_its_name_says_its_content(bring, lake):
    done = bring(TWO)

    about = pq.read_metadata(lake / done.name).metadata
    assert about[b"sammenhaeng.kind"] == b"test.spells"
    assert about[b"sammenhaeng.source"].decode() == "løn"
    assert about[b"sammenhaeng.period"] == b"2025-01-01/2025-12-31"
    assert about[b"sammenhaeng.file_checksum"].decode() == done.file_checksum
    assert done.name == f"test.spells/{operations._checksum(lake / done.name)}.parquet"
    assert files_of(lake) == [done.name]


def test_the_table_holds_what_is_in_force(bring):
    assert queries.table(SPELLS).count().to_pyarrow().as_py() == 0
    bring(TWO)

    told = queries.table(SPELLS)
    assert told.count().to_pyarrow().as_py() == 2
    assert told.minutes.sum().to_pyarrow().as_py() == 888


def test_a_correction_supersedes_and_the_table_of_then_stays(bring, at):
    first = bring(TWO)
    later = at.replace(hour=12)
    second = bring(written(spell(hours="7,4")), at=later)

    first.refresh_from_db()
    assert (first.state, second.state, second.supersedes_id) == ("superseded", "in_force", first.pk)
    assert queries.table(SPELLS).minutes.sum().to_pyarrow().as_py() == 444
    then = queries.table(SPELLS, known_at=later.replace(minute=0))
    assert then.minutes.sum().to_pyarrow().as_py() == 888
    assert queries.table(SPELLS, known_at=at.replace(hour=1)).count().to_pyarrow().as_py() == 0


@pytest.mark.parametrize("other", [{"source": "vagt"}, {"period": 2024}])
def test_another_source_or_period_does_not_supersede(bring, other):
    first = bring(TWO)
    bring(written(spell(hours="7,4")), **other)

    first.refresh_from_db()
    assert first.state == "in_force"
    assert queries.table(SPELLS).minutes.sum().to_pyarrow().as_py() == 888 + 444


def test_a_withdrawn_delivery_counts_no_more_but_its_file_stays(bring, lake, solby, at):
    done = bring(TWO)
    operations.withdraw(done, by=solby.eva, at=at.replace(hour=10))

    assert queries.table(SPELLS).count().to_pyarrow().as_py() == 0
    assert queries.table(SPELLS, known_at=at).count().to_pyarrow().as_py() == 2
    assert files_of(lake) == [done.name]
    with pytest.raises(Refused, match="gælder ikke længere"):
        operations.withdraw(done, by=solby.eva, at=at.replace(hour=11))


@pytest.mark.parametrize("who", ["mette", "karen", "anne"])
def test_only_an_administrator_may_deliver_or_withdraw(bring, solby, at, who):
    done = bring(TWO)
    with pytest.raises(Refused, match="indlæse leverancer"):
        bring(TWO, by=who)
    with pytest.raises(Refused, match="trække leverancer"):
        operations.withdraw(done, by=solby.seats[who], at=at)
    assert Delivery.objects.count() == 1


def test_what_happened_is_written_down(bring, solby, at):
    done = bring(TWO)
    refused = bring(written(spell(cause="9")))
    operations.withdraw(done, by=solby.eva, at=at)

    acts = Entry.objects.filter(thing="lake.delivery").order_by("pk").values_list("act", "thing_id")
    assert list(acts) == [
        ("delivery.taken_in", done.pk), ("delivery.refused", refused.pk),
        ("delivery.withdrawn", done.pk),
    ]  # fmt: skip


def test_the_same_person_is_the_same_number_with_and_without_the_mark(bring, lake):
    done = bring(
        written(spell("0101901234"), spell("010190-1234", first_on="2025-05-01", last_on=""))
    )

    assert len(set(rows_of(done, lake)["employee"].to_pylist())) == 1


def test_another_key_makes_another_number(settings):
    before = queries.pseudonym("0101901234", 1)
    settings.LAKE_KEY = "another"

    assert queries.pseudonym("0101901234", 1) != before


def test_a_staff_number_is_somebody_else_in_another_authority_and_a_cpr_number_is_not():
    for number in ("1234567", "0001901234", "3213901234", "A-17"):
        assert queries.pseudonym(number, 1) != queries.pseudonym(number, 2)
    for number in ("0101901234", "010190-1234", "6101901234"):
        assert queries.pseudonym(number, 1) == queries.pseudonym(number, 2)


def test_a_delivery_is_keyed_with_the_authority_that_delivers(bring, solby, lake):
    done = bring(written(spell("1234567"), spell("0101901234")))

    assert set(rows_of(done, lake)["employee"].to_pylist()) == {
        queries.pseudonym(number, solby.eva.unit.authority_id)
        for number in ("1234567", "0101901234")
    }


def test_two_persons_with_one_pseudonym_are_refused(bring, monkeypatch):
    monkeypatch.setattr(pseudonyms, "pseudonyms", lambda numbers: np.full(len(numbers), 7))

    done = bring(TWO)

    assert counts_of(done) == {("employee", "same_pseudonym"): 1}


def test_columns_are_found_by_title_and_alias_and_the_others_are_not_kept(bring, lake):
    header = "CPR;ENHED;Første dag;sidste_dag;Timer;Årsag;Ukendt"
    done = bring(written("1;school;2025-01-01;;1,5;1100;hemmelig", header=header))

    assert done.rows == 1
    assert faults_of(done, is_warning=True) == [(1, "", "column_unused")]
    assert b"hemmelig" not in (lake / done.name).read_bytes()


def test_a_mapping_is_remembered_for_the_source(bring):
    content = written(spell(), header=HEADER.replace("employee", "Nummer"))
    assert faults_of(bring(content)) == [(1, "employee", "column_missing")]

    bring(content, mapping={"employee": "Nummer"})

    assert bring(content).state == "in_force"
    assert faults_of(bring(content, source="vagt")) == [(1, "employee", "column_missing")]


def test_a_mapping_to_a_column_that_is_not_there_is_refused(bring):
    done = bring(written(spell()), mapping={"employee": "Nummer"})

    assert faults_of(done) == [(1, "employee", "column_absent")]


def test_any_number_of_units_is_one_query(solby, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.units([f"{n}/u{n}" for n in range(70_000)] + ["school"], 0)
    assert found == {}
    with django_assert_num_queries(1):
        found = queries.units(["school", "0999/school"], solby.school.authority_id)
    assert set(found.values()) == {(solby.school.pk, solby.school.authority_id)}
