"""Setting a target, checking it once a year, and whether targets add up."""

from datetime import date

import pytest

from sammenhaeng.absence.operations import targets
from sammenhaeng.absence.operations.targets import Counted
from sammenhaeng.absence.queries import targets as queries
from sammenhaeng.absence.rules.targets import Aim
from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.refusal import Refused

STAFF = 20 * 2220 * 365  # exposure of twenty full-time employees in a year of 365 days
NEXT = Aim(1200, 2025, 1100, 2027)


def counted(days: int, exposure: int = STAFF) -> Counted:
    """A year in which each of twenty was absent so many days."""
    return Counted(2026, days * 444 * 20, exposure)


@pytest.mark.parametrize(
    ("days", "verdict"), [(11, "reached"), (12, "on_track"), (13, "behind")]
)  # the path from 13.2 to 12.5 over two years is 12.85 in 2026
def test_the_yearly_check(solby, personnel, at, days, verdict):
    target = targets.aim(solby.jobcentre, Aim(1320, 2025, 1150, 2027), by=solby.karen, at=at)
    told = targets.check(target, counted(days), by=solby.karen, at=at)
    assert (told.verdict, Entry.objects.latest("pk").act) == (verdict, "target.checked")


def test_below_ten_full_time_employees_nothing_is_said(solby, personnel, at):
    few = Counted(2026, 1000, 10 * 2220 * 365 - 1)
    with pytest.raises(Refused, match="10 årsværk"):
        targets.check(personnel.target, few, by=solby.karen, at=at)
    assert targets.check(personnel.target, Counted(2026, 1000, few.exposure + 1), by=solby.karen,
                         at=at).verdict == "reached"  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [Aim(1200, 2025, 1200, 2027), Aim(1200, 2027, 1100, 2027), Aim(1200, 2025, -1, 2027)]
)
def test_a_target_lies_below_an_earlier_baseline(solby, personnel, at, wrong):
    with pytest.raises(Refused, match="lavere"):
        targets.aim(solby.jobcentre, wrong, by=solby.karen, at=at)


def test_a_target_is_set_anew_until_it_was_checked(solby, personnel, at):
    first = targets.aim(solby.jobcentre, NEXT, by=solby.karen, at=at)
    assert first.pk == personnel.target.pk
    targets.check(first, counted(11), by=solby.karen, at=at)
    with pytest.raises(Refused, match="allerede"):
        targets.aim(solby.jobcentre, NEXT, by=solby.karen, at=at)


def test_a_stranger_may_not_set_nor_check(solby, personnel, at):
    for by, unit in ((solby.mette, solby.jobcentre), (solby.karen, solby.school)):
        with pytest.raises(Refused) as no:
            targets.aim(unit, NEXT, by=by, at=at)
        assert no.value.code == "forbidden"
    with pytest.raises(Refused):
        targets.check(personnel.target, counted(11), by=solby.mette, at=at)


def test_only_years_between_baseline_and_target_are_checked(solby, personnel, at):
    for year in (2025, 2028):
        with pytest.raises(Refused, match="Året"):
            targets.check(personnel.target, Counted(year, 0, 366 * STAFF), by=solby.karen, at=at)


def test_a_parents_target_is_held_against_the_weighted_mean_below(solby, personnel, at):
    system = solby.system
    whole = targets.aim(
        solby.town_hall, Aim(1320, 2025, 1200, 2027), by=system_hr(personnel), at=at
    )
    school = Aim(1320, 2025, 1100, 2027)
    targets.aim(solby.school, school, by=system_hr(personnel), at=at)
    told = queries.roll_up(
        whole, {solby.jobcentre.pk: 100, solby.school.pk: 200, system.unit_id: 7}
    )
    assert (told.weighted, told.agrees) == ((1250 * 100 + 1100 * 200) / 300, False)


def system_hr(personnel):
    """HR sits in the travelling team's unit here; for the whole town hall it must sit there."""
    seat = personnel.hr
    seat.unit = personnel.team.parent
    seat.save()
    return seat


def test_a_body_that_changed_system_is_marked_with_all_below_it(solby, personnel, at):
    targets.note_system_change(solby.town_hall, date(2025, 5, 1), by=solby.eva, at=at)
    told = queries.changes_of_system([solby.jobcentre, solby.psychiatry])
    assert told == {solby.jobcentre.pk: [date(2025, 5, 1)], solby.psychiatry.pk: []}
    with pytest.raises(Refused):
        targets.note_system_change(solby.town_hall, date(2025, 6, 1), by=solby.mette, at=at)
