"""What counts as absence and how much: each rule at its edge, by hand."""

from datetime import date
from fractions import Fraction

import pytest

from sammenhaeng.absence.rules import causes, figures, measures
from sammenhaeng.absence.rules.reckoning import Contract, Spell, reckon
from sammenhaeng.kernel.periods import Days

DAY = 444  # a full-time employee's day
Y2024, Y2025 = measures.year(2024), measures.year(2025)
FULL = [Contract(Days(date(2020, 1, 1)), 2220)]


def day(month: int, number: int, year: int = 2025) -> date:
    return date(year, month, number)


def minutes(*spells: Spell, contracts=FULL, period=Y2025) -> int:
    return reckon(contracts, spells, period).minutes


def own(first: date, last: date | None, minutes: int | None = None, cause: int = 1100) -> Spell:
    return Spell(first, last, cause, minutes)


def test_five_working_days_are_five_days_work():
    assert minutes(own(day(3, 3), day(3, 7))) == 5 * DAY


def test_weekends_and_holidays_are_not_working_days():
    assert minutes(own(day(4, 17), day(4, 22))) == DAY  # Easter 2025: only Tuesday is left


def test_a_spell_is_clipped_where_the_period_ends():
    over = own(day(12, 29), day(1, 9, 2026))
    assert minutes(over) == 3 * DAY  # 29, 30 and 31 December
    assert minutes(over, period=measures.year(2026)) == 6 * DAY  # 2 and 5-9 January


def test_delivered_hours_over_new_year_are_shared_by_working_days_and_none_is_lost():
    over = own(day(12, 29), day(1, 9, 2026), 1000)
    shares = [minutes(over), minutes(over, period=measures.year(2026))]
    assert shares == [1000 * 3 // 9, 1000 - 1000 * 3 // 9]


def test_overlapping_spells_are_one_and_no_day_counts_twice():
    twice = [own(day(3, 3), day(3, 5)), own(day(3, 4), day(3, 7))]
    told = reckon(FULL, twice, Y2025)
    assert (told.minutes, told.spells, told.days) == (5 * DAY, 1, 5)


def test_the_same_hours_delivered_twice_count_once():
    once = own(day(3, 3), day(3, 7), 5 * DAY)
    assert minutes(once, once) == minutes(once) == 5 * DAY


def test_abutting_spells_are_one_long_spell_over_new_year():
    told = reckon(
        FULL, [own(day(12, 10), day(12, 31)), own(day(1, 1, 2026), day(1, 9, 2026))], Y2025
    )
    assert (told.short, told.long, told.spells) == (0, told.minutes, 0)


def test_a_day_between_keeps_two_spells_apart():
    assert reckon(FULL, [own(day(3, 3), day(3, 4)), own(day(3, 6), day(3, 7))], Y2025).spells == 2


@pytest.mark.parametrize(("given", "told"), [(222, 222), (444, 444), (600, 444)])
def test_a_day_never_counts_more_than_a_days_work(given, told):
    assert minutes(own(day(3, 3), day(3, 3), given)) == told


def test_part_days_within_a_longer_spell_do_not_pass_the_possible_time():
    half, whole = own(day(3, 3), day(3, 7), 5 * 222), own(day(3, 5), day(3, 5), DAY)
    assert minutes(half, whole) == 4 * 222 + DAY


def test_weekend_shifts_with_hours_count_though_no_working_day_is_touched():
    assert minutes(own(day(3, 8), day(3, 9), 2 * DAY)) == 2 * DAY
    assert minutes(own(day(3, 8), day(3, 9))) == 0


def test_part_time_counts_a_fifth_of_its_week():
    assert minutes(own(day(3, 3), day(3, 7)), contracts=[Contract(Days(day(1, 1)), 1110)]) == 1110


def test_a_change_of_hours_is_the_same_employment():
    held = [Contract(Days(day(1, 1), day(3, 4)), 2220), Contract(Days(day(3, 5)), 1110)]
    told = reckon(held, [own(day(3, 3), day(3, 7))], Y2025)
    assert (told.minutes, told.spells) == (2 * DAY + 3 * 222, 1)


def test_a_spell_ends_with_its_employment():
    left = [Contract(Days(date(2020, 1, 1), day(3, 4)), 2220)]
    told = reckon(left, [own(day(3, 3), day(5, 30))], Y2025)
    assert (told.minutes, told.long, told.spells) == (2 * DAY, 0, 1)


def test_a_spell_belongs_to_the_employment_in_force_on_its_first_day():
    again = [Contract(Days(day(1, 1), day(2, 28)), 2220), Contract(Days(day(3, 5)), 2220)]
    assert minutes(own(day(3, 3), day(3, 7)), contracts=again) == 0


def test_leavers_and_joiners_give_exposure_for_their_days():
    told = reckon([Contract(Days(day(12, 1)), 2220)], [], Y2025)
    assert told.exposure == 31 * 2220
    assert figures.full_time(told.exposure, Y2025) == Fraction(31, 365)


@pytest.mark.parametrize(
    ("cause", "counted"), [(1100, True), (1300, True), (1200, False), (1400, False), (9999, False)]
)
def test_own_sickness_and_work_injury_count_and_nothing_else(cause, counted):
    assert bool(minutes(own(day(3, 3), day(3, 7), cause=cause))) is counted is causes.counts(cause)


def test_work_injury_is_told_apart():
    told = reckon(FULL, [own(day(3, 3), day(3, 4)), own(day(3, 5), day(3, 7), cause=1300)], Y2025)
    assert (told.minutes, told.injury, told.spells) == (5 * DAY, 3 * DAY, 1)


@pytest.mark.parametrize(("last", "is_long"), [(day(3, 31), False), (day(4, 1), True)])
def test_a_spell_is_long_after_30_calendar_days(last, is_long):
    told = reckon(FULL, [own(day(3, 2), last)], Y2025)
    assert (told.long > 0) is is_long
    assert measures.duration((last - day(3, 2)).days + 1) == ("long" if is_long else "medium")


def test_a_whole_spell_over_new_year_is_long_in_both_years():
    over = own(day(12, 20, 2024), day(1, 25))
    assert all(reckon(FULL, [over], year).long for year in (Y2024, Y2025))
    assert [reckon(FULL, [over], year).spells for year in (Y2024, Y2025)] == [0, 1]


def test_many_short_spells_make_a_person_year_over_30_days():
    short = [own(day(n, 1), day(n, 4)) for n in range(1, 9)]
    told = reckon(FULL, short, Y2025)
    assert (told.days, told.is_over_30, told.long) == (32, True, 0)
    assert reckon(FULL, short[:7], Y2025).is_over_30 is False


@pytest.mark.parametrize(
    ("days", "told"), [(7, "short"), (8, "medium"), (30, "medium"), (31, "long")]
)
def test_durations_at_their_edges(days, told):
    assert measures.duration(days) == told


def test_somebody_still_absent_is_counted_until_the_period_ends():
    told = reckon(FULL, [own(day(12, 29), None)], Y2025)
    assert (told.minutes, told.spells) == (3 * DAY, 0)


def test_the_months_add_up_to_the_year():
    told = reckon(FULL, [own(day(3, 28), day(6, 3), 17_001)], Y2025)
    assert sum(told.by_month.values()) == told.minutes == 17_001
    assert set(told.by_month) == {2025 * 12 + n for n in (2, 3, 4, 5)}


def test_krls_twelve_days_are_five_point_three_per_cent():
    year = Days(date(2018, 1, 1), date(2018, 12, 31))
    told = figures.per_cent(12 * DAY, 365 * 2220, year)
    assert round(float(told), 1) == 5.3


def test_twelve_months_roll_and_a_hole_breaks_them():
    months = [figures.Month(2024 * 12 + n, 30, DAY, 30 * 2220) for n in range(14)]
    told = figures.rolling(months)
    assert told == dict.fromkeys((2024 * 12 + 11, 2024 * 12 + 12, 2024 * 12 + 13), Fraction(12))
    assert figures.rolling(months[:5] + months[6:]) == {}
