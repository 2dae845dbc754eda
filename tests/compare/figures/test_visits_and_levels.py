"""The page of a visit's effect, and the levels behind the applications to a pool."""

from datetime import date

import pytest

from sammenhaeng.absence.models import Application, Effect, Visit
from sammenhaeng.access.models import Seat
from sammenhaeng.audit.models import Entry
from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.queries import effects, told
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.design.words import number
from sammenhaeng.kernel.refusal import Refused


@pytest.fixture
def team(solby, at):
    """HR of the travelling team, with its pool and a visit."""
    from sammenhaeng.world import personnel  # noqa: PLC0415  models are not loaded earlier

    return personnel.settle(solby, at=at)


@pytest.fixture
def newest(solby) -> Measurement:
    return queries.years("absence", is_public=False)[0]


@pytest.fixture
def place(newest):
    """A school with figures, and at least five like it that have them too."""
    found = told.figures(newest, queries.of_kind(newest, "school"))
    return next(one for one in found if one.is_shown and one.claim and "Solby" not in one.label)


@pytest.fixture
def visit(team, place) -> Visit:
    """Held at the place in 2024, a year after the first that is reckoned and one before the last.

    The nation of the tests has 2024 and 2025: its 2024 is moved to 2023.
    """
    Measurement.objects.filter(first_on__year=2024).update(
        first_on=date(2023, 1, 1), last_on=date(2023, 12, 31)
    )
    Visit.objects.filter(pk=team.visit.pk).update(
        unit=place.row.unit, state="acting", action="Nyt skema", visit_on=date(2024, 6, 3)
    )
    return Visit.objects.get(pk=team.visit.pk)


@pytest.fixture
def hr(team, sitting):
    return sitting(team.hr)


def address(visit: Visit) -> str:
    return f"/leder/fravaer/rejsehold/{visit.pk}/effekt/"


def main_of(answer, status=200) -> str:
    assert answer.status_code == status
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main")]


def test_the_effect_is_the_places_change_less_that_of_those_like_it(visit, newest, place):
    found = effects.change(visit)
    before = queries.years("absence", is_public=False)[-1]
    own = [told.figure(one, place.key).adjusted.value for one in (before, newest)]
    assert (found.before, found.after) == pytest.approx(tuple(own))
    assert found.like_units >= 5
    assert found.low < found.effect < found.high


def test_the_page_says_it_with_its_uncertainty_and_warns_of_one_place(visit, hr):
    page, found = main_of(hr.get(address(visit))), effects.change(visit)
    assert f"Forskellen er {number(found.effect, 1)} dage" in page
    assert "95 % usikkerhed" in page
    assert "Ét sted viser ikke, om rejseholdet virker" in page
    assert ("kan være et tilfælde" in page) is not found.is_told_apart


def test_the_team_keeps_the_measurement_once(visit, hr):
    assert "Gem målingen" in main_of(hr.get(address(visit)))
    assert hr.post(address(visit)).url == f"/leder/fravaer/rejsehold/{visit.pk}/"
    kept, found = Effect.objects.get(visit=visit), effects.change(visit)
    assert (kept.before, kept.like_units) == (round(100 * found.before), found.like_units)
    assert Entry.objects.filter(act="effect.measured").count() == 1
    assert "Gem målingen" not in main_of(hr.get(address(visit)))
    assert hr.post(address(visit)).status_code == 409
    assert Effect.objects.count() == 1


@pytest.mark.parametrize(("moved", "says"), [
    ({"visit_on": date(2025, 6, 3)}, "når fraværet for 2024 er gjort op"),
    ({"visit_on": None, "state": "requested"}, "ikke holdt endnu"),
])  # fmt: skip
def test_before_it_can_be_measured_the_page_says_when(visit, hr, moved, says):
    Visit.objects.filter(pk=visit.pk).update(**moved)
    page = main_of(hr.get(address(visit)))
    assert says in page
    assert "Gem målingen" not in page


def test_a_place_that_may_not_be_shown_has_no_effect(visit, hr, newest):
    small = Standing.objects.filter(measurement=newest, kind="daycare", full_time__lt=10).first()
    Visit.objects.filter(pk=visit.pk).update(unit=small.unit_id)
    page = main_of(hr.get(address(visit)))
    assert "for lille" in page or "ingen tal for enheden" in page
    with pytest.raises(Refused):
        effects.change(Visit.objects.get(pk=visit.pk))


@pytest.mark.parametrize("who", ["karen", "mette", "eva", "per", "anne"])
def test_the_effect_is_for_the_team(visit, sitting, solby, who):
    browser = sitting(solby.seats[who])
    assert browser.get(address(visit)).status_code == 403
    assert browser.post(address(visit)).status_code == 403
    assert not Effect.objects.exists()


def test_another_teams_visit_is_not_found(visit, team, sitting, solby):
    Seat.objects.filter(pk=team.hr.pk).update(unit=solby.school)
    assert sitting(Seat.objects.get(pk=team.hr.pk)).get(address(visit)).status_code == 404


@pytest.fixture
def asked(team, place, at):
    """The school and a place too small to be shown have applied."""
    small = Standing.objects.filter(
        measurement=place.row.measurement, kind="daycare", full_time__lt=10
    ).select_related("unit").first()  # fmt: skip
    return [
        Application.objects.create(
            pool=team.pool, unit=unit, level=1500, strain=40, amount=100, plan="Mere tid",
            applied_by=team.hr, applied_at=at,
        )
        for unit in (place.row.unit, small.unit)
    ]  # fmt: skip


def levels(team, end="") -> str:
    return f"/leder/fravaer/puljer/{team.pool.pk}/tal/{end}"


def test_the_stated_level_stands_beside_the_measured_one(asked, team, hr, place):
    page = main_of(hr.get(levels(team)))
    assert place.row.unit.name in page
    assert ">15,0<" in page
    assert f">{number(place.rate.value, 1)}<" in page
    assert "ikke en rangliste" in page


def test_the_file_says_the_same_and_a_small_place_is_a_dash(asked, team, hr, place):
    rows = hr.get(levels(team, "csv/")).content.decode().splitlines()
    told_rows = {row.split(";")[0]: row.split(";")[1:] for row in rows[1:]}
    assert told_rows[place.row.unit.name][:2] == ["15,0", number(place.rate.value, 1)]
    assert told_rows[asked[1].unit.name] == ["15,0", "–", "40", "–"]


def test_nobody_has_applied(team, hr):
    page = main_of(hr.get(levels(team)))
    assert "Ingen har søgt endnu" in page
    assert "<table" not in page


@pytest.mark.parametrize(("who", "status"), [
    ("eva", 200), ("karen", 403), ("mette", 403), ("per", 403), ("anne", 403),
])  # fmt: skip
def test_levels_are_for_those_who_share_out(asked, team, sitting, solby, who, status):
    browser = sitting(solby.seats[who])
    assert browser.get(levels(team)).status_code == status
    assert browser.get(levels(team, "csv/")).status_code == status
