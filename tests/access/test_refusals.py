"""A no is kept, in a transaction of its own, and opens nothing."""

import pytest

from sammenhaeng.access.models import Refusal
from sammenhaeng.audit.models import Entry
from sammenhaeng.world import solby as world

BREAK = "alter table {} add constraint broken check (false) not valid"


@pytest.fixture
def browser(committed):
    """Logs in as someone of the committed cast."""
    from django.test import Client  # noqa: PLC0415

    def log_in(name: str):
        one = Client(raise_request_exception=False)
        one.post("/log-paa/som/", {"id": world.cast().seats[name].pk})
        return one

    return log_in


def code(owner_connection, who: str) -> str:
    sql = "select code from citizens_person where id = %s"
    return owner_connection.execute(sql, [world.cast().citizens[who]]).fetchone()[0]


def lines(owner_connection) -> int:
    return owner_connection.execute("select count(*) from access_useline").fetchone()[0]


def test_a_forbidden_page_is_kept_with_who_and_where(browser):
    mette = browser("mette")
    assert mette.get("/administration/brugere/").status_code == 403
    kept = Refusal.objects.get()
    assert (kept.seat, kept.what, kept.code) == (
        world.cast().mette, "/administration/brugere/", "forbidden",
    )  # fmt: skip


def test_a_refused_look_up_leaves_a_refusal_and_no_line_and_shows_nothing(
    browser, owner_connection
):
    lone, before = browser("lone"), lines(owner_connection)
    page = lone.get(f"/sag/borgere/{code(owner_connection, 'anne')}/")
    assert page.status_code == 403
    assert "Anne Lund" not in page.content.decode()
    assert lines(owner_connection) == before
    assert Refusal.objects.get().what == "/sag/borgere/…/"


def test_when_the_log_cannot_be_written_nothing_is_shown(browser, owner_connection):
    anne, before = browser("anne"), lines(owner_connection)
    owner_connection.execute(BREAK.format("access_useline"))
    page = anne.get("/borger/")
    assert page.status_code == 500
    assert "<h1>Der er en fejl hos os</h1>" in page.content.decode()
    assert "Oliver" not in page.content.decode()
    assert lines(owner_connection) == before


def test_an_act_that_cannot_be_written_down_does_not_happen(browser, owner_connection):
    eva = browser("eva")
    owner_connection.execute(BREAK.format("audit_entry"))
    told = {"name": "Bo Ny", "issuer": "https://id.example", "subject": "s-9"}
    assert eva.post("/administration/brugere/ny/", told).status_code == 500
    made = owner_connection.execute("select 1 from access_account where subject = 's-9'")
    assert made.fetchone() is None


def test_the_auditor_reads_who_got_a_no_and_that_is_written_down(browser):
    browser("mette").get("/administration/brugere/")
    browser("lone").get("/administration/brugere/")
    page = browser("per").get("/tilsyn/afvisninger/").content.decode()
    assert "Mette Krog" in page
    assert "Lone Birk" not in page  # of another authority
    assert Entry.objects.filter(act="refusals.read", seat_id=world.cast().per.pk).count() == 1
