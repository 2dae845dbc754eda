"""The inbox and the page of one task, as staff use them without a script."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.access.models import UseLine
from sammenhaeng.citizens.models import Person
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.inbox.models import Task


@pytest.fixture
def ask(story, solby):
    """Ask Mette's unit about Anne's plan, by a day."""

    def asked(of=None, *, due_in=None) -> Task:
        due_on = None if due_in is None else localdate() + timedelta(due_in)
        errand = inbox.Errand("plan.review", "journeys.plan", story.pk, story.citizen_id, due_on)
        return inbox.ask(errand, of=of or solby.jobcentre, by=solby.mette, at=now())

    return asked


def address(task: Task, verb: str = "") -> str:
    return f"/sag/opgave/{task.pk}/{verb}"


def in_days(days: int) -> dict[str, int]:
    day = localdate() + timedelta(days)
    return {"until_0": day.day, "until_1": day.month, "until_2": day.year}


def test_each_task_leads_to_its_page(story, as_, ask):
    task = ask()
    assert f'href="{address(task)}"' in as_("mette").get("/sag/").content.decode()


def test_an_inbox_with_tasks_is_not_called_empty(as_, ask):
    ask()
    page = as_("mette").get("/sag/?vis=overskredet").content.decode()
    assert "Ingen af dine opgaver hører til her." in page
    assert "Indbakken er tom." not in page


def test_the_page_of_a_task_names_the_citizen_and_the_colleagues(as_, ask):
    page = as_("mette").get(address(ask(due_in=5))).content.decode()
    assert "Anne Lund Petersen" in page.partition("<main")[2]
    assert re.findall(r"<option[^>]*>([^<]*)", page) == [
        "Vælg en kollega", "Ali Demir, virksomhedskonsulent",
    ]  # fmt: skip
    assert "Anne" not in page.partition("</title>")[0]


def test_without_a_colleague_there_is_nobody_to_give_it_to(as_, ask, solby):
    page = as_("lone").get(address(ask(solby.lone))).content.decode()
    assert "Udskyd opgaven" in page
    assert "<select" not in page


@pytest.mark.parametrize(("who", "status"), [("jonas", 404), ("anne", 403), ("karen", 403)])
def test_a_task_is_open_to_those_whose_inbox_it_is_in(as_, ask, who, status):
    task = ask()
    assert as_(who).get(address(task)).status_code == status
    assert as_(who).post(address(task, "udskyd/"), in_days(2)).status_code == status
    assert as_(who).post(address(task, "giv-videre/"), {"to": 1}).status_code == status
    assert as_(who).post(address(task, "loest/")).status_code == status


def test_whoever_is_not_logged_in_is_sent_to_log_in(client, ask):
    assert client.get(address(ask())).url == "/log-paa/"


def test_a_task_put_off_is_gone_until_its_day(as_, ask):
    task, browser = ask(due_in=5), as_("mette")
    assert browser.post(address(task, "udskyd/"), in_days(2)).url == "/sag/"
    task.refresh_from_db()
    assert task.snoozed_until == localdate() + timedelta(2)
    assert address(task) not in browser.get("/sag/").content.decode()
    Task.objects.filter(pk=task.pk).update(snoozed_until=localdate())
    assert address(task) in browser.get("/sag/").content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Skriv den dag, opgaven skal vises igen."),
        (in_days(0), "Vælg en dag efter i dag og senest på fristen."),
        (in_days(6), "Vælg en dag efter i dag og senest på fristen."),
        ({"until_0": 31, "until_1": 2, "until_2": 2027}, "Datoen skal være en rigtig dato"),
    ],
)
def test_a_day_that_will_not_do_is_told_at_the_field(as_, ask, told, said):
    answer = as_("mette").post(address(ask(due_in=5), "udskyd/"), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.partition('id="id_until-error"')[2][:200]
    assert "<title>Fejl:" in page


def test_what_is_due_today_cannot_be_put_off(as_, ask):
    page = as_("mette").get(address(ask(due_in=0))).content.decode()
    assert "kan ikke udskydes" in page
    assert "id_until" not in page


def test_a_task_given_on_is_in_the_colleagues_inbox(as_, ask, solby):
    task = ask()
    assert as_("mette").post(address(task, "giv-videre/"), {"to": solby.ali.pk}).url == "/sag/"
    assert address(task) in as_("ali").get("/sag/").content.decode()
    assert as_("mette").get(address(task)).status_code == 404


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("", "Vælg en kollega."),
        ("lone", "Vælg en kollega i samme enhed"),
        ("ali", "Kollegaen har allerede den samme opgave."),
    ],
)
def test_a_colleague_who_will_not_do_is_told_at_the_field(as_, ask, solby, to, said):
    task, _ = ask(), ask(solby.ali)
    told = {"to": solby.seats[to].pk if to else ""}
    answer = as_("mette").post(address(task, "giv-videre/"), told)
    assert answer.status_code == 422
    assert said in answer.content.decode().partition('id="id_to-error"')[2][:200]


def test_a_task_that_is_done_says_so(as_, ask):
    task, browser = ask(), as_("mette")
    assert browser.post(address(task, "loest/")).url == "/sag/"
    again = browser.post(address(task, "loest/"))
    assert again.status_code == 404
    assert "står ikke længere i din indbakke" in again.content.decode()


def test_the_page_of_a_task_is_one_line_in_the_citizens_log(story, as_, ask):
    task, browser = ask(), as_("mette")
    lines = UseLine.objects.filter(citizen_id=story.citizen_id)
    before = lines.count()
    browser.get(address(task))
    assert lines.count() == before + 1


def test_new_tasks_have_a_link_of_their_own(as_, ask, solby):
    new, old = ask(), ask(solby.mette)
    Task.objects.filter(pk=old.pk).update(created_at=now() - timedelta(days=1))
    page = as_("mette").get("/sag/?vis=nye").content.decode()
    assert address(new) in page
    assert address(old) not in page


def test_a_coordinator_sees_what_a_citizen_has_not_answered(story, as_):
    page = as_("mette").get("/sag/?vis=venter").content.decode()
    told = page.partition("<main")[2]
    code = Person.objects.get(pk=story.citizen_id).code
    assert "Venter på andre (1)" in told
    assert f'<a href="/sag/borgere/{code}/">Anne Lund Petersen</a>' in told
    assert "Svar om samtykke" in told
    assert "/sag/opgave/" not in told


def test_whoever_coordinates_nothing_waits_for_nobody(story, as_):
    told = as_("jonas").get("/sag/?vis=venter").content.decode()
    assert "Venter på andre (0)" in told
    assert "Ingen borgere mangler at svare dig." in told
