"""Targets, gain, selection and reminders: rules at their edges."""

from datetime import date
from fractions import Fraction

import pytest

from sammenhaeng.absence.rules import efforts, follow_ups, gain, targets
from sammenhaeng.absence.rules.efforts import Candidate
from sammenhaeng.absence.rules.targets import Aim, Part

VIBORG = Aim(1200, 2015, 1090, 2017)


@pytest.mark.parametrize(
    ("observed", "year", "verdict"),
    [
        (1145, 2016, "on_track"), (1146, 2016, "behind"), (1090, 2016, "reached"),
        (1090, 2017, "reached"), (1091, 2017, "behind"),
    ],
)  # fmt: skip
def test_the_yearly_check_is_against_the_path_of_equal_steps(observed, year, verdict):
    assert targets.verdict(VIBORG, Fraction(observed), year) == verdict


def test_what_is_needed_is_in_days_of_all_staff():
    assert targets.needed(VIBORG, Fraction(1200), Fraction(5455)) == Fraction(60005, 10)
    assert targets.needed(VIBORG, Fraction(1000), Fraction(5455)) == 0


def test_a_target_above_agrees_with_the_weighted_mean_below():
    parts = [Part(1, 1000, 300), Part(2, 1300, 100), Part(3, None, 50)]
    told = targets.roll_up(1075, parts)
    assert (told.weighted, told.agrees, told.without) == (1075, True, (3,))


def test_a_disagreement_is_told_with_its_size():
    told = targets.roll_up(1000, [Part(1, 1000, 300), Part(2, 1300, 100)])
    assert (told.agrees, told.disagreement) == (False, -75)


def test_nobody_below_with_a_target_is_no_disagreement():
    assert targets.roll_up(1000, [Part(1, None, 9)]).agrees


def test_a_day_less_is_the_reforms_own_estimate():
    told = gain.national(Fraction(1))
    assert (told.full_time, told.freed, told.finances) == (2800, 790_000_000, 420_000_000)
    assert gain.national(Fraction(1, 2)).full_time == 1400


def test_viborgs_fall_is_over_6000_days_from_5455_full_time_employees():
    assert gain.days_at_work(Fraction(11, 10), Fraction(5455)) > 6000
    assert gain.days_at_work(Fraction(11, 10), Fraction(5454)) < 6000


def test_a_place_of_the_size_of_the_whole_sector_gains_what_the_sector_does():
    whole = gain.local(Fraction(1), Fraction(2800 * 226))
    national = gain.national(Fraction(1))
    assert (whole.full_time, whole.freed, whole.finances) == (
        national.full_time, national.freed, national.finances,
    )  # fmt: skip
    assert round(whole.freed / whole.full_time) == 282_143  # kroner for a full-time employee
    assert set(whole.assumptions) <= set(gain.ASSUMPTIONS)


def test_those_with_most_points_get_first_and_what_is_too_big_is_passed_over():
    asked = [
        Candidate(1, 1500, 0, 60), Candidate(2, 1500, 50, 60), Candidate(3, 1300, 0, 40),
        Candidate(4, 1100, 90, 1),
    ]  # fmt: skip
    assert [one.number for one in efforts.chosen(asked, 1200, 100)] == [2, 3]


def test_ties_go_to_the_more_strained_and_then_to_the_earlier():
    asked = [Candidate(3, 1400, 0, 10), Candidate(2, 1400, 0, 10), Candidate(1, 1300, 100, 10)]
    assert [one.number for one in efforts.chosen(asked, 1200, 20)] == [1, 2]
    assert efforts.chosen(asked[::-1], 1200, 20) == efforts.chosen(asked, 1200, 20)


def test_an_effect_is_the_change_beyond_similar_units():
    assert efforts.Measure(1300, 1200, 1250, 1230, 8).effect == -80


SICK = date(2026, 3, 2)


def test_the_law_gives_four_weeks_and_practice_one_five_and_fourteen_days():
    told = [(one.step, one.due_on, one.is_law) for one in follow_ups.reminders(SICK, [])]
    assert told == [
        ("call", date(2026, 3, 2), False), ("contact", date(2026, 3, 6), False),
        ("meeting", date(2026, 3, 15), False), ("statutory", date(2026, 3, 30), True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "left"),
    [
        (["call"], 3),
        (["contact"], 2),
        (["meeting"], 0),
        (["statutory"], 0),
        (["call", "contact"], 2),
    ],
)
def test_a_talk_settles_those_before_it(held, left):
    assert len(follow_ups.reminders(SICK, held)) == left


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2026, 3, 30), False), (date(2026, 3, 31), True)]
)
def test_a_talk_is_overdue_the_day_after_its_last_day(today, overdue):
    (law,) = [one for one in follow_ups.reminders(SICK, []) if one.is_law]
    assert law.is_overdue(today) is overdue


@pytest.mark.parametrize(
    "text",
    ["Hun har depression", "Kemoterapi til maj", "F32.1", "DM511 i ryggen", "Brækket? Nej: STRESS",
     "diskusprolapsen driller"],
)  # fmt: skip
def test_a_word_that_names_an_illness_is_found(text):
    assert follow_ups.illness_in(text)


@pytest.mark.parametrize(
    "text",
    ["Nedsat tid, 20 timer om ugen indtil 1. maj", "Anne arbejder hjemme tirsdag og torsdag",
     "Vi bruger lokale B12 kl. 10", "Ny skærm og hæve-sænke-bord",
     "Hun ringer på tlf. 99 99 44 00"],
)  # fmt: skip
def test_an_agreement_passes(text):
    assert follow_ups.illness_in(text) == ""
