"""Money for the hardest hit and visits of the travelling team, from the wish to the effect."""

from datetime import timedelta

import pytest

from sammenhaeng.absence.models import Application
from sammenhaeng.absence.operations import grants, visits
from sammenhaeng.absence.operations.grants import Wish
from sammenhaeng.absence.queries import efforts as queries
from sammenhaeng.absence.rules.efforts import Measure
from sammenhaeng.audit.models import Entry
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.refusal import Refused

WISH = Wish(1500, 40, 60_000_000, "Flere ledere til stede om aftenen")
BETTER = Measure(1500, 1380, 1400, 1390, 12)


def applied(solby, personnel, at, wish=WISH):
    return grants.apply(personnel.pool, solby.jobcentre, wish, by=solby.karen, at=at)


def test_an_application_reaches_those_who_share_out(solby, personnel, at):
    application = applied(solby, personnel, at)
    (task,) = Task.objects.filter(kind="absence.application")
    assert (application.state, task.unit) == ("applied", personnel.team)


def test_applying_again_replaces_what_was_asked(solby, personnel, at):
    first = applied(solby, personnel, at)
    again = applied(solby, personnel, at, Wish(1500, 40, 10, "Mindre"))
    assert (again.pk, Application.objects.count()) == (first.pk, 1)


def test_the_pool_is_shared_out_once_by_the_rule(solby, personnel, at):
    granted, system = applied(solby, personnel, at), solby.system
    other = Wish(1300, 0, 60_000_000, "Kurser")
    declined = Application.objects.create(
        pool=personnel.pool, unit=system.unit, level=other.level, strain=0, amount=other.amount,
        plan=other.plan, applied_by=system, applied_at=at,
    )  # fmt: skip
    told = grants.share_out(personnel.pool, by=personnel.hr, at=at)
    declined.refresh_from_db()
    assert ([one.pk for one in told], declined.state) == ([granted.pk], "declined")
    assert Entry.objects.latest("pk").act == "pool.shared_out"
    with pytest.raises(Refused, match="allerede"):
        grants.share_out(personnel.pool, by=personnel.hr, at=at)
    with pytest.raises(Refused, match="fordelt"):
        applied(solby, personnel, at)


@pytest.mark.parametrize(
    "wrong",
    [
        Wish(1500, 101, 10, "x"), Wish(1500, 0, 0, "x"), Wish(1500, 0, 10, " "),
        Wish(1500, 0, 100_000_001, "x"),
    ],
)  # fmt: skip
def test_a_wish_that_makes_no_sense_is_refused(solby, personnel, at, wrong):
    with pytest.raises(Refused):
        applied(solby, personnel, at, wrong)


def test_strangers_may_neither_apply_for_others_nor_share_out(solby, personnel, at):
    for verb in (
        lambda: grants.apply(personnel.pool, solby.school, WISH, by=solby.karen, at=at),
        lambda: grants.share_out(personnel.pool, by=solby.karen, at=at),
        lambda: grants.open_pool(
            solby.jobcentre, grants.Money("P", 1, 1, "x"), by=solby.karen, at=at
        ),
    ):
        with pytest.raises(Refused) as no:
            verb()
        assert no.value.code == "forbidden"


def test_others_applications_are_not_shown(solby, personnel, at):
    applied(solby, personnel, at)
    assert queries.applications_seen(personnel.pool, personnel.hr).count() == 1
    assert queries.applications_seen(personnel.pool, solby.karen).count() == 1
    assert queries.applications_seen(personnel.pool, solby.eva).count() == 1  # the unit above
    assert queries.applications_seen(personnel.pool, solby.jonas).count() == 0


def test_a_visit_goes_from_the_wish_to_the_measured_effect(solby, personnel, at):
    visit, hr = personnel.visit, personnel.hr
    visits.plan(visit, visit_on=at.date(), by=hr, at=at)
    visits.hold(visit, by=hr, at=at)
    visits.act(visit, "Samtale på 5. dag i hele teamet", by=hr, at=at)
    effect = visits.record_effect(visit, BETTER, by=solby.system, at=at)
    assert (effect.measure.effect, queries.visit(hr, visit.pk).state) == (-110, "measured")
    assert not Task.objects.filter(kind="absence.visit", state="open").exists()
    assert queries.effects_of(solby.karen)[visit.pk] == effect


def test_steps_are_not_skipped(solby, personnel, at):
    for verb in (
        lambda: visits.hold(personnel.visit, by=personnel.hr, at=at),
        lambda: visits.act(personnel.visit, "x", by=personnel.hr, at=at),
        lambda: visits.record_effect(personnel.visit, BETTER, by=solby.system, at=at),
    ):
        with pytest.raises(Refused) as no:
            verb()
        assert no.value.code == "state"


def test_a_visit_ahead_is_not_held_yet(personnel, at):
    tomorrow = at.date() + timedelta(days=1)
    visits.plan(personnel.visit, visit_on=tomorrow, by=personnel.hr, at=at)
    with pytest.raises(Refused, match="fremtiden"):
        visits.hold(personnel.visit, by=personnel.hr, at=at)


def test_the_workplace_may_withdraw_and_the_team_travels(solby, personnel, at):
    with pytest.raises(Refused):
        visits.plan(personnel.visit, visit_on=at.date(), by=solby.karen, at=at)
    assert visits.withdraw(personnel.visit, by=solby.karen, at=at).state == "withdrawn"
    assert Entry.objects.latest("pk").act == "visit.moved"


def test_a_grant_has_its_effect_measured_once_beside_similar_units(solby, personnel, at):
    application = applied(solby, personnel, at)
    grants.share_out(personnel.pool, by=personnel.hr, at=at)
    alone = Measure(1500, 1400, 0, 0, 0)
    with pytest.raises(Refused, match="lignende"):
        visits.record_effect(application, alone, by=solby.system, at=at)
    visits.record_effect(application, BETTER, by=solby.system, at=at)
    with pytest.raises(Refused):
        visits.record_effect(application, BETTER, by=solby.system, at=at)


def test_only_the_platform_records_an_effect(solby, personnel, at):
    with pytest.raises(Refused) as no:
        visits.record_effect(personnel.visit, BETTER, by=personnel.hr, at=at)
    assert no.value.code == "forbidden"
