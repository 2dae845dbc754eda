"""A bill from idea to follow-up: what each step asks for, who may, and what is written down."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sammenhaeng.audit.models import Entry
from sammenhaeng.benefits.models import Bill, BillAnswer, BillText
from sammenhaeng.benefits.operations import bills as verbs
from sammenhaeng.benefits.operations.bills import Advice, Heed
from sammenhaeng.benefits.queries import bills as queries
from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.benefits.rules.bills import IRRELEVANT, NO, PARTLY, YES, Assessed
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import terminal

TODAY = date(2026, 11, 18)
HEARING = TODAY + timedelta(weeks=6)


def acts_of(thing) -> list[str]:
    rows = Entry.objects.filter(thing=thing._meta.label_lower, thing_id=thing.pk)
    return list(rows.order_by("pk").values_list("act", flat=True))


def refused(code: str):
    return pytest.raises(Refused, check=lambda one: one.code == code)


@pytest.fixture
def sent(bill, ruth, at):
    return verbs.send(bill, hearing_on=HEARING, by=ruth, at=at)


@pytest.fixture
def advised(sent, ruth, at):
    verbs.note_advice(sent, Advice("simple", "Skriv undtagelsen ud."), by=ruth, at=at)
    return verbs.move(sent, "receive", by=ruth, at=at)


@pytest.mark.parametrize(
    ("code", "told", "field"),
    [
        ("simple", Assessed(YES, "§ 1", "To regler"), None),
        ("simple", Assessed(YES, "", "To regler"), "provisions"),
        ("simple", Assessed(YES, " \n", "To regler"), "provisions"),
        ("simple", Assessed(YES, "§ 1", " "), "evidence"),
        ("simple", Assessed(PARTLY, "§ 1", "x"), "mitigation"),
        ("simple", Assessed(NO, "§ 1", "x"), "mitigation"),
        ("simple", Assessed(NO, mitigation="Fordi"), None),
        ("simple", Assessed(IRRELEVANT), "evidence"),
        ("simple", Assessed(IRRELEVANT, evidence="Ingen borgere"), None),
        ("simple", Assessed("maaske"), "answer"),
        ("it", Assessed(YES), "evidence"),
        ("it", Assessed(YES, evidence="Et system"), None),
        ("it", Assessed(NO), None),
        ("it", Assessed(PARTLY, mitigation="x"), "answer"),
    ],
)
def test_an_answer_needs_what_shows_it(code, told, field):
    fault = rules.fault(rules.points()[code], told)
    assert (fault[0] if fault else None) == field


def test_there_are_seven_principles_and_four_consequences_in_order():
    numbers = [one.number for one in rules.points().values()]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "a", "b", "c", "d"]
    assert [one.is_principle for one in rules.points().values()] == [True] * 7 + [False] * 4


@pytest.mark.parametrize(("days", "in_time"), [(41, False), (42, True), (43, True)])
def test_six_weeks_are_forty_two_days(days, in_time):
    assert rules.is_in_time(TODAY, TODAY + timedelta(days=days)) is in_time


def test_every_state_has_words_and_the_way_ends_in_follow_up():
    assert set(rules.STATES) == set(rules.BILL)
    assert {event for events in rules.BILL.values() for event in events} == set(rules.STEPS)
    assert terminal(rules.BILL) == {rules.EVALUATED, rules.DROPPED}


def test_a_bill_begins_as_an_idea(ruth, at):
    opened = verbs.open_bill(" Lov om noget ", "Ministeriet", by=ruth, at=at)
    assert (opened.title, opened.state, opened.unit_id) == ("Lov om noget", "idea", ruth.unit_id)
    assert acts_of(opened) == ["bill.opened"]


@pytest.mark.parametrize(("title", "ministry"), [("", "x"), ("x", " ")])
def test_a_bill_has_a_title_and_a_ministry(ruth, at, title, ministry):
    with refused("invalid"):
        verbs.open_bill(title, ministry, by=ruth, at=at)


@pytest.mark.parametrize("who", ["mette", "karen", "per", "eva"])
def test_a_stranger_may_do_nothing_with_a_bill(solby, bill, at, who):
    seat = solby.seats[who]
    for verb in (
        lambda: verbs.open_bill("x", "y", by=seat, at=at),
        lambda: verbs.keep_text(bill, "x", seen=1, by=seat, at=at),
        lambda: verbs.answer(bill, "it", Assessed(NO), seen=1, by=seat, at=at),
        lambda: verbs.send(bill, hearing_on=HEARING, by=seat, at=at),
        lambda: verbs.note_advice(bill, Advice("it", "x"), by=seat, at=at),
        lambda: verbs.heed(bill, "it", Heed(True), by=seat, at=at),
        lambda: verbs.hear(bill, by=seat, at=at),
        lambda: verbs.move(bill, "drop", by=seat, at=at),
    ):
        with refused("forbidden"):
            verb()


def test_a_new_version_of_an_answer_keeps_the_earlier(bill, ruth, at):
    written = verbs.answer(bill, "it", Assessed(NO), seen=1, by=ruth, at=at)
    assert [one.version for one in queries.versions_of(bill, "it")] == [2, 1]
    assert queries.assessed(bill)["it"].answer == NO
    assert acts_of(written) == ["bill.answered"]


def test_who_has_not_read_the_latest_version_may_not_write_the_next(bill, ruth, at):
    with refused("stale"):
        verbs.answer(bill, "it", Assessed(NO), seen=0, by=ruth, at=at)
    with refused("stale"):
        verbs.keep_text(bill, "§ 1. Ny.", seen=0, by=ruth, at=at)
    assert BillAnswer.objects.filter(bill=bill, point="it").count() == 1


def test_a_yes_without_a_provision_is_not_kept(bill, ruth, at):
    with refused("invalid"):
        verbs.answer(bill, "simple", Assessed(YES, "", "x"), seen=1, by=ruth, at=at)


def test_the_database_keeps_no_yes_without_evidence(bill, ruth, at):
    with pytest.raises(IntegrityError, match="yes_has_evidence"), transaction.atomic():
        BillAnswer.objects.create(
            bill=bill, point="it", version=9, answer=YES, written_by=ruth, written_at=at
        )


def test_an_unknown_point_is_missing(bill, ruth, at):
    with refused("missing"):
        verbs.answer(bill, "ukendt", Assessed(NO), seen=0, by=ruth, at=at)


def test_a_new_version_of_the_text_keeps_the_earlier(bill, ruth, at):
    kept = verbs.keep_text(bill, "§ 1. Ny tekst.", seen=1, by=ruth, at=at)
    assert queries.text_of(bill) == kept
    assert BillText.objects.filter(bill=bill).count() == 2
    assert acts_of(kept) == ["bill.text_kept"]


@pytest.mark.parametrize("text", ["", " \n", "x" * 200_001])
def test_a_text_has_words_and_an_end(bill, ruth, at, text):
    with refused("invalid"):
        verbs.keep_text(bill, text, seen=1, by=ruth, at=at)


def test_a_bill_is_sent_six_weeks_before_its_hearing(sent, at):
    assert (sent.state, sent.sent_on, sent.hearing_on) == ("pre_hearing", TODAY, HEARING)
    assert sent.late_because == ""
    assert acts_of(sent) == ["bill.opened", "bill.moved", "bill.moved"]


def test_less_than_six_weeks_need_a_reason(bill, ruth, at):
    day = HEARING - timedelta(days=1)
    with refused("late"):
        verbs.send(bill, hearing_on=day, by=ruth, at=at)
    sent = verbs.send(bill, hearing_on=day, late_because="Regeringens frist", by=ruth, at=at)
    assert sent.late_because == "Regeringens frist"


def test_a_reason_is_not_kept_when_six_weeks_are_held(bill, ruth, at):
    sent = verbs.send(bill, hearing_on=HEARING, late_because="x", by=ruth, at=at)
    assert sent.late_because == ""


def test_the_database_asks_for_the_reason_too(sent):
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        Bill.objects.filter(pk=sent.pk).update(hearing_on=HEARING - timedelta(days=1))


def test_a_hearing_is_not_in_the_past(bill, ruth, at):
    with refused("invalid"):
        verbs.send(bill, hearing_on=TODAY, late_because="x", by=ruth, at=at)


def test_a_bill_with_an_unanswered_point_goes_nowhere(ruth, at):
    bill = verbs.open_bill("x", "y", by=ruth, at=at)
    verbs.move(bill, "screen", by=ruth, at=at)
    for verb in (
        lambda: verbs.send(bill, hearing_on=HEARING, by=ruth, at=at),
        lambda: verbs.hear(bill, by=ruth, at=at),
    ):
        with refused("state"):
            verb()


def test_a_bill_with_consequences_passes_the_secretariat_first(bill, ruth, at):
    with refused("state"):
        verbs.hear(bill, by=ruth, at=at)


def test_a_bill_without_consequences_goes_straight_to_its_hearing(bill, ruth, at):
    for code in ("organisation", "it"):
        verbs.answer(bill, code, Assessed(NO), seen=1, by=ruth, at=at)
    with refused("state"):
        verbs.send(bill, hearing_on=HEARING, by=ruth, at=at)
    heard = verbs.hear(bill, by=ruth, at=at)
    assert (heard.state, heard.hearing_on, heard.sent_on) == ("hearing", TODAY, None)


def test_advice_is_noted_while_the_secretariat_has_the_bill(sent, advised, ruth, at):
    assert queries.advice_of(advised)["simple"].recommendation == "Skriv undtagelsen ud."
    assert acts_of(queries.advice_of(advised)["simple"]) == ["bill.advised"]
    with refused("state"):
        verbs.note_advice(advised, Advice("it", "x"), by=ruth, at=at)


def test_advice_is_heeded_or_says_why_not(advised, ruth, at):
    with refused("invalid"):
        verbs.heed(advised, "simple", Heed(False, " "), by=ruth, at=at)
    advice = verbs.heed(advised, "simple", Heed(False, "For få husstande"), by=ruth, at=at)
    assert (advice.is_followed, advice.because) == (False, "For få husstande")
    assert acts_of(advice) == ["bill.advised", "bill.heeded"]


def test_advice_that_was_not_given_is_missing(advised, ruth, at):
    with refused("missing"):
        verbs.heed(advised, "it", Heed(True), by=ruth, at=at)


def test_advice_is_not_heeded_before_all_of_it_is_there(sent, ruth, at):
    verbs.note_advice(sent, Advice("it", "Mere tid"), by=ruth, at=at)
    with refused("state"):
        verbs.heed(sent, "it", Heed(True), by=ruth, at=at)


def test_the_hearing_waits_for_answers_to_the_advice_and_for_its_day(advised, ruth, at):
    on_the_day = at + timedelta(weeks=6)
    with refused("state"):
        verbs.hear(advised, by=ruth, at=on_the_day)
    verbs.heed(advised, "simple", Heed(True), by=ruth, at=at)
    with refused("state"):
        verbs.hear(advised, by=ruth, at=on_the_day - timedelta(days=1))
    assert verbs.hear(advised, by=ruth, at=on_the_day).state == "hearing"


def heard(advised, ruth, at):
    verbs.heed(advised, "simple", Heed(True), by=ruth, at=at)
    return verbs.hear(advised, by=ruth, at=at + timedelta(weeks=6))


def test_a_laid_bill_keeps_its_assessment(advised, ruth, at):
    bill = verbs.move(heard(advised, ruth, at), "lay", by=ruth, at=at)
    with refused("state"):
        verbs.answer(bill, "it", Assessed(NO), seen=1, by=ruth, at=at)
    with refused("state"):
        verbs.keep_text(bill, "x", seen=1, by=ruth, at=at)


def test_a_bill_ends_in_follow_up_with_every_step_written_down(advised, ruth, at):
    bill = heard(advised, ruth, at)
    for event in ("lay", "adopt", "implement", "evaluate"):
        bill = verbs.move(bill, event, by=ruth, at=at)
    assert bill.state == "evaluated"
    assert [one.event for one in queries.steps_of(bill)] == [
        "screen", "send", "receive", "lay", "adopt", "implement", "evaluate", "hear",
    ]  # fmt: skip


@pytest.mark.parametrize("event", ["lay", "adopt", "screen", "receive"])
def test_a_step_out_of_turn_is_refused(bill, ruth, at, event):
    with refused("state"):
        verbs.move(bill, event, by=ruth, at=at)


@pytest.mark.parametrize("event", ["send", "hear", "nonsens"])
def test_a_step_that_asks_for_more_has_a_verb_of_its_own(bill, ruth, at, event):
    with refused("invalid"):
        verbs.move(bill, event, by=ruth, at=at)


def test_a_bill_tells_which_principles_it_departs_from(bill):
    told = queries.told(bill)
    assert [one.point.code for one in told.unmet] == ["simple", "automatic"]
    assert told.has_consequences
    assert told.answered == 11
    simple = next(one for one in told.points if one.point.code == "simple")
    assert {hint.kind for hint in simple.hints} == {"discretion", "exception"}


def test_a_year_of_bills_is_counted(advised, ruth, at):
    assert queries.years(ruth) == []
    heard(advised, ruth, at)
    (year,) = queries.years(ruth)
    assert (year.year, year.heard, year.sent, year.in_time) == (2026, 1, 1, 1)
    assert (year.advised, year.followed) == (1, 1)


def test_a_bill_of_another_office_is_missing(solby, bill):
    with refused("missing"):
        queries.bill(solby.karen, bill.pk)
