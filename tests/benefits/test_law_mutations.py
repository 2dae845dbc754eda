import subprocess
import sys

import pytest

from house import law_mutations
from house.law_mutations import LAW, ROOT, Mutation


def test_there_is_much_in_the_law_to_change():
    found = list(law_mutations.possible())
    compared = [one for one in found if one.new in {*law_mutations.TURNED, "!="}]

    assert len(found) > 400
    assert len(compared) > 80
    assert {one.law for one in found} == {
        folder.name for folder in LAW.iterdir() if folder.is_dir()
    }


@pytest.mark.parametrize(
    ("rate", "moved"),
    [("170300", "172003"), ("0.18", "0.19"), ("3", "4"), ("0.05", "0.06"), ("64.2", "64.8")],
)
def test_a_rate_is_moved_a_little(rate, moved):
    assert law_mutations._moved(rate) == moved


def test_a_change_is_one_place_in_one_line():
    for one in list(law_mutations.chosen(6, 1)):
        text = (LAW / one.law / one.file).read_text("utf-8")
        lines, changed = text.splitlines(), one.made(text).splitlines()
        differ = [at for at, (a, b) in enumerate(zip(lines, changed, strict=True)) if a != b]
        assert differ == [one.line]
        assert one.new in str(one)


def test_what_is_chosen_is_law_and_half_of_it_comparisons():
    chosen = list(law_mutations.chosen(10, 2))

    assert len({(one.file, one.line, one.start) for one in chosen}) == 10
    assert sum(one.new in {*law_mutations.TURNED, "!="} for one in chosen) == 5


def test_a_change_that_is_no_law_is_not_chosen():
    text = (LAW / "folkepension" / "satser.yaml").read_text("utf-8").splitlines()
    at = next(line for line, told in enumerate(text) if "value: " in told)
    start = text[at].index("value: ") + len("value: ")

    letter = Mutation("folkepension", "satser.yaml", at, start, start + 1, "x")
    assert not law_mutations.is_law(letter)


TRIED = """
from house.law_mutations import Mutation, is_noticed, possible
none = Mutation("boerne_og_ungeydelse", "law.yaml", 0, 0, 0, "")
one = next(m for m in possible() if m.law == none.law and "2026" in str(m))
print(is_noticed(none), is_noticed(one))
"""


def test_a_change_is_noticed_and_none_is_not():
    """In a process of its own: pytest does not run within pytest."""
    done = subprocess.run(
        [sys.executable, "-c", TRIED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
