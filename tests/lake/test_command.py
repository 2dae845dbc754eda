"""The command that delivers a room's files, and stores other than a folder."""

import pytest
import typer
from typer.testing import CliRunner

from sammenhaeng.lake import cli, queries, storage
from sammenhaeng.lake.models import Delivery, Mapping

from .conftest import HEADER, SPELLS, files_of, spell, written

GOOD = written(spell(), spell("2222222222"))


@pytest.fixture
def run(solby, lake, tmp_path):
    """The command of the room “test”, as eva; gives its exit code and what it said."""

    def command(content, *options, name="spells.csv"):
        app = typer.Typer()

        app.callback()(lambda: None)
        app.command("test")(cli.deliveries_of("test", {SPELLS.kind: SPELLS}, lambda: solby.eva))
        (tmp_path / name).write_bytes(content)
        told = ["test", str(tmp_path / name), "--period", "2025", "--source", "løn", *options]
        return CliRunner().invoke(app, told)

    return command


def test_a_good_file_is_taken_in(run, lake):
    told = run(GOOD)

    assert told.exit_code == 0, told.output
    assert "spells.csv: 2 rows" in told.output
    assert files_of(lake) == [Delivery.objects.get().name]


def test_a_bad_file_ends_with_2_a_report_and_a_file_of_faults(run, lake, tmp_path):
    told = run(written(spell(cause="9")), "--faults", str(tmp_path / "faults.csv"))

    assert told.exit_code == 2
    assert "1 rækker har fejl" in told.output
    assert "“9” er ikke en af de koder" in (tmp_path / "faults.csv").read_text("utf-8-sig")
    assert files_of(lake) == []


def test_a_column_is_named_on_the_command_line(run):
    content = written(spell(), header=HEADER.replace("employee", "Nr."))

    assert run(content).exit_code == 2
    assert run(content, "--column", "employee=Nr.").exit_code == 0
    assert Mapping.objects.get().header == "Nr."
    assert run(content, "--column", "boss=Nr.").exit_code == 2


def test_the_kind_is_in_the_name_of_the_file_or_said(run):
    assert run(GOOD, name="2025.csv").exit_code == 2
    assert not Delivery.objects.exists()
    assert run(GOOD, "--kind", "spells", name="2025.csv").exit_code == 0


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
