"""Every guard of `python -m house.guards` still stands where the list says, and once."""

import pytest

from house.guards import GUARDS, ROOT, SOURCE


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.what)
def test_the_guard_stands(guard):
    assert (ROOT / SOURCE / guard.file).read_text().count(guard.line) == 1


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.what)
def test_its_test_is_there(guard):
    file, _, word = guard.test.partition(" -k ")
    assert word in (ROOT / "tests" / file).read_text()
