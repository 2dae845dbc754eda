"""A4 and the oversight for machines: the trail, refusals, look-ups by number, and reviews."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Reason, UseLine
from sammenhaeng.access.operations import trail
from sammenhaeng.audit.models import Entry
from sammenhaeng.world import solby as world

from .conftest import Machine

CITIZENS = ["Anne", "Oliver", "Ida", "Bent", "Friis", "Lund"]


@pytest.fixture
def per(machine):
    return machine("per")


def problem(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["title"]


def day(days: int) -> str:
    return (localdate() + timedelta(days=days)).isoformat()


def test_the_trail_is_that_of_the_page_and_names_no_citizen(per, story, as_):
    told = per.get("/trail").json()["entries"]
    page = as_("per").get("/administration/revisionslog/").content.decode()
    assert len(told) == 50
    assert {one["act"] for one in told[1:]} <= {act for act in words(per) if act in page}
    assert not any(name in str(told) for name in CITIZENS)


def words(per) -> list[str]:
    return [one["words"] for one in per.get("/trail/acts").json()]


def test_reading_the_trail_is_written_on_it(per, solby):
    per.get("/trail")
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.seat_id) == ("trail.read", solby.per.pk)


def test_the_pages_together_hold_every_entry_once(per, story, monkeypatch):
    monkeypatch.setattr(trail, "MOST_ON_A_PAGE", 7)
    first = per.get("/trail?period=365").json()
    second = per.get(f"/trail?period=365&before={first['older']}").json()
    found = [one["number"] for one in (*first["entries"], *second["entries"])]
    assert len(set(found)) == len(found) == 14


def test_one_act_can_be_asked_for(per, story):
    told = per.get("/trail?act=plan.started&period=365").json()["entries"]
    assert {one["act"] for one in told} == {"Samlet plan begyndt"}


def test_one_unit_can_be_asked_for_and_only_ones_own(per, story, solby):
    told = per.get(f"/trail?unit={solby.jobcentre.pk}").json()["entries"]
    assert {one["unit"] for one in told} == {"Jobcenter Solby"}
    other = per.get(f"/trail?unit={solby.psychiatry.pk}")
    assert problem(other) == (422, "Vælg en af jeres enheder.")


def test_the_logs_are_whole(per, story):
    told = per.post("/trail/checks").json()
    assert (told["is_whole"], told["faults"], told["broken"]) == (True, [], [])
    assert told["acts"] == Entry.objects.count() - 1


def test_an_edited_act_is_told(committed, owner_connection):
    owner_connection.execute("update audit_entry set act = 'x' where act = 'seat.founded'")
    browser = Client()
    browser.post("/log-paa/som/", {"id": world.cast().per.pk})
    told = Machine(browser).post("/trail/checks").json()
    assert not told["is_whole"]
    assert [one["what"] for one in told["faults"]] == ["edited"]


def test_whoever_got_a_no_is_told_without_about_whom(per, machine, solby, case):
    bent = machine("mette").post("/citizens/searches", text="Bent Aage").json()[0]["code"]
    machine("mette").get(f"/cases/{bent}")
    told = per.get("/refusals").json()["refusals"][0]
    assert (told["who"], told["unit"]) == ("Mette Krog", "Jobcenter Solby")
    assert (told["what"], told["is_about_a_citizen"]) == ("/api/cases/…", True)
    assert bent not in str(told)


def test_a_look_up_is_found_by_its_number_and_shown_later(per, machine, number, solby):
    line = f"/use-lines/{number}"
    found = per.get(line).json()
    assert (found["number"], found["unit"], found["reveal_on"]) == (number, "Jobcenter Solby", None)
    assert "Anne" not in str(found)
    assert per.post(f"{line}/delay", because="child", reveal_on=day(30)).status_code == 204
    assert per.get(line).json()["reveal_on"] == day(30)
    assert number not in [one["number"] for one in machine("anne").get("/me/log").json()["lines"]]
    assert Entry.objects.get(act="use.delayed").seat_id == solby.per.pk


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"because": "convenient"}, "Ret det, der er forkert."),
        ({"reveal_on": day(0)}, "Vælg en dag efter i dag og højst to år frem."),
        ({"reveal_on": day(731)}, "Vælg en dag efter i dag og højst to år frem."),
    ],
)
def test_a_delay_needs_a_lawful_reason_and_a_day(per, number, change, sentence):
    body = {"because": "child", "reveal_on": day(30), **change}
    assert problem(per.post(f"/use-lines/{number}/delay", **body)) == (422, sentence)
    assert UseLine.objects.get(pk=number).reveal_on is None


def test_a_look_up_of_another_authority_is_not_there(per, story, solby):
    bent = solby.citizens["bent"]
    access.open_with_reason(bent, code="acute", text="Ringede, bange", by=solby.lone, at=now())
    other = UseLine.objects.filter(citizen_id=bent, seat=solby.lone).latest("pk").pk
    body = {"because": "child", "reveal_on": day(30)}
    found = [per.get(f"/use-lines/{other}"), per.post(f"/use-lines/{other}/delay", **body)]
    assert [one.status_code for one in found] == [404, 404]


def test_a_leader_reads_and_judges_a_look_up_once(machine, reason, as_, solby):
    karen = machine("karen")
    waiting = {one["id"]: one for one in karen.get("/reviews").json()["waiting"]}
    page = as_("karen").get("/leder/").content.decode()
    assert (waiting[reason]["who"], waiting[reason]["review"]) == ("Ali Demir", None)
    assert all(one["code"] in page and one["text"] in page for one in waiting.values())
    assert karen.get(f"/reviews/{reason}").json() == waiting[reason]
    assert karen.post(f"/reviews/{reason}", verdict="ok").status_code == 204
    assert problem(karen.post(f"/reviews/{reason}", verdict="ok")) == (
        409, "Opslaget er allerede gennemgået.",
    )  # fmt: skip
    assert karen.get(f"/reviews/{reason}").json()["review"]["by"] == "Karen Holm"


def test_misuse_is_explained(per, reason):
    answer = per.post(f"/reviews/{reason}", verdict="misuse")
    assert problem(answer) == (422, "Skriv, hvad der ikke var i orden.")
    told = {"verdict": "misuse", "note": "Ingen anledning"}
    assert per.post(f"/reviews/{reason}", **told).status_code == 204
    (review,) = [one["review"] for one in per.get("/reviews").json()["reviewed"]]
    assert (review["verdict"], review["note"], review["by"]) == (*told.values(), "Per Lind")


def test_reading_and_judging_a_reason_are_lines_in_the_citizens_log(machine, reason, solby):
    karen, lines = machine("karen"), UseLine.objects.filter(seat=solby.karen, purpose="review")
    karen.get(f"/reviews/{reason}")
    karen.post(f"/reviews/{reason}", verdict="ok")
    assert list(lines.order_by("pk").values_list("action", flat=True)) == ["read", "change"]


def test_a_reason_of_another_authority_is_not_there(per, story, solby):
    bent = solby.citizens["bent"]
    access.open_with_reason(bent, code="acute", text="Ringede, bange", by=solby.lone, at=now())
    other = Reason.objects.filter(citizen_id=bent, seat=solby.lone).latest("pk").pk
    found = [per.get(f"/reviews/{other}"), per.post(f"/reviews/{other}", verdict="ok")]
    assert [one.status_code for one in found] == [404, 404]
