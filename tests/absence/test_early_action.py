"""Following a sick employee up: who may, what is kept, what the employee sees."""

from datetime import date, timedelta

import pytest
from django.db import connection

from sammenhaeng.absence.models import Employment, FollowUp, Talk
from sammenhaeng.absence.operations import follow_ups, opening
from sammenhaeng.absence.operations.follow_ups import Held, Post
from sammenhaeng.absence.queries import follow_ups as queries
from sammenhaeng.absence.queries import named
from sammenhaeng.absence.queries.named import Sick
from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation, UseLine
from sammenhaeng.audit.models import Entry
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.refusal import Refused

from . import drawing

TODAY = date(2026, 11, 18)
AGREED = Held("meeting", TODAY, "Nedsat tid, 20 timer om ugen indtil 1. januar.")


def last_act() -> str:
    return Entry.objects.latest("pk").act


def due_on() -> list[date]:
    rows = Task.objects.filter(kind="absence.talk", state="open")
    return list(rows.values_list("due_on", flat=True))


def code_of(solby, personnel, at) -> str:
    return next(iter(opening.everybody(solby.karen, at).people.values())).code


def test_the_leader_sees_the_talks_that_are_due(solby, personnel, at):
    staff = opening.everybody(solby.karen, at)
    due = queries.due(staff.use, TODAY)
    assert [(one.reminder.step, one.is_overdue) for one in due] == [
        ("contact", True), ("meeting", False), ("statutory", False),
    ]  # fmt: skip
    assert {staff.name(one.citizen_id) for one in due} == {"Sofie Dam"}


def test_the_next_talk_stands_in_the_leaders_inbox(solby, personnel, at):
    assert due_on() == [TODAY - timedelta(days=6)]
    follow_ups.hold(personnel.follow_up, AGREED, by=solby.karen, at=at)
    assert due_on() == []
    assert Entry.objects.filter(act="talk.held").count() == 2


def test_hr_may_note_a_talk_too(personnel, at):
    code = code_of_person(personnel, at)
    opening.employee(personnel.hr, code, at, action="change")
    talk = follow_ups.hold(personnel.follow_up, AGREED, by=personnel.hr, at=at)
    assert talk.seat == personnel.hr


def code_of_person(personnel, at) -> str:
    return next(iter(opening.everybody(personnel.hr, at).people.values())).code


@pytest.mark.parametrize("name", ["mette", "jonas", "per", "eva"])
def test_nobody_else_may(solby, personnel, at, name):
    for verb in (
        lambda by: follow_ups.hold(personnel.follow_up, AGREED, by=by, at=at),
        lambda by: follow_ups.begin(personnel.employment, first_sick_on=TODAY, by=by, at=at),
        lambda by: follow_ups.close(personnel.follow_up, returned_on=TODAY, by=by, at=at),
        lambda by: follow_ups.leave(personnel.employment, last_on=TODAY, by=by, at=at),
        lambda by: opening.employee(by, code_of_person(personnel, at), at),
    ):
        with pytest.raises(Refused, match=r"adgang|rolle"):
            verb(solby.seats[name])


def test_another_leader_has_no_relation_and_may_not(solby, personnel, at):
    other = solby.seats["karen"]
    Relation.objects.filter(seat=other, kind="personnel").update(ended_at=at)
    with pytest.raises(Refused) as no:
        follow_ups.hold(personnel.follow_up, AGREED, by=other, at=at)
    assert no.value.code == "forbidden"
    assert opening.everybody(other, at + timedelta(minutes=1)).people == {}


def test_without_a_use_the_database_opens_no_rows(committed, app_connection):
    with app_connection.cursor() as cursor:
        for table in ("employment", "followup", "talk"):
            cursor.execute(f"select count(*) from absence_{table}")
            assert cursor.fetchone() == (0,)
            cursor.execute(
                "select count(*) from pg_policies where tablename = %s", [f"absence_{table}"]
            )
            assert cursor.fetchone()[0] > 0


def test_the_employee_finds_the_look_up_in_their_own_log(solby, personnel, at):
    citizen_id = personnel.employment.citizen_id
    opening.employee(solby.karen, code_of_person(personnel, at), at)
    lines = UseLine.objects.filter(citizen_id=citizen_id, purpose="personnel", seat=solby.karen)
    assert set(lines.values_list("relation", "basis")) == {("personnel", "dpl-12")}
    assert {"absence", "identity"} == set(lines.latest("pk").categories)


@pytest.mark.parametrize("text", ["Hun har depression.", "Venter på svar om kræft"])
def test_words_that_name_an_illness_are_stopped_and_not_kept(solby, personnel, at, text):
    with pytest.raises(Refused) as no:
        follow_ups.hold(personnel.follow_up, Held("meeting", TODAY, text), by=solby.karen, at=at)
    assert "fejler" in str(no.value)
    assert Talk.objects.filter(step="meeting").count() == 0


def test_no_field_asks_for_the_illness():
    names = {field.name for model in (FollowUp, Talk, Employment) for field in model._meta.fields}
    assert names.isdisjoint({"diagnosis", "illness", "cause", "reason", "note"})


@pytest.mark.parametrize(
    "held",
    [
        Held("tea", TODAY, "Aftale"), Held("meeting", TODAY, "  "),
        Held("meeting", TODAY + timedelta(days=1), "Aftale"),
        Held("meeting", TODAY - timedelta(days=11), "Aftale"),
    ],
)  # fmt: skip
def test_a_talk_lies_between_the_first_sick_day_and_today(solby, personnel, at, held):
    with pytest.raises(Refused):
        follow_ups.hold(personnel.follow_up, held, by=solby.karen, at=at)


def test_when_the_employee_is_back_nothing_is_due(solby, personnel, at):
    closed = follow_ups.close(personnel.follow_up, returned_on=TODAY, by=solby.karen, at=at)
    assert (closed.state, due_on(), last_act()) == ("closed", [], "follow_up.closed")
    with pytest.raises(Refused, match="afsluttet"):
        follow_ups.hold(personnel.follow_up, AGREED, by=solby.karen, at=at)
    again = follow_ups.begin(personnel.employment, first_sick_on=TODAY, by=solby.karen, at=at)
    assert due_on() == [TODAY]
    assert again.pk != closed.pk


def test_a_follow_up_is_begun_once_and_not_ahead(solby, personnel, at):
    with pytest.raises(Refused, match="allerede"):
        follow_ups.begin(personnel.employment, first_sick_on=TODAY, by=solby.karen, at=at)
    follow_ups.close(personnel.follow_up, returned_on=TODAY, by=solby.karen, at=at)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="efter i dag"):
        follow_ups.begin(personnel.employment, first_sick_on=tomorrow, by=solby.karen, at=at)


def test_who_has_left_is_nobodys_to_follow(solby, personnel, at):
    follow_ups.leave(personnel.employment, last_on=TODAY, by=personnel.hr, at=at)
    assert last_act() == "employment.ended"
    assert opening.everybody(solby.karen, at + timedelta(minutes=1)).people == {}


def test_nobody_is_employed_twice_in_a_unit_nor_led_by_a_caseworker(solby, personnel, at):
    citizen_id = personnel.employment.citizen_id
    post = Post(solby.jobcentre, solby.karen, personnel.hr, TODAY)
    with pytest.raises(Refused, match="allerede ansat"):
        follow_ups.employ(citizen_id, post, by=personnel.hr, at=at)
    wrong = Post(solby.jobcentre, solby.mette, personnel.hr, TODAY)
    with pytest.raises(Refused, match="personaleleder"):
        follow_ups.employ(citizen_id, wrong, by=personnel.hr, at=at)


def test_a_leader_may_not_employ(solby, personnel, at):
    post = Post(solby.jobcentre, solby.karen, personnel.hr, TODAY)
    with pytest.raises(Refused) as no:
        follow_ups.employ(solby.citizens["bent"], post, by=solby.karen, at=at)
    assert no.value.code == "forbidden"


def test_spells_of_a_named_employee_need_a_use_and_tell_no_cause(solby, personnel, at):
    import ibis  # noqa: PLC0415

    tables = drawing.reckoning(drawing.world(3, 4))
    fetch = ibis.duckdb.connect().to_pyarrow
    use = opening.everybody(solby.karen, at).use
    rows = named.spells_of(use, tables.spells, 2, fetch)
    sick = [one for one in drawing.world(3, 4)[2][1] if one.cause in (1100, 1300)]
    assert sorted(row.first_on for row in rows) == sorted(one.first for one in sick)
    assert set(Sick.__dataclass_fields__) == {"first_on", "last_on", "minutes"}
    only_name = access.look_up(
        personnel.employment.citizen_id, purpose="personnel", seen=["identity"], by=solby.karen,
        at=at,
    )  # fmt: skip
    with pytest.raises(Refused):
        named.spells_of(only_name, tables.spells, 2, fetch)


def test_the_database_itself_keeps_one_open_follow_up(solby, personnel):
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where indexname = 'follow_up_is_open_once'")
        assert "WHERE (state = 'open'" in cursor.fetchone()[0]
