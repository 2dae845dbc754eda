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
