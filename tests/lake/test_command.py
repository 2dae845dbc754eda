"""The command that delivers a room's files, and stores other than a folder."""

from dataclasses import replace
from datetime import date

import pytest
import typer
from django.utils.timezone import now
from typer.testing import CliRunner

from sammenhaeng.config.refusals import sentence
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.lake import cli, queries, storage
from sammenhaeng.lake.models import Delivery, Mapping

from .conftest import HEADER, SPELLS, files_of, spell, written

GOOD = written(spell(), spell("2222222222"))
SAID = ("--period", "2025", "--source", "løn")


@pytest.fixture
def run(solby, lake, tmp_path):
    """The command of the room “test”, as eva; gives its exit code and what it said."""

    def command(content, *options, name="spells.csv", said=SAID, kinds=None):
        app = typer.Typer()

        app.callback()(lambda: None)
        app.command("test")(
            cli.deliveries_of("test", kinds or {SPELLS.kind: SPELLS}, lambda: solby.eva)
        )
        (tmp_path / name).write_bytes(content)
        return CliRunner().invoke(app, ["test", str(tmp_path / name), *said, *options])

    return command


def test_a_good_file_is_taken_in(run, lake):
    told = run(GOOD)

    assert told.exit_code == 0, told.output
    assert "spells.csv: 2 rows" in told.output
    assert files_of(lake) == [Delivery.objects.get().name]


def test_one_row_is_told_as_one(run):
    assert "spells.csv: 1 row," in run(written(spell())).output
    assert "2 rækker har fejl. Ret dem" in run(written(*[spell(cause="9")] * 2)).output


def test_a_bad_file_ends_with_2_a_report_and_a_file_of_faults(run, lake, tmp_path):
    told = run(written(spell(cause="9")), "--faults", str(tmp_path / "faults.csv"))

    assert told.exit_code == 2
    assert "1 række har fejl. Ret den, og" in told.output
    assert "“9” er ikke en af de koder" in (tmp_path / "faults.csv").read_text("utf-8-sig")
    assert files_of(lake) == []


def test_a_column_is_named_on_the_command_line(run):
    content = written(spell(), header=HEADER.replace("employee", "Nr."))

    assert refusal(run(content))
    assert run(content, "--column", "employee=Nr.").exit_code == 0
    assert Mapping.objects.get().header == "Nr."
    assert run(content, "--column", "boss=Nr.").exit_code == 2


def test_nothing_but_the_file_need_be_said(run):
    """The kind by its columns, the source by its name, the period by its dates."""
    early = spell(first_on="2023-12-31", last_on="2023-12-31")
    told = run(written(spell(), early), name="vagtplan.csv", said=())

    assert told.exit_code == 0, told.output
    (done,) = Delivery.objects.all()
    assert (done.kind, done.source) == ("test.spells", "vagtplan")
    assert (str(done.first_on), str(done.last_on)) == ("2023-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("spells", "years"),
    [
        ([("2024-12-30", "2025-01-01"), ("2025-12-31", "2025-12-31")], (2025, 2025)),
        ([("2025-01-01", "2025-01-02"), ("2025-12-31", "2026-01-01")], (2025, 2025)),
        ([("2024-12-30", "2024-12-31"), ("2025-12-31", "2026-01-01")], (2024, 2025)),
        ([("1999-08-01", ""), ("2006-08-01", "2025-03-31"), ("2025-02-01", "")], (2025, 2025)),
        ([("1999-08-01", ""), ("2006-08-01", "")], (2006, 2006)),
        ([("2023-12-31", "2025-01-01")], (2023, 2025)),
    ],
)
def test_a_file_tells_of_the_fewest_years_with_a_day_of_every_row(run, spells, years):
    """What reaches over New Year, on either side, makes no year more; nor does an old job."""
    run(written(*(spell(first_on=first, last_on=last) for first, last in spells)), said=())

    done = Delivery.objects.get()
    assert (done.first_on.year, done.last_on.year) == years


def test_a_file_without_dates_is_of_this_year(run):
    told = run(written(spell(first_on="", last_on="")), said=())

    assert told.exit_code == 2
    assert Delivery.objects.get().first_on == date(now().year, 1, 1)


def test_columns_that_fit_no_kind_are_told_in_one_sentence(run):
    told = run(written(spell(), header=HEADER.replace("employee", "Nr.")), said=())

    assert refusal(told).startswith("Filens kolonner siger ikke, hvad den indeholder.")
    assert refusal(told).endswith(": spells.")
    assert not Delivery.objects.exists()


def test_columns_that_fit_two_kinds_are_told_in_one_sentence(run):
    two = {SPELLS.kind: SPELLS, "test.others": replace(SPELLS, kind="test.others")}
    told = run(GOOD, said=(), kinds=two)

    assert refusal(told).startswith("Filens kolonner passer til mere end én slags.")
    assert refusal(told).endswith(": spells, others.")
    assert run(GOOD, "--kind", "spells", said=(), kinds=two).exit_code == 0


def test_a_kind_that_is_not_and_a_file_that_is_no_table_are_refused(run):
    assert run(GOOD, "--kind", "spell").exit_code == 2
    told = run(b"%PDF-1.7", said=())
    assert refusal(told).startswith("Filen er ikke en tabel, der kan læses. Gem den som CSV")
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("name", ["x.xlsx", "x.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_no_table(run, name):
    told = run(b"employee;unit\n", name=name, said=())
    assert refusal(told).startswith("Filen er ikke en tabel, der kan læses.")

    told = run(b"employee;unit\n", "--kind", "spells", name=name)
    assert told.exit_code == 2
    assert "Filen er ikke en tabel, der kan læses." in told.output


def refusal(told):
    """The one sentence that config/cli.py ends with."""
    assert isinstance(told.exception, Refused)
    return sentence(told.exception)


def test_ctrl_c_leaves_nothing(run, lake, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(storage.Store, "keep", stop)
    run(GOOD)

    assert files_of(lake) == []
    assert not Delivery.objects.exists()


def test_a_bucket_holds_the_same_as_a_folder(bring, lake, tmp_path, monkeypatch):
    """A filesystem that is not reached by paths stands for the bucket."""
    bucket = storage.Store(str(tmp_path / "bucket"))
    bucket.is_local = False
    monkeypatch.setattr("sammenhaeng.lake.operations.store", lambda: bucket)
    monkeypatch.setattr("sammenhaeng.lake.queries.store", lambda: bucket)
    done = bring(GOOD)

    assert files_of(tmp_path / "bucket") == [done.name]
    assert queries.table(SPELLS).minutes.sum().to_pyarrow().as_py() == 2 * 888
