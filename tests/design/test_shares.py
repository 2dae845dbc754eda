"""Distribution and histogram: lengths are shares and counts, and nothing hidden can be measured."""

import pytest

from sammenhaeng.design.charts.chart import Measure
from sammenhaeng.design.charts.distribution import SHADES, Question, distribution
from sammenhaeng.design.charts.histogram import Bin, Counted, Own, histogram
from sammenhaeng.design.charts.marks import OWN
from tests.design.figures import HEADLINE, description, painted, shown, words

ANSWERS = ("Helt uenig", "Uenig", "Hverken eller", "Enig", "Helt enig")
STAFF, LEADERS = Measure("Ansatte pr. leder", "ansatte"), Measure("Ledere", "ledere")
REMARK = "I hele landet har en fjerdedel 27 eller flere."


def asked(*counts: int | None):
    total = None if None in counts else sum(counts)
    question = Question("Jeg har tid nok", tuple(map(shown, counts)), shown(total))
    return distribution("q", HEADLINE, [question], ANSWERS)


def bars(made) -> list[float]:
    return [
        float(one.get("width")) for shade in SHADES for one in painted(made.wide, fill=shade)
        if one.get("height") == "30"
    ]  # fmt: skip


def test_a_bar_is_as_long_as_its_share():
    lengths = bars(asked(10, 20, 30, 25, 15))
    assert [length / sum(lengths) for length in lengths] == pytest.approx(
        [0.10, 0.20, 0.30, 0.25, 0.15], abs=0.002
    )


@pytest.mark.parametrize(("few", "is_labelled"), [(79, False), (80, True)])
def test_a_share_from_8_per_cent_is_written_in_its_bar(few, is_labelled):
    made = asked(few, 0, 0, 0, 1000 - few)
    assert ("8 %" in words(made.wide)) == is_labelled
    assert f"{ANSWERS[0]} 8 %" in description(made)
    assert made.table.told()[0][1:3] == [str(few), "8"]


def light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_words_on_every_shade_can_be_read():
    made = asked(20, 20, 20, 20, 20)
    inks = [one.get("fill") for one in painted(made.wide, text_anchor="middle")]
    for shade, ink in zip(SHADES, inks, strict=True):
        dark, bright = sorted((light(shade), light(ink)))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_one_hidden_answer_hides_the_whole_bar():
    made = asked(None, 20, 30, 25, 15)
    assert bars(made) == []
    assert made.table.told()[0] == [
        "Jeg har tid nok", "–", "–", "20", "–", "30", "–", "25", "–", "15", "–", "–",
    ]  # fmt: skip
    assert "Jeg har tid nok: –." in description(made)
    assert "1 tal er skjult og står ikke i figuren." in made.notes


def test_two_hidden_answers_of_a_total_that_is_shown_cannot_be_measured():
    counts = tuple(map(shown, (None, 20, 30, 25, None)))
    made = distribution("q", HEADLINE, [Question("Tid", counts, shown(90))], ANSWERS)
    assert bars(made) == []
    assert "90 svar" in words(made.wide)
    assert made.table.told()[0][3:5] == ["20", "–"]


def test_a_question_has_five_answers():
    with pytest.raises(ValueError, match="5 answers"):
        asked(1, 2, 3, 4)


@pytest.mark.parametrize("label", ["Har I tid?", "Jeg har indflydelse på, hvordan opgaverne løses"])
def test_a_long_question_is_told_in_two_lines(label):
    counts = tuple(map(shown, (10, 20, 30, 25, 15)))
    made = distribution("q", HEADLINE, [Question(label, counts, shown(100))], ANSWERS)
    assert label in " ".join(words(made.wide))
    assert label in " ".join(words(made.narrow))


def test_a_name_in_two_lines_stands_clear_of_its_bar():
    counts = tuple(map(shown, (10, 20, 30, 25, 15)))
    label = "Jeg har indflydelse på, hvordan jeg løser mine arbejdsopgaver"
    made = distribution("q", HEADLINE, [Question(label, counts, shown(100))] * 2, ANSWERS)
    tops = [float(one.get("y")) for one in painted(made.narrow, height="30", fill=SHADES[0])]
    texts = painted(made.narrow, x="0", font_weight="600")
    assert [len(texts), len(tops)] == [4, 2]
    assert float(texts[1].get("y")) + 4 < tops[0] < float(texts[2].get("y")) - 14 - 30


def spread(*counts: int | None, own: tuple[Own, ...] = ()):
    bins = tuple(Bin(5 * i, 5 * i + 5, shown(count)) for i, count in enumerate(counts))
    return histogram("h", HEADLINE, Counted(bins, STAFF, LEADERS), own, REMARK)


def heights(made) -> list[float]:
    found = painted(made.wide, fill="#C6DBEF", stroke="#08519C")
    ways = [one.get("d") for one in found if one.get("d")]
    return [float(way.split("v")[1].split("h")[0]) for way in ways]


def test_a_column_is_as_high_as_its_count():
    first, second = heights(spread(50, 200))
    assert second / first == pytest.approx(4, rel=0.01)


def test_a_hidden_count_has_no_column_but_a_dash():
    made = spread(None, 200, 61)
    assert len(heights(made)) == 2
    assert "–" in words(made.wide)
    assert made.table.told()[0] == ["0-4", "–"]
    assert "0-4: –; 5-9: 200 ledere; 10-14: 61 ledere." in description(made)


def test_own_leaders_are_diamonds_with_their_number():
    made = spread(50, 200, own=(Own("Bente Holm", shown(7)), Own("Ali Khan", shown(None))))
    assert len(painted(made.wide, fill=OWN)) == 2  # Bente and the legend
    assert "Bente Holm 7" in words(made.wide)
    assert made.table.told()[-2:] == [["Bente Holm", "7"], ["Ali Khan", "–"]]


def test_a_reference_is_words_and_never_a_line():
    made = spread(50, 200)
    bare = histogram(
        "h", HEADLINE, Counted((Bin(0, 5, shown(50)), Bin(5, 10, shown(200))), STAFF, LEADERS)
    )
    assert REMARK in made.notes
    assert REMARK in description(made)
    assert made.wide.split("</desc>")[1] == bare.wide.split("</desc>")[1]
