"""Each change is one verb; what is outdated, in the way or wrong is told in full."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.audit.models import Entry
from sammenhaeng.journeys.models import Appointment, Goal
from sammenhaeng.journeys.queries.ledger import BUSY
from sammenhaeng.kernel.calendar import add_working_days


def meeting(starts_at: datetime, **more: object) -> dict[str, object]:
    return {"title": "Samtale", "starts_at": starts_at.isoformat(), "minutes": 45, **more}


def test_a_goal_is_added_changed_and_struck(machine, case):
    mette = machine("mette")
    made = mette.post(f"{case}/plan/goals", title="Cykle til arbejde")
    goal = f"{case}/plan/goals/{made.json()['id']}"
    changed = mette.put(goal, title="Cykle hver dag", seen=1)
    struck = mette("delete", goal)
    assert (made.status_code, changed.status_code, struck.status_code) == (201, 200, 204)
    assert changed.json()["version"] == 2
    assert Goal.objects.get(pk=made.json()["id"]).state == "cancelled"


def test_a_lost_update_is_refused_with_both_texts(machine, case, plan):
    goal = plan["goals"][0]
    address, seen = f"{case}/plan/goals/{goal['id']}", goal["version"]
    machine("mette").put(address, title="Først", seen=seen)
    answer = machine("mette").put(address, title="Sidst", seen=seen)
    assert answer.status_code == 409
    assert answer.json()["mine"]["title"] == "Sidst"
    assert answer.json()["theirs"]["title"] == "Først"


def test_another_authority_may_not_change_an_effort(machine, case, plan):
    theirs = next(
        one for goal in plan["goals"] for one in goal["activities"]
        if one["unit"] == "Psykiatrien Vest"
    )  # fmt: skip
    told = {"title": "Noget andet", "starts_on": theirs["starts_on"], "seen": theirs["version"]}
    address = f"{case}/plan/activities/{theirs['id']}"
    assert machine("mette").put(address, **told).status_code == 403
    assert machine("lone").put(address, **told).status_code == 200


def test_the_citizen_answers_comments_and_takes_a_step(machine):
    anne = machine("anne")
    plan = anne.get("/me/plan").json()["plan"]
    goal = plan["goals"][0]["id"]
    change = anne.post(f"/me/plan/changes/{plan['waiting'][0]}/answer", answer="yes")
    comment = anne.post("/me/plan/comments", text="Tak for hjælpen")
    step = anne.post(f"/me/plan/goals/{goal}/steps", text="Ringe selv")
    done = anne.post(f"/me/plan/steps/{step.json()['id']}/done")
    words = anne.put("/me/plan/own-words", words="Jeg vil arbejde lidt")
    found = [one.status_code for one in (change, comment, step, done, words)]
    after = anne.get("/me/plan").json()["plan"]
    assert found == [204, 201, 201, 204, 200]
    assert after["own_words"] == "Jeg vil arbejde lidt"
    assert after["waiting"] == []


def test_a_clash_is_refused_with_all_that_is_in_the_way(machine, case, story, solby):
    therapy = Appointment.objects.get(title="Samtale i Psykiatrien Vest", state="booked")
    told = meeting(therapy.starts_at, minutes=45)
    answer = machine("jonas").post(f"{case}/meetings", **told)
    assert answer.status_code == 409
    (conflict,) = answer.json()["conflicts"]
    assert conflict["title"] == BUSY
    assert set(conflict) == {"starts_at", "ends_at", "title"}
    assert "Psykiatri" not in answer.content.decode()
    assert not Appointment.objects.filter(title="Samtale").exists()


def test_a_clash_of_ones_own_authority_is_named(machine, case):
    review = Appointment.objects.get(title="Koordineringsmøde om din plan")
    answer = machine("jonas").post(f"{case}/meetings", **meeting(review.starts_at))
    assert [one["title"] for one in answer.json()["conflicts"]] == [review.title]


def test_a_meeting_is_booked_at_a_proposed_time_and_answered(machine, case):
    mette, anne = machine("mette"), machine("anne")
    first = mette.get(f"{case}/proposals?minutes=45&travel=20").json()[0]
    booked = mette.post(f"{case}/meetings", **meeting(datetime.fromisoformat(first["starts_at"])))
    mine = f"/me/calendar/{booked.json()['id']}"
    assert booked.status_code == 201
    assert anne.post(f"{mine}/confirmation").status_code == 204
    assert anne.post(f"{mine}/wish", text="Hellere onsdag").status_code == 204
    assert anne.get(mine).json()["wish"] == "Hellere onsdag"
    assert anne.post(f"{mine}/cancellation", reason="Syg").status_code == 204
    assert anne.post(f"{mine}/confirmation").status_code == 409


@pytest.mark.parametrize(("days", "begins"), [(-1, 1), (0, 1), (1, 1), (30, 30)])
def test_proposals_begin_with_the_wished_day_but_never_before_tomorrow(machine, case, days, begins):
    wished, first = (localdate() + timedelta(days=one) for one in (days, begins))
    found = machine("mette").get(f"{case}/proposals?starts_on={wished}").json()
    begun = [localdate(datetime.fromisoformat(one["starts_at"])) for one in found]
    assert first <= begun[0] <= add_working_days(first, 3)
    assert len(set(begun)) == len(begun) == 3


@pytest.mark.parametrize("wished", ["i+morgen", "1999-12-31"])
def test_a_wished_day_that_is_none_is_refused(machine, case, wished):
    answer = machine("mette").get(f"{case}/proposals?starts_on={wished}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"].endswith("starts_on")


def test_a_meeting_over_another_needs_a_reason(machine, case):
    therapy = Appointment.objects.get(title="Samtale i Psykiatrien Vest", state="booked")
    told = meeting(therapy.starts_at, reason="Kan kun den dag")
    answer = machine("mette").post(f"{case}/meetings", **told)
    assert answer.status_code == 201
    assert Entry.objects.filter(act="appointment.overridden").exists()


def test_consent_is_asked_heard_and_taken_back(machine, case):
    mette, anne = machine("mette"), machine("anne")
    until = (now() + timedelta(days=90)).date().isoformat()
    asked = mette.post(
        f"{case}/consents", purpose="case", explanation="Vi vil se planen", valid_until=until
    )
    witness = mette.get(f"{case}/consents").json()["witnesses"][0]["seat"]
    consent = asked.json()["id"]
    heard = mette.post(f"{case}/consents/{consent}/oral", seat=witness)
    back = anne.post(f"/me/consents/{consent}/withdrawal")
    again = anne.post(f"/me/consents/{consent}/withdrawal")
    found = [one.status_code for one in (asked, heard, back, again)]
    assert found == [201, 204, 204, 409]


def test_someone_else_is_opened_with_a_reason_for_two_hours(machine):
    mette = machine("mette")
    bent = mette.post("/citizens/searches", text="Bent Aage").json()[0]["code"]
    opened = mette.post(f"/cases/{bent}/reasons", code="duty", text="Jeg dækker for Ali i dag")
    assert opened.status_code == 201
    assert mette.get(f"/cases/{bent}").json()["name"] == "Bent Aage Friis"


def test_withdrawing_the_plan_puts_the_old_ones_back(machine, case):
    mette = machine("mette")
    answer = mette.post(f"{case}/plan/withdrawal", reason="Anne vil det ikke mere")
    states = {one["state"] for one in mette.get(f"{case}/statutory-plans").json()}
    assert answer.json()["state"] == "revoked"
    assert states == {"in_force"}


def test_a_plan_is_handed_over_only_to_one_who_may(machine, case, solby):
    mette = machine("mette")
    offered = mette.get(f"{case}/plan/successors").json()
    to = next(one["seat"] for one in offered if one["who"]["name"] == "Ali Demir")
    assert mette.post(f"{case}/plan/hand-over", seat=solby.karen.pk).status_code == 422
    assert mette.post(f"{case}/plan/hand-over", seat=to).status_code == 200


def test_a_refused_change_leaves_nothing_behind(machine, case, plan):
    before = Entry.objects.count()
    machine("mette").post(f"{case}/plan/completion", summary="Færdig")
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("body", "where", "what"),
    [
        ({}, "body.title", "Feltet mangler."),
        ({"title": "x", "secret": "720392-1234"}, "body.secret", "Feltet findes ikke her"),
        ({"title": "x" * 201}, "body.title", "Skriv højst 200 tegn."),
        ({"title": "x", "due_on": "i morgen"}, "body.due_on", "Skriv datoen som 2026-11-24"),
        ({"title": "a\x00b"}, "body.title", "Teksten har tegn, der ikke må være der."),
        ({"title": "  "}, "body.title", "Skriv mindst 1 tegn."),
    ],
)
def test_bad_input_says_where_and_what_and_repeats_nothing(machine, case, body, where, what):
    answer = machine("mette")("post", f"{case}/plan/goals", body)
    (wrong,) = answer.json()["errors"]
    assert answer.status_code == 422
    assert wrong["where"] == where
    assert wrong["what"].startswith(what)
    assert "720392" not in answer.content.decode()


def test_a_body_that_is_not_json_is_told(machine, case):
    answer = machine("mette").browser.post(
        f"/api{case}/plan/goals", "{title", content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json()["title"] == "Indholdet er ikke gyldig JSON."


def test_one_may_change_to_ones_own_seats_only(machine, solby):
    mette = machine("mette")
    assert mette.put("/me/seat", id=solby.lone.pk).status_code == 404
    assert mette.put("/me/seat", id=solby.mette.pk).status_code == 204
    assert [one["is_taken"] for one in mette.get("/me/seats").json()] == [True]
