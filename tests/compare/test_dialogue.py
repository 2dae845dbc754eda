from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sammenhaeng.audit.models import Entry
from sammenhaeng.compare.models import Dialogue
from sammenhaeng.compare.operations import dialogue as verbs
from sammenhaeng.compare.operations.dialogue import Words
from sammenhaeng.compare.queries import dialogue as queries
from sammenhaeng.compare.rules import dialogue as rules
from sammenhaeng.compare.rules.dialogue import Period
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused

from .conftest import PERIOD

DAY = date(2026, 11, 18)


def last_act():
    return Entry.objects.latest("pk").act


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-K1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2024-K1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026-K4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_year_or_a_quarter(code, first, last):
    period = Period.read(code)
    assert period.days == Days(first, last)
    assert (period.code, Period.of(period.days)) == (code, period)


@pytest.mark.parametrize("code", ["", "2026-K5", "2026-K0", "26", "2026-", "1999", "x2026"])
def test_another_text_is_no_period(code):
    with pytest.raises(Refused, match="Perioden findes ikke"):
        Period.read(code)


@pytest.mark.parametrize(
    ("today", "usual"),
    [
        (date(2026, 1, 1), Period(2025, 4)), (date(2026, 3, 31), Period(2025, 4)),
        (date(2026, 4, 1), Period(2026, 1)), (date(2026, 12, 31), Period(2026, 3)),
    ],
)  # fmt: skip
def test_a_meeting_is_about_the_quarter_that_has_ended(today, usual):
    assert rules.usual(today) == usual


def test_only_periods_that_have_begun_can_be_chosen():
    codes = [one.code for one in rules.choices(date(2026, 4, 1))]
    assert codes == [
        "2026", "2025", "2026-K2", "2026-K1", "2025-K4", "2025-K3", "2025-K2", "2025-K1",
    ]  # fmt: skip


def test_the_units_leader_begins_a_draft_that_only_the_unit_reads(drafted, leaders):
    assert (drafted.state, drafted.version, last_act()) == ("drafted", 1, "dialogue.drafted")
    assert queries.dialogue(leaders.karen, drafted.pk, DAY) == drafted
    with pytest.raises(Refused, match="findes ikke"):
        queries.dialogue(leaders.top, drafted.pk, DAY)


@pytest.mark.parametrize("who", ["top", "low", "school"])
def test_no_other_leader_begins_it(leaders, solby, full, at, who):
    with pytest.raises(Refused) as no:
        verbs.draft(solby.jobcentre, PERIOD, full, by=getattr(leaders, who), at=at)
    assert no.value.code == "forbidden"


@pytest.mark.parametrize("who", ["mette", "per", "eva", "anne"])
def test_nobody_but_a_leader_begins_it(solby, full, at, who):
    with pytest.raises(Refused) as no:
        verbs.draft(solby.jobcentre, PERIOD, full, by=solby.seats[who], at=at)
    assert no.value.code == "forbidden"


def test_a_period_has_one_dialogue_and_the_second_writer_sees_both_texts(drafted, solby, at):
    with pytest.raises(Refused) as no:
        verbs.draft(solby.jobcentre, PERIOD, Words("Andet"), by=solby.karen, at=at)
    assert no.value.code == "stale"
    assert no.value.facts["mine"]["comment"] == "Andet"
    assert no.value.facts["theirs"]["comment"] == "Fraværet steg i august."


def test_a_change_from_an_old_version_is_refused_with_both_texts(drafted, leaders, full, at):
    verbs.write(drafted, replace(full, action="Ny"), seen=1, by=leaders.karen, at=at)
    with pytest.raises(Refused) as no:
        verbs.write(drafted, full, seen=1, by=leaders.karen, at=at)
    assert (no.value.code, no.value.facts["theirs"]["action"]) == ("stale", "Ny")
    assert last_act() == "dialogue.written"


@pytest.mark.parametrize("verb", [verbs.share, verbs.agree])
def test_what_changed_since_it_was_read_is_neither_shared_nor_agreed(
    drafted, leaders, full, at, verb
):
    if verb is verbs.agree:
        verbs.share(drafted, seen=1, by=leaders.karen, at=at)
    with pytest.raises(Refused, match="En anden har ændret"):
        verb(drafted, seen=9, by=leaders.top if verb is verbs.agree else leaders.karen, at=at)


def test_what_is_shared_is_read_above_and_not_beside(shared, leaders):
    assert queries.dialogue(leaders.top, shared.pk, DAY).state == "shared"
    for stranger in (leaders.school, leaders.low):
        with pytest.raises(Refused, match="findes ikke"):
            queries.dialogue(stranger, shared.pk, DAY)


@pytest.mark.parametrize("who", ["school", "low"])
def test_a_leader_outside_the_chain_changes_nothing(shared, leaders, full, at, who):
    stranger = getattr(leaders, who)
    for change in (
        lambda: verbs.write(shared, full, seen=2, by=stranger, at=at),
        lambda: verbs.agree(shared, seen=2, by=stranger, at=at),
    ):
        with pytest.raises(Refused):
            change()
    assert Dialogue.objects.get(pk=shared.pk).version == 2


def test_the_level_above_agrees_and_the_owner_gets_a_task(agreed, leaders):
    task = Task.objects.get(kind="dialogue.due")
    assert (agreed.state, agreed.agreed_by, last_act()) == (
        "agreed",
        leaders.top,
        "dialogue.agreed",
    )
    assert (task.seat, task.thing_id, task.due_on) == (leaders.karen, agreed.pk, date(2026, 12, 15))


def test_the_units_own_leader_does_not_agree_alone(shared, leaders, at):
    with pytest.raises(Refused, match="to niveauer"):
        verbs.agree(shared, seen=2, by=leaders.karen, at=at)


def test_the_top_agrees_alone_because_nobody_is_above(leaders, solby, at):
    words = Words("Godt år", "Fortsæt", leaders.top, date(2026, 12, 1))
    made = verbs.draft(solby.town_hall, PERIOD, words, by=leaders.top, at=at)
    verbs.share(made, seen=1, by=leaders.top, at=at)
    assert verbs.agree(made, seen=2, by=leaders.top, at=at).state == "agreed"


@pytest.mark.parametrize("gap", [{"action": " "}, {"owner": None}, {"due_on": None}])
def test_an_agreement_says_what_who_and_by_when(drafted, leaders, full, at, gap):
    verbs.write(drafted, replace(full, **gap), seen=1, by=leaders.karen, at=at)
    verbs.share(drafted, seen=2, by=leaders.karen, at=at)
    with pytest.raises(Refused, match="hvem der gør det"):
        verbs.agree(drafted, seen=3, by=leaders.top, at=at)


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (1, True)])
def test_nothing_is_agreed_for_a_day_that_is_gone(leaders, solby, full, at, days, is_taken):
    words = replace(full, due_on=DAY + timedelta(days))
    if is_taken:
        assert verbs.draft(solby.jobcentre, PERIOD, words, by=leaders.karen, at=at).pk
        return
    with pytest.raises(Refused, match="ikke er gået"):
        verbs.draft(solby.jobcentre, PERIOD, words, by=leaders.karen, at=at)


def test_the_owner_is_a_leader_of_the_unit_or_above(leaders, solby, full, at):
    for stranger in (leaders.school, solby.mette):
        words = replace(full, owner=stranger)
        with pytest.raises(Refused, match="Vælg en leder"):
            verbs.draft(solby.jobcentre, PERIOD, words, by=leaders.karen, at=at)


def test_following_up_settles_the_task(agreed, leaders, at):
    done = verbs.follow_up(agreed, "Det virkede", seen=3, by=leaders.karen, at=at)
    assert (done.state, done.outcome, last_act()) == (
        "followed_up",
        "Det virkede",
        "dialogue.followed_up",
    )
    assert Task.objects.get(kind="dialogue.due").state == "done"


def test_what_is_agreed_stands(agreed, leaders, full, at):
    with pytest.raises(Refused) as no:
        verbs.write(agreed, full, seen=3, by=leaders.karen, at=at)
    assert no.value.code == "state"


@pytest.mark.parametrize("verb", [verbs.agree, lambda d, **k: verbs.follow_up(d, "Ja", **k)])
def test_a_step_is_not_jumped_over(drafted, leaders, at, verb):
    with pytest.raises(Refused) as no:
        verb(drafted, seen=1, by=leaders.karen, at=at)
    assert no.value.code == "state"


def test_the_database_wants_who_what_and_when_of_an_agreement(shared):
    for told in ({"state": "agreed"}, {"shared_by": None}, {"state": "agreed", "owner": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dialogue.objects.filter(pk=shared.pk).update(**told)


def test_the_next_meeting_opens_with_the_last_agreement(agreed, leaders, solby):
    sheet = queries.sheet(solby.jobcentre, Period(2026, 4), leaders.karen, DAY)
    assert (sheet.opening, sheet.current, sheet.earlier) == (agreed, None, [agreed])
    before = queries.sheet(solby.jobcentre, Period(2026, 2), leaders.karen, DAY)
    assert before.opening is None


def test_of_two_agreements_the_meeting_opens_with_the_later(agreed, leaders, solby, full, at):
    later = at + timedelta(days=1)
    made = verbs.draft(solby.jobcentre, Period(2026, 2), full, by=leaders.karen, at=later)
    verbs.share(made, seen=1, by=leaders.karen, at=later)
    verbs.agree(made, seen=2, by=leaders.top, at=later)
    sheet = queries.sheet(solby.jobcentre, Period(2026, 4), leaders.karen, DAY)
    assert sheet.opening == made


def test_each_level_sees_the_next_with_its_newest_dialogue(shared, leaders, solby):
    top = queries.sheet(solby.town_hall, PERIOD, leaders.top, DAY)
    told = {one.unit.code: one.dialogue for one in top.below}
    assert told == {"jobcentre": shared, "family": None, "school": None}
    middle = queries.sheet(solby.jobcentre, PERIOD, leaders.karen, DAY)
    assert [one.unit for one in middle.below] == [leaders.team]


def test_a_draft_is_not_shown_above(drafted, leaders, solby):
    top = queries.sheet(solby.town_hall, PERIOD, leaders.top, DAY)
    assert {one.dialogue for one in top.below} == {None}
    seen = queries.sheet(solby.jobcentre, PERIOD, leaders.top, DAY)
    assert (seen.current, seen.events) == (None, frozenset())


@pytest.mark.parametrize(
    ("stage", "who", "events"),
    [
        ("drafted", "karen", {"write", "share"}),
        ("shared", "karen", {"write"}),
        ("shared", "top", {"write", "agree"}),
        ("agreed", "karen", {"follow_up"}),
        ("agreed", "top", {"follow_up"}),
    ],
)
def test_the_sheet_offers_what_may_be_done(request, leaders, solby, stage, who, events):
    request.getfixturevalue(stage)
    sheet = queries.sheet(solby.jobcentre, PERIOD, getattr(leaders, who), DAY)
    assert sheet.events == events


def test_a_line_between_leaders_makes_a_chain_across_the_tree(leaders, solby, lead, shared, at):
    """The school's leader reports to the team's: its units are hers too, from that day."""
    assert leaders.team not in queries.chain(leaders.school, DAY)
    top = lead(solby.school)
    lead(leaders.team, top)
    assert leaders.team in queries.chain(leaders.school, DAY)
    assert leaders.team not in queries.chain(leaders.school, date(2025, 12, 31))
    assert leaders.team in queries.next_level(solby.school, DAY)
    assert solby.school not in queries.chain(leaders.low, DAY)


def test_the_chain_through_lines_has_the_units_below_and_goes_on(leaders, solby, lead):
    top = lead(solby.school)
    middle = lead(solby.jobcentre, top)
    lead(solby.family, middle)
    found = set(queries.chain(leaders.school, DAY))
    assert found == {solby.school, solby.jobcentre, leaders.team, solby.family}
    assert set(queries.next_level(solby.school, DAY)) == {solby.jobcentre}


def test_who_agrees_with_a_leader_above_only_through_a_line(leaders, solby, lead):
    assert not queries.has_leader_above(solby.town_hall, DAY)
    lead(solby.town_hall, lead(solby.school))
    assert queries.has_leader_above(solby.town_hall, DAY)


def test_the_owners_own_agreements_are_told_by_their_day(agreed, leaders):
    assert queries.due(leaders.karen, DAY) == [agreed]
    assert queries.due(leaders.top, DAY) == []


def test_the_sheet_asks_a_bounded_number_of_questions(
    agreed, leaders, solby, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        queries.sheet(solby.town_hall, PERIOD, leaders.top, DAY)
