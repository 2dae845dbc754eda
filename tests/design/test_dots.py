"""The dot plot: intervals and what they allow to say; middle halves beside the own number."""

import pytest

from sammenhaeng.design.charts.dots import MOST_ROWS, Dot, Middle, box_plot, claim, dot_plot
from sammenhaeng.design.charts.marks import BOX, OWN, PEERS
from tests.design.figures import DAYS, HEADLINE, description, painted, shown, words


def dot(low: float | None, value: float | None, high: float | None, is_own=False) -> Dot:
    return Dot("Solbakken", shown(value), shown(low), shown(high), is_own)


def row(*numbers: float | None) -> Middle:
    return Middle("Langt, over 30 dage", *map(shown, numbers))


def chart(*dots: Dot):
    return dot_plot("d", HEADLINE, dots, DAYS, shown(78.4))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (78.4, 90, "forskellen er usikker"), (78.5, 90, "højere end gennemsnittet"),
        (60, 78.4, "forskellen er usikker"), (60, 78.3, "lavere end gennemsnittet"),
    ],
)  # fmt: skip
def test_an_interval_that_reaches_the_average_leaves_the_difference_uncertain(low, high, told):
    one = dot(low, (low + high) / 2, high)
    assert claim(one, shown(78.4)) == told
    made = chart(one)
    assert told in words(made.wide)
    assert told in description(made)
    assert made.table.rows[0][4] == told


def test_at_most_15_rows_stand_in_one_figure():
    with pytest.raises(ValueError, match="at most 15"):
        chart(*[dot(1, 2, 3)] * (MOST_ROWS + 1))
    with pytest.raises(ValueError, match="at most 15"):
        box_plot("b", HEADLINE, [row(1, 2, 3, 4)] * (MOST_ROWS + 1), DAYS)
    assert len(chart(*[dot(1, 2, 3)] * MOST_ROWS).table.rows) == MOST_ROWS


def test_numbers_are_the_same_in_picture_description_and_table():
    made = chart(dot(74.1, 81.2, 87.0))
    assert made.table.told() == [["Solbakken", "81,2", "74,1", "87,0", "forskellen er usikker"]]
    assert "Solbakken: 81,2 dage, 95 % mellem 74,1 og 87,0" in description(made)
    assert "81,2, forskellen er usikker" in words(made.narrow)
    assert "Snit 78,4" in words(made.wide)


def test_a_hidden_number_takes_its_interval_along():
    made = chart(dot(74.1, None, 87.0))
    assert made.table.told() == [["Solbakken", "–", "–", "–", "–"]]
    assert not {"74,1", "87,0"} & set(words(made.wide))
    assert "74,1" not in description(made)
    assert painted(made.wide, stroke=PEERS, stroke_width="2", x1="200") == []
    assert "1 tal er skjult og står ikke i figuren." in made.notes


def test_own_place_is_a_diamond_among_circles():
    made = chart(dot(74, 81, 87, is_own=True), dot(60, 70, 80))
    assert len(painted(made.wide, fill=OWN)) == 2  # the row and the legend
    assert painted(chart(dot(60, 70, 80)).wide, fill=OWN) == []


def test_a_box_is_the_middle_half_and_its_line_the_median():
    made = box_plot("b", HEADLINE, [row(11.7, 4.0, 5.7, 7.6)], DAYS)
    box, _ = painted(made.wide, fill=BOX)
    (median,) = [one for one in painted(made.wide, stroke_width="3") if one.tag.endswith("line")][
        :1
    ]
    share = (float(median.get("x1")) - float(box.get("x"))) / float(box.get("width"))
    assert share == pytest.approx((5.7 - 4.0) / (7.6 - 4.0), abs=0.01)
    assert made.table.told()[0][1:] == ["11,7", "4,0", "5,7", "7,6"]
    assert "jeres sted 11,7 dage, sammenlignelige typisk 4,0 til 7,6 dage." in description(made)


def test_hidden_peers_have_no_box_and_a_hidden_own_number_no_diamond():
    made = box_plot("b", HEADLINE, [row(11.7, None, 5.7, 7.6), row(None, 4.0, 5.7, 7.6)], DAYS)
    assert len(painted(made.wide, fill=BOX)) == 2  # a row and the legend
    assert len(painted(made.wide, fill=OWN)) == 2
    assert "2 tal er skjult og står ikke i figuren." in made.notes
