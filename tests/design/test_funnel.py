"""The funnel: what it claims, whom it shows, and what all readers share."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from sammenhaeng.design.charts.crowd import CLAIMS, COLUMNS, ROWS
from sammenhaeng.design.charts.funnel import View, funnel
from sammenhaeng.design.charts.ground import WIDE, Place, background
from sammenhaeng.design.charts.marks import OWN
from tests.design.figures import (
    HEADLINE,
    crowded,
    description,
    ground,
    painted,
    shown,
    words,
)

MINE = Place("mine", "Solbakken", shown(72), shown(20.6), "higher")
FAR = Place("far", "Fjordhjem", shown(9), shown(149.5), "higher")
SECRET = Place("secret", "Lille hus", shown(137), shown(None), "as_expected")
VIEW = View(own="mine")


def chart(*more, view=VIEW, count=40):
    return funnel("f", HEADLINE, ground(count, MINE, *more), view)


def test_the_description_counts_what_the_table_claims():
    made = chart()
    claims = [row[3] for row in made.table.rows]
    higher = sum("højere" in claim for claim in claims)
    lower = sum("lavere" in claim for claim in claims)
    same = claims.count("som forventet")
    told = f"Som forventet: {same}. Højere: {higher}. Lavere: {lower}."
    assert told in description(made)
    assert same + higher + lower == 41


def test_own_number_and_mean_are_the_same_in_picture_description_and_table():
    made = chart()
    assert "Jeres sted: 20,6 dage" in words(made.wide)
    assert "Jeres sted: 20,6 dage, 72 fuldtidsansatte, højere end forventet." in description(made)
    rows = made.table.told()
    assert rows[0] == ["Solbakken", "72", "20,6", "højere end forventet"]
    assert rows[-1] == ["Gennemsnit", "", "14,1", ""]
    assert "Snit 14,1" in words(made.narrow)


def test_own_place_is_a_diamond_and_nothing_else_is():
    diamonds = [path for path in painted(chart().wide, fill=OWN) if path.get("d").count("l") == 3]
    assert len(diamonds) == 2  # the place and the legend
    assert painted(chart(view=View()).wide, fill=OWN) == []


@pytest.mark.parametrize("strength", ["", "clearly_"])
@pytest.mark.parametrize(("claim", "tip"), [("higher", "m0 -6.6"), ("lower", "m0 6.6")])
def test_higher_points_up_and_lower_points_down(strength, claim, tip):
    place = Place("x", "Elmebo", shown(50), shown(14.0), f"{strength}{claim}")
    alone = "".join(one.get("d") for one in painted(funnel("f", HEADLINE, ground(0, place)).wide,
                                                    fill="#08519C"))  # fmt: skip
    assert alone.count(tip) == 2  # the place and the legend
    assert alone.count("m0 ") == 3


def test_a_place_beyond_the_axes_stands_at_the_edge_with_an_arrow_and_is_listed():
    made, without = chart(FAR), chart()
    (note,) = [note for note in made.notes if "kant" in note]
    assert "Fjordhjem (149,5 dage, 9 fuldtidsansatte)" in note
    arrows = [len(painted(one.wide, fill="#1a1a1a", stroke_width=None)) for one in (made, without)]
    assert arrows[0] > arrows[1]


def test_a_hidden_place_is_in_the_table_only():
    made, without = chart(SECRET), chart()
    assert ["Lille hus", "137", "–", "–"] in made.table.told()
    assert "– betyder" in made.table.note
    strip = re.compile("<desc.*?</desc>")
    assert strip.sub("", made.wide) == strip.sub("", without.wide)
    assert "1 sted er ikke vist, fordi tallet er skjult." in made.notes


def test_a_hidden_own_place_is_not_marked():
    made = chart(SECRET, view=View(own="secret"))
    assert painted(made.wide, fill=OWN) == []
    assert "Jeres sted" not in description(made)


def test_a_place_picked_out_gets_a_ring_and_a_sentence():
    made = chart(FAR, view=View("mine", "far"))
    assert len(painted(made.wide, stroke_width="3", fill="none")) == 1
    assert made.chosen.sentence == (
        "Fjordhjem: 149,5 dage, 9 fuldtidsansatte, højere end forventet."
    )
    assert "mine" not in [choice.key for choice in made.choices]


@pytest.mark.parametrize("key", ["", "nobody", "<script>"])
def test_a_key_of_no_place_picks_out_nothing(key):
    made = chart(view=View("mine", key))
    assert made.chosen is None
    assert painted(made.wide, stroke_width="3", fill="none") == []


def test_a_funnel_of_nothing_is_told_in_words():
    with pytest.raises(ValueError, match="use words"):
        ground(0, SECRET)


def test_a_place_is_picked_out_by_an_address_that_keeps_the_rest_of_the_question():
    risky = Place('"><b>', '<i>"Bo"</i>', shown(20), shown(14.0), "as_expected")
    page = '{% import "design/macros.html" as ui with context %}{{ ui.figure(chart) }}'
    request = RequestFactory().get("/", {"aar": "2026", "fremhaev": "far"})
    made = chart(FAR, risky, view=View("mine", "far"))
    html = engines["jinja2"].from_string(page).render({"chart": made}, request)
    form = html.split("<form")[1].split("</form>")[0]
    assert re.findall(r'name="(\w+)"', form) == ["aar", "fremhaev"]
    assert '<option value="far" selected>Fjordhjem</option>' in form
    assert "<i>" not in html
    assert "<p data-announce>Fjordhjem: 149,5 dage" in html


def test_own_place_comes_first_then_the_others_by_danish_name():
    names = ("Åbo", "Ærø", "Østbo", "Agerbo")
    more = [Place(name, name, shown(20), shown(14.0), "as_expected") for name in names]
    rows = [row[0] for row in funnel("f", HEADLINE, ground(0, MINE, *more), VIEW).table.rows]
    assert rows == ["Solbakken", "Agerbo", "Ærø", "Østbo", "Åbo", "Gennemsnit"]


def test_the_picture_of_a_crowd_weighs_the_same_however_many_they_are():
    few, many = (funnel("f", HEADLINE, crowded(count, MINE), VIEW) for count in (2_000, 20_000))
    assert len(many.wide) + len(many.narrow) < 150_000
    assert len(many.wide) < 2 * len(few.wide)
    assert "Mange steder" in words(many.wide)


def test_of_a_crowd_those_named_have_a_row_and_the_rest_are_in_the_file():
    made = funnel("f", HEADLINE, crowded(2_000, MINE, FAR), VIEW)
    assert [row[0] for row in made.table.rows] == ["Solbakken", "Fjordhjem", "Gennemsnit"]
    assert [choice.label for choice in made.choices] == ["Fjordhjem"]
    assert "Alle steder står i filen" in made.table.note


def test_a_crowd_is_told_as_its_places_are():
    many, one_by_one = crowded(2_000, MINE, FAR), ground(2_000, MINE, FAR)
    assert many.counts == one_by_one.counts
    assert (many.ends, many.count, many.clear) == (
        one_by_one.ends, one_by_one.count, one_by_one.clear
    )  # fmt: skip
    assert many.crowd.all_beyond == len(one_by_one.beyond)


def test_no_place_of_a_crowd_stands_a_cell_away_from_where_it_should():
    crowd = crowded(0, Place("x", "Elmebo", shown(73), shown(18.3), "higher")).crowd
    size, value = crowd.middle(crowd.columns[0], crowd.rows[0])
    size_to, value_to = crowd.size_to, crowd.value_to
    assert abs(size - 73) <= size_to / COLUMNS / 2
    assert abs(value - 18.3) <= value_to / ROWS / 2


def test_outliers_keep_a_mark_of_their_own_in_a_crowd():
    shared = crowded(2_000)
    cells = {(column, row) for column, row, claim in zip(
        shared.crowd.columns, shared.crowd.rows, shared.crowd.claims, strict=True
    ) if CLAIMS[claim] == "higher"}  # fmt: skip
    up = [one.get("d").count("z") for one in painted(funnel("f", HEADLINE, shared).wide)
          if one.get("d", "").count("m0 -3.0") and one.get("fill") == "#08519C"]  # fmt: skip
    assert len(cells) in up


def test_two_readers_share_the_cells_of_a_crowd():
    shared = crowded(2_000, MINE, FAR)
    first, second = (background(shared, WIDE).svg for _ in range(2))
    assert first == second
    for view in (VIEW, View("far")):
        assert first in funnel("f", HEADLINE, shared, view).wide


def test_each_language_has_a_background_of_its_own():
    shared = ground(40, MINE)
    assert "Snit 14,1" in words(funnel("f", HEADLINE, shared).wide)
    with translation.override("en"):
        assert "14.1" in " ".join(words(funnel("f", HEADLINE, shared).wide))
