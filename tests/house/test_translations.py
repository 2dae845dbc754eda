"""Every Danish sentence has its English, and no English is left over."""

import pytest

from house import translations


@pytest.mark.parametrize("room", translations.rooms(), ids=lambda room: room.name)
def test_every_sentence_of_the_room_has_its_english(room):
    assert translations.check(room) == ([], [])


def test_a_missing_and_a_stale_sentence_are_seen(tmp_path):
    (tmp_path / "rules.py").write_text('STATES = {"open": "Åben"}\n')
    translations.write(tmp_path)
    (tmp_path / "rules.py").write_text('STATES = {"open": "Nu åben"}\n')
    assert translations.check(tmp_path) == (["Nu åben"], ["Åben"])


def law_of(room, say: str):
    home = room / "law" / "benefit"
    home.mkdir(parents=True, exist_ok=True)
    (home / "law.yaml").write_text("title: Ydelse\nlaw: Lov om ydelse\n")
    (home / "page.yaml").write_text(f"formulas:\n  amount:\n    label: Beløb\n    say: {say}\n")


def test_a_sentence_of_the_law_without_its_english_is_seen(tmp_path):
    law_of(tmp_path, "Beløbet er {amount}.")
    said = ["Ydelse", "Lov om ydelse", "Beløb", "Beløbet er {amount}."]
    assert translations.check(tmp_path) == (said, [])


@pytest.mark.parametrize(("english", "is_missing"), [
    ("It is {amount}.", False), ("It is {sum}.", True), ("It is that.", True),
])  # fmt: skip
def test_english_that_is_filled_with_other_names_is_missing(tmp_path, english, is_missing):
    say = "Beløbet er {amount}."
    law_of(tmp_path, say)
    translations.write(tmp_path)
    path = translations.catalog_of(tmp_path)
    path.write_text(path.read_text().replace(f'"{say}"\nmsgstr ""', f'"{say}"\nmsgstr "{english}"'))
    assert (say in translations.check(tmp_path)[0]) == is_missing
