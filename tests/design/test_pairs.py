"""Before and after a change: pairs of bars with the difference in words."""

from sammenhaeng.design.charts.chart import Measure
from sammenhaeng.design.charts.marks import BOX, PEERS
from sammenhaeng.design.charts.pairs import LEAST, Pair, paired_bars
from tests.design.figures import HEADLINE, SVG, description, parsed, shown, words

MILLIONS = Measure("Beløb om året", "mio. kr.", 1)


def pair(before: float | None, after: float | None, told: str = "+1,0 mio. kr.") -> Pair:
    return Pair("Enlige", shown(before), shown(after), told)


def bars(made, fill: str) -> list[float]:
    boxes = parsed(made.wide).iter(f"{SVG}rect")
    rows = [one for one in boxes if one.get("fill") == fill and one.get("height") == "13"]
    return [float(one.get("width")) for one in rows]


def test_both_bars_begin_at_zero_on_one_scale():
    made = paired_bars("p", HEADLINE, [pair(50, 100), pair(25, 0)], MILLIONS)
    before, after = bars(made, BOX), bars(made, PEERS)
    assert abs(after[0] - 2 * before[0]) < 0.3
    assert abs(before[0] - 2 * before[1]) < 0.3
    assert after[1] == LEAST


def test_the_difference_is_told_in_picture_description_and_table():
    made = paired_bars("p", HEADLINE, [pair(50, 51)], MILLIONS)
    assert "+1,0 mio. kr." in words(made.wide)
    assert "+1,0 mio. kr." in words(made.narrow)
    assert "50,0 mio. kr. før og 51,0 mio. kr. efter" in description(made)
    assert made.table.told() == [["Enlige", "50,0", "51,0", "+1,0 mio. kr."]]


def test_a_pair_with_a_hidden_number_has_no_bars_and_says_so():
    made = paired_bars("p", HEADLINE, [pair(None, 51, "–"), pair(1, 2)], MILLIONS)
    assert len(bars(made, BOX)) == len(bars(made, PEERS)) == 1
    assert "–" in words(made.wide)
    assert any("skjult" in note for note in made.notes)


def test_nothing_at_all_is_drawn_too():
    made = paired_bars("p", HEADLINE, [pair(0, 0, "ingen ændring")], MILLIONS)
    assert "ingen ændring" in words(made.narrow)
