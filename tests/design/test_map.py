"""The map: 98 kommuner, five classes told apart without colour, true areas."""

import re

import pytest

from sammenhaeng.design.charts.geography import BORNHOLM, CAPITAL, LARGER, PER_KM, atlas
from sammenhaeng.design.charts.map import FILLS, NONE, PATTERNS, Area, kommune_map
from tests.design.figures import DAYS, HEADLINE, description, painted, shown, words

CODES = sorted(atlas().outlines)
AREAS = [Area(code, f"By {code}", shown(9 + i / 10)) for i, code in enumerate(CODES)]
SQUARE_KM = {  # of whole kommuner from north to south, as Statistics Denmark gives them
    "0860": 929.6, "0760": 1_470, "0630": 1_059, "0573": 1_240, "0461": 306, "0580": 941.6,
    BORNHOLM: 588,
}  # fmt: skip


def chart(areas=AREAS, own="0461"):
    return kommune_map("m", HEADLINE, areas, DAYS, own)


def area(path: str) -> float:
    """The largest ring's area in square units."""
    return max(_ring(part) for part in path.split("M")[1:])


def _ring(part: str) -> float:
    x, y, *steps = map(int, re.findall(r"-?\d+", part))
    points = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def tiles(svg) -> list[str]:
    return re.findall(r'fill="url\(#m-sh-wide-(-?\d)\)"', svg)


def test_every_kommune_is_on_the_map():
    assert len(CODES) == 98
    assert set(CAPITAL) < set(CODES)


@pytest.mark.parametrize(("code", "km"), SQUARE_KM.items())
def test_areas_are_true(code, km):
    assert area(atlas().outlines[code].path) / PER_KM**2 == pytest.approx(km, rel=0.02)


def test_the_capital_is_larger_in_its_box():
    ratio = area(atlas().capital["0101"].path) / area(atlas().outlines["0101"].path)
    assert ratio == pytest.approx(LARGER**2, rel=0.1)


def test_each_class_has_a_shade_and_a_pattern_of_its_own():
    looks = {(shade, PATTERNS.get(number, "")) for number, shade in FILLS.items()}
    assert len(looks) == len({shade for shade, _ in looks}) == len(FILLS)
    patterned = [pattern for _, pattern in looks if pattern]
    assert len(set(patterned)) == len(patterned) == 4


def test_five_classes_hold_about_as_many_each():
    made = chart()
    assert sorted(tiles(made.wide)) == ["0", "1", "2", "3", "4"]
    counts = [int(n) for n in re.findall(r": (\d+) kommuner", description(made))]
    assert sum(counts) == 98
    assert max(counts) - min(counts) <= 1


def test_the_table_holds_the_classes_that_the_legend_names():
    made = chart()
    spans = {row[2] for row in made.table.rows}
    legend = {word.rpartition(" (")[0] for word in words(made.wide) if word.endswith(")")}
    assert spans == legend
    assert sum(row[2] == "9,0 til 10,9" for row in made.table.rows) == 20


def test_numbers_that_read_the_same_are_in_one_class():
    close = [Area(code, code, shown(10 + i / 10_000)) for i, code in enumerate(CODES)]
    assert len(set(tiles(chart(close).wide))) == 1


def test_a_hidden_kommune_is_hatched_and_told_of():
    made = chart([Area(CODES[0], "By", shown(None)), *AREAS[1:]])
    assert str(NONE) in tiles(made.wide)
    assert "1 kommune er skraveret, fordi tallet er skjult." in made.notes
    assert "Intet tal, eller tallet er skjult" in words(made.wide)
    assert str(NONE) not in tiles(chart().wide)


def test_own_kommune_is_outlined_and_first():
    made = chart()
    (outline,) = painted(made.wide, d=atlas().outlines["0461"].path, stroke="#1a1a1a")
    assert outline.get("fill") == "none"
    assert made.table.rows[0][0] == "By 0461"
    assert "By 0461" in words(made.narrow)
    assert "By 0461" not in words(chart(own="").wide)


def test_without_numbers_everything_is_hatched():
    assert tiles(chart([]).wide) == [str(NONE)]


def test_both_widths_together_are_below_200_kilobytes():
    made = chart()
    assert len(made.wide.encode()) + len(made.narrow.encode()) < 200_000


def test_no_name_in_the_picture_is_used_twice_on_a_page():
    made = chart()
    ids = re.findall(r' id="([^"]+)"', made.wide + made.narrow)
    assert len(ids) == len(set(ids))
