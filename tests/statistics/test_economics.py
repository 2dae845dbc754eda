"""One day less: the government's own figures and what follows from them."""

import pytest

from sammenhaeng.statistics import economics


def test_one_day_less_nationally_is_as_the_government_says():
    """En offentlig sektor rustet til fremtiden (January 2019): 2,800, 790 and 420 mio. kr."""
    found = economics.national(1)
    assert (found.staff, found.freed, found.finances) == (2_800, 790e6, 420e6)


def test_local_scaling_gives_the_nation_back():
    """F = 632,800 and W = 226: 282,143 and 150,000 kr. per full-time employee."""
    found = economics.local(1, 632_800)
    assert found.staff == pytest.approx(2_800)
    assert (found.freed, found.finances) == pytest.approx((790e6, 420e6))
    assert found.freed / found.staff == pytest.approx(282_143, abs=0.5)
    assert found.finances / found.staff == pytest.approx(150_000)


def test_one_day_of_one_person_is_about_1248_kroner():
    assert economics.local(1, 1).freed == pytest.approx(1_248, abs=0.6)


def test_viborgs_six_thousand_days_need_5455_employees():
    """Viborg 12.0 to 10.9 days; over 6,000 days are 26.5 full-time employees."""
    assert economics.local(1.1, 5_455).staff == pytest.approx(6_000 / 226, rel=1e-3)


def test_every_assumption_is_named_with_its_source():
    found = economics.local(1, 500)
    assert [one.name for one in found.assumptions] == [
        "staff", "working_days", "freed_per_staff", "finances_per_staff",
    ]  # fmt: skip
    assert all(one.source and one.unit for one in found.assumptions)
    assert [one.name for one in economics.national(1).assumptions] == [
        "staff_per_day", "freed_per_day", "finances_per_day",
    ]  # fmt: skip


def test_the_callers_own_price_is_used_and_named():
    price = economics.Assumption("freed_per_staff", 400_000, "kr./FTE", "local pay")
    found = economics.local(2, 113, freed_per_staff=price)
    assert (found.staff, found.freed) == (1, 400_000)
    assert price in found.assumptions


@pytest.mark.parametrize(("days", "staff"), [(-1, 10), (1, 0)])
def test_gains_of_nothing_are_refused(days, staff):
    with pytest.raises(ValueError, match=r"above 0|not negative"):
        economics.local(days, staff)
