"""A look-up with a reason: the citizen reads why, the leader reviews it, once."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Reason
from sammenhaeng.access.operations.reasons import review
from sammenhaeng.access.queries import reasons as queries
from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.refusal import Refused

TEXT = "Bent ringede og var bange"


@pytest.fixture
def opened(solby):
    """Ali of the job centre has opened Bent, who is not his."""
    return access.open_with_reason(
        solby.citizens["bent"], code="acute", text=TEXT, by=solby.ali, at=now()
    )


def read(solby, by):
    """The reason as the reviewer opens it."""
    found = queries.to_review(by, now())
    use = access.look_up_many(found.values(), purpose="review", seen=["use"], by=by, at=now())
    return queries.reasons_to_review(use, found, localdate())


def test_a_reason_waits_for_the_leader_of_the_unit(opened, solby):
    (row,) = read(solby, solby.karen)
    assert (row.reason.text, row.reason.seat, row.is_overdue) == (TEXT, solby.ali, False)


def test_what_waits_is_told_as_ids_and_opens_nothing(committed):
    from sammenhaeng.world import solby as world  # noqa: PLC0415

    cast = world.cast()
    access.open_with_reason(cast.citizens["bent"], code="duty", text=TEXT, by=cast.ali, at=now())
    assert list(queries.to_review(cast.karen, now()).values()) == [cast.citizens["bent"]]
    assert Reason.objects.count() == 0


@pytest.mark.parametrize("who", ["mette", "eva"])
def test_only_leaders_and_auditors_may_read_reasons(opened, solby, who):
    with pytest.raises(Refused, match="rolle"):
        access.look_up(
            solby.citizens["bent"], purpose="review", seen=["use"], by=solby.seats[who], at=now()
        )


def test_a_leader_opens_nobody_without_a_reason_in_their_unit(solby):
    with pytest.raises(Refused, match="ikke tilknyttet"):
        access.look_up(
            solby.citizens["bent"], purpose="review", seen=["use"], by=solby.karen, at=now()
        )


def test_a_leader_does_not_see_other_units(solby):
    access.open_with_reason(
        solby.citizens["bent"], code="duty", text=TEXT, by=solby.jonas, at=now()
    )
    assert queries.to_review(solby.karen, now()) == {}
    assert len(queries.to_review(solby.per, now())) == 1


@pytest.mark.parametrize(("days", "is_overdue"), [(7, False), (8, True)])
def test_after_a_week_the_review_is_overdue(solby, days, is_overdue):
    then = now() - timedelta(days=days)
    access.open_with_reason(solby.citizens["bent"], code="duty", text=TEXT, by=solby.ali, at=then)
    (row,) = read(solby, solby.karen)
    assert row.is_overdue is is_overdue


@pytest.mark.parametrize(("verdict", "note"), [("ok", ""), ("misuse", "Ingen vagt den dag")])
def test_the_leader_reviews_and_who_and_when_stand_there(opened, solby, verdict, note):
    (row,) = read(solby, solby.karen)
    done = review(row.reason, verdict=verdict, note=note, by=solby.karen, at=now())
    assert (done.verdict, done.note, done.reviewed_by) == (verdict, note, solby.karen)
    assert Entry.objects.filter(act="reason.reviewed", thing_id=done.pk).exists()


@pytest.mark.parametrize(
    ("who", "verdict", "sentence"),
    [("mette", "ok", "ikke adgang"), ("karen", "misuse", "ikke var i orden"),
     ("karen", "fine", "Vælg")],
)  # fmt: skip
def test_a_review_that_is_refused(opened, solby, who, verdict, sentence):
    (row,) = read(solby, solby.karen)
    with pytest.raises(Refused, match=sentence):
        review(row.reason, verdict=verdict, note="", by=solby.seats[who], at=now())


def test_a_look_up_is_reviewed_once(opened, solby):
    (row,) = read(solby, solby.karen)
    review(row.reason, verdict="ok", note="", by=solby.karen, at=now())
    with pytest.raises(Refused, match="allerede"):
        review(row.reason, verdict="misuse", note="Nej", by=solby.karen, at=now())


def test_nobody_reviews_their_own_look_up(opened, solby):
    (row,) = read(solby, solby.karen)
    solby.karen.account_id = solby.ali.account_id
    with pytest.raises(Refused, match="eget opslag"):
        review(row.reason, verdict="ok", note="", by=solby.karen, at=now())


def test_from_the_look_up_to_the_citizens_log_in_the_browser(solby, as_):
    ali, karen, bent = as_("ali"), as_("karen"), as_("bent")
    hits = ali.post("/sag/opslag/", {"text": "Bent Aage"}).content.decode()
    code = hits.split('name="citizen" value="')[1].split('"')[0]
    told = {"citizen": code, "code": "acute", "text": TEXT}
    assert ali.post("/sag/opslag/begrund/", told).url == f"/sag/borgere/{code}/"
    home = karen.get("/leder/").content.decode()
    assert TEXT in home
    assert code in home
    assert "Bent Aage" not in home
    link = home.split('href="/tilsyn/begrundelser/')[1].split('"')[0]
    assert karen.post(f"/tilsyn/begrundelser/{link}", {}).status_code == 422
    answer = karen.post(f"/tilsyn/begrundelser/{link}", {"verdict": "ok", "note": ""})
    assert answer.url == "/leder/"
    log = bent.get("/borger/brug-af-oplysninger/").content.decode()
    assert "Akut situation" in log
    assert TEXT in log
    assert "Gennemgå et opslag med begrundelse" in log
    assert "Opslaget var i orden" in log


@pytest.mark.parametrize(("text", "status"), [(None, 200), ("", 422), ("kort", 422), (TEXT, 302)])
def test_the_page_of_the_reason_is_shown_first_and_then_says_what_is_missing(
    solby, as_, text, status
):
    ali = as_("ali")
    hits = ali.post("/sag/opslag/", {"text": "Bent Aage"}).content.decode()
    told = {"citizen": hits.split('name="citizen" value="')[1].split('"')[0]}
    told |= {} if text is None else {"code": "acute", "text": text}
    assert ali.post("/sag/opslag/begrund/", told).status_code == status


def test_the_reason_stands_only_at_the_look_ups_it_opened(opened, solby, as_, story):
    log = as_("anne").get("/borger/brug-af-oplysninger/?periode=alle").content.decode()
    assert "Begrundelse:" not in log
