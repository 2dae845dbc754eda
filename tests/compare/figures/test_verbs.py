import json
from pathlib import Path

import numpy as np
import pytest
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob

from sammenhaeng.absence.rules.deliveries import SPELLS
from sammenhaeng.access import queries as access
from sammenhaeng.audit.models import Entry
from sammenhaeng.compare import tasks
from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.operations import figures as verbs
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.queries.people import year
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.lake import operations as lake
from sammenhaeng.world import results
from sammenhaeng.world.nation import draw, examples
from tests.scenes import SHARE

CODES = [
    "absence", "absence_short", "absence_long", "absence_over_30", "absence_week",
    "absence_medium", "absence_per_cent",
]  # fmt: skip


@pytest.fixture
def newest(solby):
    """The absence of 2025 with Solby in it: reckoned, and not published yet."""
    return queries.in_force("absence", year(2025)).get()


@pytest.fixture
def published(solby):
    """The absence of 2025 as the public sees it, before Solby's was delivered."""
    return Measurement.objects.get(indicator="absence", first_on__year=2025, published_by__gt=0)


def test_what_is_reckoned_anew_supersedes_and_keeps_what_was(solby, at):
    before = {one.indicator: one for one in Measurement.objects.filter(first_on__year=2024)}
    rows = Standing.objects.filter(measurement=before["absence"]).count()
    made = verbs.reckon("absence", 2024, by=access.machine(), at=at)

    assert [one.indicator for one in made] == CODES
    for one in made:
        before[one.indicator].refresh_from_db()
        assert (before[one.indicator].superseded_at, one.superseded_at) == (at, None)
    assert Standing.objects.filter(measurement=before["absence"]).count() == rows


def test_the_same_deliveries_give_the_same_numbers_again(solby, at):
    before = queries.in_force("absence", year(2024)).get()
    made, *_ = verbs.reckon("absence", 2024, by=access.machine(), at=at)
    names = ("unit", "authority", "observed", "expected", "z", "q", "claim", "peers")
    told = [
        list(Standing.objects.filter(measurement=one).order_by("pk").values_list(*names))
        for one in (before, made)
    ]

    assert before.deliveries == made.deliveries
    assert told[0] == told[1]


@pytest.mark.parametrize("who", ["mette", "karen", "bo", "eva", "per", "anne"])
def test_a_stranger_may_neither_reckon_nor_publish(solby, at, newest, who):
    with pytest.raises(Refused):
        verbs.reckon("absence", 2024, by=solby.seats[who], at=at)
    with pytest.raises(Refused):
        verbs.publish([newest], by=solby.seats[who], at=at)
    newest.refresh_from_db()
    assert newest.published_at is None


def test_an_analyst_reckons_and_publishes(solby, at, newest):
    verbs.publish([newest], by=solby.nina, at=at)

    newest.refresh_from_db()
    assert (newest.published_at, newest.published_by) == (at, solby.nina)
    assert queries.years("absence", is_public=True)[0] == newest


def test_a_year_without_deliveries_is_refused_with_what_to_do(solby, at):
    with pytest.raises(Refused, match="Indlæs leverancen først"):
        verbs.reckon("absence", 2019, by=solby.nina, at=at)
    assert not Measurement.objects.filter(first_on__year=2019).exists()


def test_an_authority_that_told_no_absence_is_left_out_until_it_does(solby, published, newest):
    of = {"unit__authority": solby.school.authority}
    assert not Standing.objects.filter(measurement=published, **of).exists()
    assert Standing.objects.filter(measurement=newest, **of).count() == len(examples.UNITS)


def test_a_measurement_says_what_it_was_made_of(published, newest):
    new = set(newest.deliveries) - set(published.deliveries)
    assert len(newest.deliveries) == 4
    assert len(new) == 1


def test_what_the_gate_refused_is_not_published(solby, at, newest):
    newest.release_id, newest.refused_because = None, "2 tal kunne regnes ud."
    newest.save()
    with pytest.raises(Refused, match="2 tal kunne regnes ud"):
        verbs.publish([newest], by=solby.nina, at=at)
    newest.refresh_from_db()
    assert newest.published_at is None


def test_when_one_of_several_was_refused_none_is_published(solby, at, newest):
    other = queries.in_force("absence_long", year(2025)).get()
    other.release_id, other.refused_because = None, "Nej."
    other.save()
    with pytest.raises(Refused):
        verbs.publish([newest, other], by=solby.nina, at=at)
    newest.refresh_from_db()
    assert newest.published_at is None


def test_the_audit_says_what_was_reckoned_and_published_by_whom(solby, at):
    last = Entry.objects.latest("pk").pk
    made = verbs.reckon("absence", 2024, by=solby.nina, at=at)
    verbs.publish(made[:1], by=solby.nina, at=at)

    told = Entry.objects.filter(pk__gt=last, act__startswith="figures.").order_by("pk")
    assert [(one.act, json.loads(one.body)["codes"]["indicator"]) for one in told] == [
        *(("figures.reckoned", code) for code in CODES), ("figures.published", "absence"),
    ]  # fmt: skip
    assert {one.seat_id for one in told} == {solby.nina.pk}


def ill(nation, unit: int, number: int, folder) -> Path:
    """A file in which everybody of a unit was ill in March."""
    held = nation.employments
    who = np.unique(held.person[held.unit == unit])
    code = f"{nation.authorities.code[nation.units.authority[unit]]}/{nation.units.code[unit]}"
    rows = [
        f"{nation.people.number[one]:010d};{code};{number}-03-01;{number}-03-31;;1100"
        for one in who
    ]
    file = folder / f"spells-{number}.csv"
    file.write_text("\n".join(["employee;unit;first_on;last_on;hours;cause", *rows]) + "\n")
    return file


def test_an_alert_takes_two_years(solby, at, tmp_path):
    nation = draw(SHARE, seed=results.SEED)
    planted = int(np.argmax(np.where(np.array(nation.units.kind) == "daycare",
                                     nation.units.posts, 0)))  # fmt: skip
    told = {"source": "Epidemi", "by": access.machine(), "at": at}
    alerts = []
    for number in (2024, 2025):
        lake.deliver(ill(nation, planted, number, tmp_path), SPELLS, period=number, **told)
        made, *_ = verbs.reckon("absence", number, by=access.machine(), at=at)
        rows = Standing.objects.filter(
            measurement=made, unit__isnull=False, alert=1
        ).select_related("unit")
        alerts.append({(one.unit.code, one.unit.name, one.alert) for one in rows})

    place = nation.units.code[planted], nation.units.name[planted], 1
    assert alerts == [set(), {place}]


def test_a_year_that_is_current_is_not_reckoned_again(solby):
    before = set(Measurement.objects.values_list("pk", flat=True))
    tasks.reckon("absence", 2025)
    assert set(Measurement.objects.values_list("pk", flat=True)) == before


def test_a_delivery_queues_the_years_it_tells_of_and_they_are_reckoned(solby, at, tmp_path):
    _, spells = examples.write(tmp_path)
    last = ProcrastinateJob.objects.latest("pk").pk
    lake.deliver(spells, SPELLS, source="Løn 2", period=2025, by=solby.eva, at=now())

    queued = ProcrastinateJob.objects.filter(pk__gt=last)
    assert [one.args for one in queued] == [{"room": "absence", "year": 2025}]
    assert not queries.is_current("absence", 2025)
    tasks.reckon(**queued.get().args)
    assert queries.is_current("absence", 2025)


def test_what_was_never_delivered_needs_no_reckoning(solby):
    assert queries.is_current("absence", 2019)
