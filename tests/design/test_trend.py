"""The trend: start, peak, now and target; a direction only where numbers allow one."""

from dataclasses import replace
from itertools import pairwise

import pytest

from sammenhaeng.design.charts.course import Course, Moment, Peers
from sammenhaeng.design.charts.marks import BAND, INK, OWN, OWN_WORDS, PEERS
from sammenhaeng.design.charts.trend import trend
from tests.design.figures import DAYS, HEADLINE, description, painted, shown, words

OWN_DAYS = (18.2, 18.6, 21.4, 21.1, 20.6)
MOMENTS = tuple(
    Moment(str(2022 + i), shown(days), Peers(shown(12.2), shown(14.1), shown(16.0)), target)
    for i, (days, target) in enumerate(zip(OWN_DAYS, (17.5, 17.5, 17, 17, 16), strict=True))
)


def chart(*moments: Moment, direction=""):
    return trend("t", HEADLINE, Course(moments or MOMENTS, direction), DAYS)


def changed(place: int, **to) -> list[Moment]:
    return [replace(one, **to) if i == place else one for i, one in enumerate(MOMENTS)]


def own_lines(made) -> list[str]:
    return [one.get("d") for one in painted(made.wide, stroke=OWN, stroke_width="3.5")]


def test_the_description_says_start_peak_now_and_the_distance_to_the_target():
    told = description(chart())
    assert "2022: 18,2 dage. Højest 2024: 21,4 dage. Senest, 2026: 20,6 dage." in told
    assert "Det er 4,6 dage over måltallet 16,0." in told
    assert "Sammenlignelige: 14,1 dage, den midterste halvdel 12,2 til 16,0 dage." in told


@pytest.mark.parametrize(
    ("now", "told"),
    [(15.9, "0,1 dage under"), (16.04, "lig med"), (16.06, "0,1 dage over")],
)
def test_the_distance_is_that_of_the_numbers_as_they_read(now, told):
    assert told in description(chart(*changed(4, own=shown(now))))


def test_every_number_stands_in_the_table():
    rows = chart().table.told()
    assert rows[0] == ["2022", "18,2", "12,2", "14,1", "16,0", "17,5"]
    assert [row[1] for row in rows] == ["18,2", "18,6", "21,4", "21,1", "20,6"]


def test_the_axis_begins_at_zero():
    ticks = [word for word in words(chart().wide) if word.isdigit() and int(word) < 100]
    assert ticks == ["0", "5", "10", "15", "20", "25"]


@pytest.mark.parametrize("direction", ["rising", "falling", "wavering"])
def test_no_direction_with_fewer_than_five_points(direction):
    with pytest.raises(ValueError, match="5 points"):
        Course(MOMENTS[:4], direction)
    Course(MOMENTS, direction)


def test_no_direction_over_a_break():
    with pytest.raises(ValueError, match="no break"):
        Course(tuple(changed(2, breaks="nyt system")), "falling")


def test_a_hidden_point_does_not_count_towards_a_direction():
    with pytest.raises(ValueError, match="5 points"):
        Course(tuple(changed(2, own=shown(None))), "falling")


def test_a_direction_is_said_only_when_handed_in():
    assert "Tallet falder." in description(chart(direction="falling"))
    assert "falder" not in description(chart())


def test_a_break_is_a_gap_and_a_note():
    made = chart(*changed(2, breaks="nyt lønsystem"))
    assert [line.count("L") for line in own_lines(made)] == [1, 2]
    assert "Brud før 2024: nyt lønsystem." in made.notes
    assert len(own_lines(chart())) == 1


def test_a_hidden_point_takes_its_interval_along():
    ends = (shown(15.0), shown(23.0))
    seen = chart(*changed(2, interval=ends))
    made = chart(*changed(2, interval=ends, own=shown(None)))
    assert len(painted(seen.wide, stroke=OWN_WORDS)) == 1
    assert painted(made.wide, stroke=OWN_WORDS) == []
    assert made.table.told()[2][1:4] == ["–", "–", "–"]
    assert "1 tal er skjult og står ikke i figuren." in made.notes


def test_own_peers_and_target_differ_by_more_than_colour():
    made = chart()
    dashes = [
        painted(made.wide, stroke=PEERS)[0].get("stroke-dasharray"),
        painted(made.wide, stroke=INK, stroke_dasharray="2 3")[0].get("stroke-dasharray"),
        painted(made.wide, stroke=OWN)[0].get("stroke-dasharray"),
    ]
    assert dashes == ["7 4", "2 3", None]
    assert len(painted(made.wide, fill=OWN, stroke=INK)) == len(MOMENTS)


def test_a_target_changes_in_steps():
    (steps,) = painted(chart().wide, stroke_dasharray="2 3")
    points = [tuple(map(float, one.split())) for one in steps.get("d")[1:].split("L")]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def test_without_peers_there_is_no_band():
    made = chart(*(replace(moment, peers=None) for moment in MOMENTS))
    assert painted(made.wide, fill=BAND) == []
    assert len(made.table.columns) == 3
