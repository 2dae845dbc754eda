"""Killing an import loses nothing and leaves nothing half-visible; the sweeper clears up."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from sammenhaeng.access import queries as access
from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.lake import operations, queries, registry, waiting
from sammenhaeng.lake.models import Delivery
from sammenhaeng.world import solby as world

from .conftest import SPELLS, files_of, spell, written
from .killed import AT, MOMENTS

ROOT = Path(__file__).parents[2]
FIRST = written(spell(), spell("2222222222"))
LARGER = written(*(spell(str(n)) for n in range(2000)))


@pytest.fixture
def place(committed, settings, tmp_path):
    """A lake beside a database in which what is written is committed."""
    settings.LAKE, settings.VAR = str(tmp_path / "lake"), tmp_path
    registry.open_for([SPELLS])
    (tmp_path / "first.csv").write_bytes(FIRST)
    (tmp_path / "larger.csv").write_bytes(LARGER)
    yield tmp_path
    registry.open_for([])


def deliver(place, name="first.csv", at=AT - timedelta(hours=1)):
    by = world.cast().seats["eva"]
    return operations.deliver(place / name, SPELLS, by=by, at=at, source="løn", period=2025)


def rows():
    return queries.table(SPELLS).count().to_pyarrow().as_py()


def sweep(days=0):
    return operations.sweep(by=access.machine(), at=_written_at() + timedelta(days=days))


def _written_at():
    from django.utils.timezone import now  # noqa: PLC0415

    return now()


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_import_killed_at_any_moment_leaves_the_lake_as_it_was(
    cluster, committed, place, moment
):
    kept = deliver(place)
    environment = os.environ | {
        "DATABASE_URL": cluster.url("sammenhaeng_app", committed),
        "SAMMENHAENG_LAKE": str(place / "lake"), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.lake.killed", moment, str(place / "larger.csv")]
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True)

    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert (Delivery.objects.count(), rows()) == (1, 2)
    kept.refresh_from_db()
    assert kept.state == "in_force"
    assert len(sweep(days=2)) == (moment != "while it reads")
    assert files_of(place / "lake") == [kept.name]
    assert deliver(place, "larger.csv", AT).supersedes_id == kept.pk
    assert rows() == 2000


def test_the_sweeper_leaves_what_is_young_and_what_is_named(place):
    kept = deliver(place)
    stray = place / "lake" / "test.spells" / "stray.parquet"
    stray.write_bytes(b"half")

    assert sweep() == []
    assert sweep(days=2) == ["test.spells/stray.parquet"]
    assert files_of(place / "lake") == [kept.name]
    assert Entry.objects.filter(act="lake.swept").count() == 1


def test_files_that_waited_an_hour_are_gone(place):
    token = waiting.put([b"content"], "spells.csv")
    sweep()
    assert waiting.waits(token)
    sweep(days=1)
    assert not waiting.waits(token)


def test_only_the_machine_may_sweep(place):
    with pytest.raises(Refused, match="rydde op"):
        operations.sweep(by=world.cast().seats["eva"], at=AT)


def test_of_two_corrections_at_once_one_supersedes_the_other(place, monkeypatch):
    deliver(place)
    noted, done = operations._noted, []

    def slowly(*told, **more):
        time.sleep(1)
        return noted(*told, **more)

    def bring(name):
        try:
            done.append(deliver(place, name, AT))
        finally:
            connections.close_all()

    monkeypatch.setattr(operations, "_noted", slowly)
    threads = [threading.Thread(target=bring, args=[name]) for name in ("first.csv", "larger.csv")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(done) == 2
    assert Delivery.objects.in_force().count() == 1
    assert Delivery.objects.filter(superseded_at__isnull=False).count() == 2
