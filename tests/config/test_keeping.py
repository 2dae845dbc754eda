"""Backup, restore and the proof that the logs are whole."""

from datetime import timedelta

import pytest
import typer
from django.db import connection, transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.audit.models import Entry
from sammenhaeng.citizens.models import Person
from sammenhaeng.config import cli, database, keeping, postgres
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.operations import authorities
from sammenhaeng.world import solby
from tests.sealing import seal_all


@pytest.fixture
def empty(cluster, committed):
    """The name of an empty database beside the committed clone."""
    name = f"{committed}_empty"
    postgres.ensure_database(cluster, name)
    yield name
    database.connections.close_all()
    with postgres.psycopg.connect(cluster.superuser_dsn(), autocommit=True) as raw:
        raw.execute(f'drop database "{name}" with (force)')


def look_at_anne(at=None):
    cast = solby.cast()
    access.look_up(
        cast.citizens["anne"], purpose="own", seen=["identity"], by=cast.seats["anne"],
        at=at or now(),
    )  # fmt: skip


def brought_back(cluster, committed, empty, tmp_path):
    keeping.backup(tmp_path / "copy")
    database.point_at(cluster, empty)
    keeping.restore(tmp_path / "copy")


def test_a_copy_brought_back_holds_every_act_and_every_use(cluster, committed, empty, tmp_path):
    acts = Entry.objects.count()
    brought_back(cluster, committed, empty, tmp_path)
    assert Entry.objects.count() == acts + 1  # the sealing itself
    assert access_queries.seals().broken == []
    assert access_queries.seals().unsealed == 0


def test_a_use_before_the_restore_opens_nothing_after_it(cluster, committed, empty, tmp_path):
    with transaction.atomic():
        look_at_anne()
    brought_back(cluster, committed, empty, tmp_path)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("select pg_current_xact_id()")
        assert not Person.objects.exists()
        look_at_anne()
        assert Person.objects.count() == 1


def test_the_restored_log_goes_on_being_sealed(cluster, committed, empty, tmp_path):
    brought_back(cluster, committed, empty, tmp_path)
    with transaction.atomic():
        look_at_anne()
    assert seal_all() == 1
    assert access_queries.seals().broken == []


def test_a_copy_is_never_written_over_a_file(committed, tmp_path):
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(Refused, match="findes allerede"):
        keeping.backup(tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "mine"


def test_a_migrated_database_has_one_platform_and_can_be_kept(
    cluster, empty, tmp_path, monkeypatch
):
    monkeypatch.setattr(database, "connect", lambda: database.point_at(cluster, empty))
    cli.migrate()
    cli.migrate()
    platform = authorities.found("Sammenhæng", at=now())

    assert access_queries.machine().unit == platform
    keeping.backup(tmp_path / "copy")


def test_only_an_empty_database_is_restored_into(committed, tmp_path):
    keeping.backup(tmp_path / "copy")
    with pytest.raises(Refused, match="ikke tom"):
        keeping.restore(tmp_path / "copy")


def test_a_broken_copy_changes_nothing(cluster, committed, empty, tmp_path):
    keeping.backup(tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    database.point_at(cluster, empty)
    with pytest.raises(Refused, match="pg_restore"):
        keeping.restore(tmp_path / "half")
    assert connection.introspection.table_names() == []


def test_a_whole_log_passes(committed, capsys):
    keeping.check_log()
    assert "0 faults" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("update audit_entry set act = 'x' where number = 1", "edited"),
        ("delete from audit_entry where number = 1", "removed"),
        ("update access_useline set role = 'leader'", "edited"),
        ("delete from access_useline where id = (select min(id) from access_useline)", "removed"),
        ("update access_useblock set previous = 'x'", "reordered"),
    ],
)
def test_harm_done_behind_the_products_back_is_found(
    committed, owner_connection, capsys, harm, told
):
    with transaction.atomic():
        look_at_anne(now() - timedelta(minutes=1))
    seal_all()
    owner_connection.execute("alter table audit_entry disable trigger all")
    owner_connection.execute(harm)
    with pytest.raises(typer.Exit):
        keeping.check_log()
    assert told in capsys.readouterr().err
