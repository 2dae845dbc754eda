"""Results for machines: what the pages say, to the same leaders."""

import pytest

from sammenhaeng.compare.models import Comment, Dialogue
from tests.api.conftest import Machine

QUESTIONS = [
    "/follow-up", "/follow-up/due", "/comment", "/figures/spans", "/knowledge",
]  # fmt: skip


@pytest.fixture
def leading(sitting):
    return lambda seat: Machine(sitting(seat))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("who", "status"), [("karen", 200), ("mette", 403), ("per", 403), ("eva", 403), ("anne", 403)]
)
def test_every_question_is_for_leaders(leading, solby, question, who, status):
    assert leading(solby.seats[who]).get(question).status_code == status


def test_a_dialogue_goes_all_the_way(leading, leaders, solby):
    karen, top = leading(leaders.karen), leading(leaders.top)
    unit = solby.jobcentre.pk
    told = {
        "comment": "Fraværet steg", "action": "Samtaler", "owner": leaders.karen.pk,
        "due_on": "2099-12-15",
    }  # fmt: skip
    made = karen.post(f"/follow-up/{unit}/2026-K3", **told)
    assert made.status_code == 201
    pk = made.json()["id"]
    assert top.get(f"/follow-up/{unit}?period=2026-K3").json()["current"] is None
    assert karen.post(f"/dialogues/{pk}/share", seen=1).json() == {"id": pk, "version": 2}
    assert top.post(f"/dialogues/{pk}/agree", seen=2).json() == {"id": pk, "version": 3}
    assert [one["id"] for one in karen.get("/follow-up/due").json()] == [pk]
    assert karen.post(f"/dialogues/{pk}/outcome", seen=3, outcome="Godt").status_code == 200
    sheet = karen.get(f"/follow-up/{unit}?period=2026-K4").json()
    assert (sheet["opening"]["outcome"], sheet["opening"]["state"]) == ("Godt", "followed_up")
    assert karen.get("/follow-up/due").json() == []


def test_a_lost_update_is_told_with_both_texts(leading, drafted, leaders):
    karen = leading(leaders.karen)
    address = f"/dialogues/{drafted.pk}"
    assert karen.put(address, comment="Min", seen=1).json()["version"] == 2
    answer = karen.put(address, comment="Din", seen=1)
    assert answer.status_code == 409
    assert (answer.json()["mine"]["comment"], answer.json()["theirs"]["comment"]) == ("Din", "Min")


@pytest.mark.parametrize("step", ["share", "agree", "outcome"])
def test_a_stranger_finds_no_dialogue(leading, shared, leaders, step):
    body = {"seen": 2} | ({"outcome": "Ja"} if step == "outcome" else {})
    answer = leading(leaders.school).post(f"/dialogues/{shared.pk}/{step}", **body)
    assert answer.status_code == 404
    assert Dialogue.objects.get().version == 2


def test_an_owner_outside_the_chain_is_refused(leading, leaders, solby):
    answer = leading(leaders.karen).post(
        f"/follow-up/{solby.jobcentre.pk}/2026", comment="Hej", owner=leaders.school.pk
    )
    assert answer.status_code == 422
    assert not Dialogue.objects.exists()


def test_a_period_that_is_none_is_refused(leading, leaders, solby):
    karen = leading(leaders.karen)
    assert karen.get("/follow-up?period=2026-K5").status_code == 422
    assert karen.get(f"/follow-up/{leaders.team.pk}?period=2026").status_code == 200
    assert karen.get(f"/follow-up/{solby.school.pk}").status_code == 404


def test_a_comment_is_published_and_withdrawn(leading, leaders):
    karen = leading(leaders.karen)
    assert karen.post("/comment", text="Hej").status_code == 201
    first = karen.get("/comment").json()["comment"]
    assert karen.post("/comment", text="Igen").status_code == 409
    assert karen.post("/comment", text="Igen", seen=first["id"]).status_code == 201
    assert karen.post("/comment/withdrawal").status_code == 204
    assert karen.post("/comment/withdrawal").status_code == 404
    assert Comment.objects.filter(withdrawn_at=None).count() == 0


def test_spans_are_told_without_names(leading, leaders, solby, lead):
    lead(solby.jobcentre, lead(solby.town_hall))
    told = leading(leaders.karen).get("/figures/spans").json()
    assert (told["leaders"], told["layers"], told["reference"]) == (1, [1], 27)
    assert told["bins"] == [{"first": 1, "last": 5, "leaders": 1, "own": 0}]
    assert (told["share_from_reference"], told["national_share"]) == (0.0, 0.25)
    assert "Leder af" not in str(told)


def test_the_library_is_told_whole(leading, solby):
    told = leading(solby.karen).get("/knowledge").json()
    assert len(told) == 13
    assert {len(one["reasons"]) for one in told} == {0}
