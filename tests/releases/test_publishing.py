"""A table goes through the gate whole or not at all, and the ledger keeps what was said."""

import numpy as np
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.releases import operations as releases
from sammenhaeng.releases import queries
from sammenhaeng.releases.models import Breach, Release, ReleasedCell

OPEN = [[30, 40], [25, 35], [41, 52]]
CLOSE = [[30, 40], [25, 35], [3, 52]]


@pytest.fixture
def machine(solby):
    return solby.seats["system"]


def test_what_may_be_told_is_told_as_it_is(machine, draft, table, at):
    release = releases.publish(draft, table(OPEN), by=machine, at=at)
    assert queries.state(release) == "published"
    assert queries.cell(release, 1, "short").value == 30
    assert queries.cell(release, 100, "total").value == 223


def test_a_hidden_number_is_nowhere_in_the_ledger(machine, draft, table, at):
    release = releases.publish(draft, table(CLOSE), by=machine, at=at)
    assert queries.cell(release, 3, "short").is_hidden
    hidden = ReleasedCell.objects.filter(release=release, is_hidden=True)
    assert hidden.count() >= 4
    assert set(hidden.values_list("value", flat=True)) == {None}


def test_the_trail_tells_who_published_which_version(machine, draft, table, at):
    release = releases.publish(draft, table(OPEN), by=machine, at=at)
    entry = Entry.objects.get(act="release.published")
    assert (entry.thing_id, entry.seat_id) == (release.pk, machine.pk)
    assert '"version": "1"' in entry.body


def test_a_caseworker_publishes_nothing(solby, draft, table, at):
    with pytest.raises(Refused, match="offentliggøre"):
        releases.publish(draft, table(OPEN), by=solby.seats["mette"], at=at)
    assert not Release.objects.exists()


def test_a_move_that_tells_a_cell_is_refused_and_publishes_nothing(
    machine, draft, before, moved, at
):
    releases.publish(draft, before, by=machine, at=at)
    release = releases.publish(draft, moved, by=machine, at=at)
    assert release.outcome == "refused"
    assert not ReleasedCell.objects.filter(release=release).exists()
    assert "sammen med det, der er vist før" in " ".join(queries.breaches(release))


def test_a_refusal_names_rule_and_place_and_is_in_the_trail(machine, draft, before, moved, at):
    releases.publish(draft, before, by=machine, at=at)
    release = releases.publish(draft, moved, by=machine, at=at)
    breach = Breach.objects.get(release=release, rule="earlier")
    assert (breach.unit_id, breach.column) == (3, "short")
    assert '"rules": ["earlier"]' in Entry.objects.get(act="release.refused").body


def test_a_refused_table_is_nothing_the_world_has_seen(machine, draft, before, moved, at):
    releases.publish(draft, before, by=machine, at=at)
    releases.publish(draft, moved, by=machine, at=at)
    assert len(queries.ledger_for("absence.persons", ["2025"])) == 1


def test_a_withdrawn_table_is_still_known_to_the_world(machine, draft, before, moved, at):
    release = releases.publish(draft, before, by=machine, at=at)
    releases.withdraw(release, reason="Forkert periode", by=machine, at=at)
    assert queries.state(release) == "withdrawn"
    assert queries.standing("absence", "2025") is None
    assert releases.publish(draft, moved, by=machine, at=at).outcome == "refused"


def test_a_table_is_withdrawn_once_and_for_a_reason(machine, draft, table, at):
    release = releases.publish(draft, table(OPEN), by=machine, at=at)
    with pytest.raises(Refused, match="hvorfor"):
        releases.withdraw(release, reason=" ", by=machine, at=at)
    releases.withdraw(release, reason="Forkert periode", by=machine, at=at)
    with pytest.raises(Refused, match="withdrawn"):
        releases.withdraw(release, reason="Igen", by=machine, at=at)


def test_a_refused_table_is_not_withdrawn_and_a_stranger_withdraws_nothing(
    solby, machine, draft, before, moved, at
):
    release = releases.publish(draft, before, by=machine, at=at)
    refused = releases.publish(draft, moved, by=machine, at=at)
    with pytest.raises(Refused, match="refused"):
        releases.withdraw(refused, reason="Fortrudt", by=machine, at=at)
    with pytest.raises(Refused, match="tilbage"):
        releases.withdraw(release, reason="Fortrudt", by=solby.seats["mette"], at=at)


def test_a_correction_takes_the_place_of_what_it_corrects(machine, draft, table, at):
    first = releases.publish(draft, table(OPEN), by=machine, at=at)
    corrected = releases.Draft("absence", "Sygefravær", "1", supersedes=first)
    second = releases.publish(corrected, table([[30, 41], *OPEN[1:]]), by=machine, at=at)
    assert queries.standing("absence", "2025") == second
    assert len(queries.ledger_for("absence.persons", ["2025"])) == 2


def test_a_rate_is_hidden_where_its_count_is(machine, draft, table, at):
    rate = releases.Derived("rate", "short", np.array([0.1, 0.2, 0.3, 0.15]))
    release = releases.publish(draft, table(CLOSE), [rate], by=machine, at=at)
    rates = queries.column(release.pk, "rate")
    assert rates[3].is_hidden
    assert (rates[1].is_hidden, rates[100].value) == (False, 0.15)


def test_the_ledger_gives_back_what_was_published_and_no_rates(machine, draft, table, at):
    rate = releases.Derived("rate", "short", np.array([0.1, 0.2, 0.3, 0.15]))
    release = releases.publish(draft, table(CLOSE), [rate], by=machine, at=at)
    told = queries.as_published(release)
    assert told.values.shape == (4, 3)
    assert told.values[0].tolist() == [30, 40, 70]
    assert np.isnan(told.values[2, 0])
    assert told.reasons[2, 0] == 1


def test_quarters_reach_each_other_through_their_year(machine, draft, table, at):
    bigger = [[70, 90], [60, 80], [90, 120]]
    for periods, values in ((("q1",), OPEN), (("q1", "q2"), bigger), (("q3",), OPEN)):
        releases.publish(draft, table(values, periods=periods), by=machine, at=at)
    found = queries.ledger_for("absence.persons", ["q2"])
    assert {one.periods for one in found} == {("q1",), ("q1", "q2")}


@pytest.mark.parametrize("wrong", [{"value": 3.0, "is_hidden": True, "reason": 1},
                                   {"value": None, "is_hidden": False, "reason": 0},
                                   {"value": 3.0, "is_hidden": False, "reason": 1}])  # fmt: skip
def test_the_database_keeps_no_hidden_value(machine, draft, table, at, wrong):
    release = releases.publish(draft, table(OPEN), by=machine, at=at)
    with pytest.raises(IntegrityError, match="keeps_no_hidden_value"):
        with transaction.atomic():
            ReleasedCell.objects.create(release=release, unit_id=9, column="short", **wrong)


@pytest.mark.parametrize("table_name", ["release", "releasedcell", "breach", "withdrawal"])
@pytest.mark.parametrize("verb", ["update releases_{} set id = id", "delete from releases_{}"])
def test_nobody_changes_or_removes_what_is_in_the_ledger(db, verb, table_name):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(verb.format(table_name))
