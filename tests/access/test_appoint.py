"""The command that lets an authority's first administrator in."""

import pytest
from typer.testing import CliRunner

from sammenhaeng.access.models import Account, Seat
from sammenhaeng.audit.models import Entry
from sammenhaeng.config import cli, database


@pytest.fixture
def run(committed, monkeypatch, settings):
    monkeypatch.setattr(database, "connect", lambda: None)
    settings.OIDC = settings.OIDC | {"issuer": "https://id.example"}
    return lambda *words: CliRunner().invoke(cli.main, ["appoint", *words])


def test_the_first_administrator_may_give_the_other_seats(run):
    done = run("s-7", "Ny Administrator", "--unit", "0999/town_hall")
    seat = Seat.objects.get(account__issuer="https://id.example", account__subject="s-7")

    assert (done.exit_code, seat.role, seat.unit.code) == (0, "administrator", "town_hall")
    assert Entry.objects.filter(act="seat.taken", thing_id=seat.pk).exists()


@pytest.mark.parametrize("unit", ["0999/nowhere", "9998/town_hall", "town_hall", "/", ""])
def test_a_unit_that_is_not_there_is_one_sentence_and_nobody_is_registered(run, unit):
    done = run("s-7", "Ny Administrator", "--unit", unit)

    assert (done.exit_code, "findes ikke. Skriv myndighedens kode" in done.output) == (2, True)
    assert not Account.objects.filter(subject="s-7").exists()


def test_nobody_is_appointed_twice(run):
    run("s-7", "Ny Administrator", "--unit", "0999/town_hall")
    again = run("s-7", "Ny Administrator", "--unit", "0999/town_hall")

    assert (again.exit_code, "allerede en bruger" in again.output) == (2, True)


def test_nobody_is_appointed_who_could_not_log_in(run, settings):
    settings.OIDC = settings.OIDC | {"issuer": ""}
    done = run("s-7", "Ny Administrator", "--unit", "0999/town_hall")

    assert (done.exit_code, "Sæt OIDC_ISSUER først" in done.output) == (2, True)
    assert not Account.objects.filter(subject="s-7").exists()
