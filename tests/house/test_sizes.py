"""Nothing is too big, and nothing is named after a hallway."""

import pytest

from house import habits, sizes

ROOT = habits.SRC.parents[1]


@pytest.mark.parametrize("folder", ["src/sammenhaeng", "tests", "house", "frontend"])
def test_nothing_is_too_big_or_named_after_a_hallway(folder):
    assert list(sizes.complaints(ROOT / folder)) == []


def long(name: str, lines: int) -> str:
    return f"def {name}():\n" + "    x = 1\n" * lines


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("rules.py", "X = 1\n" * 301),
        ("tests/test_rules.py", "X = 1\n" * 401),
        ("rules.py", long("far", 41)),
        ("pages.py", long("page", 21)),
        ("pages/plan.py", long("page", 21)),
        ("operations.py", "class PlanService: ...\n"),
        ("templates/plan.html", "<p>\n" * 121),
    ],
)
def test_what_is_too_big_is_seen(tmp_path, path, text):
    place = tmp_path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    assert len(list(sizes.complaints(tmp_path))) == 1
