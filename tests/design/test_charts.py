"""Charts: the table says what the picture says, nothing inline, no bare number about people."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from django.utils import translation

from sammenhaeng.design.charts.bars import Bar, Finding, bar_chart
from sammenhaeng.design.charts.chart import Table, as_csv, told
from sammenhaeng.design.charts.swimlane import Bar as Effort
from sammenhaeng.design.charts.swimlane import Lane, swim_lane
from sammenhaeng.design.components import LANES, TODAY, sample
from sammenhaeng.design.samples import figures
from sammenhaeng.statistics.disclosure import disclose
from tests.design.figures import DAYS, SVG, parsed, shown, words

CHARTS = ["swim_lane", "bar_chart", *figures()]


@cache
def drawn() -> dict:
    """The figures of the component page, in Danish."""
    return sample()


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_drawing_is_one_named_image_without_style_or_script(name, size):
    svg = getattr(drawn()[name], size)
    root = parsed(svg)
    assert root.get("role") == "img"
    title, desc = root.get("aria-labelledby").split()
    assert [root[0].get("id"), root[1].get("id")] == [title, desc]
    assert not re.search(r"<style|<script|style=|\son[a-z]+=|href=", str(svg))
    assert str(svg).count("role=") == 1


@pytest.mark.parametrize("name", CHARTS)
def test_both_widths_say_the_same_in_words(name):
    chart = drawn()[name]
    wide, narrow = parsed(chart.wide), parsed(chart.narrow)
    assert [one.text for one in wide[:2]] == [one.text for one in narrow[:2]]
    assert wide.get("viewBox").split()[2] == "880"
    assert narrow.get("viewBox").split()[2] == "352"


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_drawn_outside_the_paper(name):
    for svg in (drawn()[name].wide, drawn()[name].narrow):
        width, height = map(float, parsed(svg).get("viewBox").split()[2:])
        for one in parsed(svg).iter(f"{SVG}text"):
            if one.get("x"):
                assert 0 <= float(one.get("x")) <= width
                assert 0 <= float(one.get("y")) <= height


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_on_a_phone_is_below_13_pixels(name):
    sizes = re.findall(r'font-size="(\d+)(?:px)?"', str(drawn()[name].narrow))
    assert sizes
    assert min(map(int, sizes)) >= 13


def test_every_number_of_the_bars_stands_in_the_table():
    chart = drawn()["bar_chart"]
    numbers = [told(row[1]) for row in chart.table.rows[:-1]]
    assert [word for word in words(chart.wide) if not word.endswith("planer")] == numbers
    assert numbers == ["34", "12", "–", "–", "0"]


def test_every_effort_of_the_lanes_stands_in_picture_table_and_description():
    chart = swim_lane("x", LANES, TODAY)
    shown = " ".join(words(chart.wide))
    for lane in LANES:
        for bar in lane.bars:
            assert bar.label in shown
            assert bar.label in [row[0] for row in chart.table.rows]
            assert bar.label in parsed(chart.wide)[1].text


def test_bars_are_as_long_as_their_days():
    start, lane = date(2026, 10, 1), "Jobcenter Solby"
    long, short = (
        Effort("Lang", start, date(2026, 12, 10)),
        Effort("Kort", start, date(2026, 11, 5)),
    )
    chart = swim_lane("x", (Lane(lane, (long, short)),), TODAY)
    boxes = [one for one in parsed(chart.wide).iter(f"{SVG}rect") if one.get("stroke") == "#08519C"]
    lengths = sorted(float(one.get("width")) for one in boxes)
    assert lengths[1] / lengths[0] == pytest.approx(70 / 35, rel=0.01)


def test_a_clash_is_the_finding_and_a_ring_on_each_lane():
    chart = swim_lane("x", LANES, TODAY)
    assert chart.heading == "Møder ligger samtidig 3. december"
    assert words(chart.wide).count("!") == 3  # two lanes and the legend


def test_without_a_clash_the_finding_counts_who_helps():
    calm = tuple(replace(lane, clashes=()) for lane in LANES)
    assert swim_lane("x", calm, TODAY).heading == "3 enheder har indsatser på samme tid"


def test_labels_in_one_row_never_overlap():
    bars = tuple(Effort(f"Samtale nummer {n}", date(2026, 11, n), date(2026, 11, n + 1))
                 for n in range(1, 20))  # fmt: skip
    found = [
        (one.get("y"), float(one.get("x"))) for one in
        parsed(swim_lane("x", (Lane("A", bars),), TODAY).wide).iter(f"{SVG}text")
        if "nummer" in one.text
    ]  # fmt: skip
    assert len(found) == 19
    for i, (y, x) in enumerate(found):
        assert all(abs(x - other) > 100 for row, other in found[i + 1 :] if row == y)


def test_a_bare_number_about_people_is_refused():
    with pytest.raises(TypeError, match="disclose"):
        told(7)


def test_a_bar_takes_no_bare_number():
    with pytest.raises(TypeError, match="disclose"):
        bar_chart("x", Finding("H", "S", ("a", "b")), (Bar("a", 7),), disclose([[7]]).total)


def test_each_language_writes_the_bars_numbers_its_own_way():
    counts = disclose([[1234, 900]])
    bars = tuple(Bar(f"{i}", count) for i, count in enumerate(counts.rows[0]))
    danish = bar_chart("x", Finding("H", "S", ("a", "b")), bars, counts.total)
    with translation.override("en"):
        english = bar_chart("x", Finding("H", "S", ("a", "b")), bars, counts.total)
    assert "1.234" in words(danish.wide)
    assert "1,234" in words(english.wide)


def test_a_column_has_its_decimals_on_the_page_and_in_the_file():
    table = Table(
        "T", ("Sted", "Dage"), (("A", shown(20.64)), ("B", shown(None))), (1,), "", (0, 1)
    )
    assert table.told() == [["A", "20,6"], ["B", "–"]]
    assert as_csv(table).splitlines() == ["Sted;Dage", "A;20,6", "B;–"]
    assert DAYS.told(shown(-1234.56)) == "−1.234,6 dage"


def test_no_cell_of_a_csv_begins_a_formula():
    risky = swim_lane("x", (Lane("A", (Effort("=1+1", TODAY, TODAY),)),), TODAY)
    assert as_csv(risky.table).splitlines()[1].startswith("'=1+1;")
