"""Tables that may be told, and those that may not, by Solby's system and administrator."""

import numpy as np
import pytest

from sammenhaeng.releases.operations import Draft
from sammenhaeng.statistics.disclosure import Table, flat


@pytest.fixture
def draft() -> Draft:
    return Draft("absence", "Sygefravær", "1", checksums=("ab12",))


@pytest.fixture
def table():
    def of(values, *, periods=("2025",)) -> Table:
        columns = ("short", "long")
        tree = flat(range(1, len(values) + 1), top=100)
        return Table("absence.persons", periods, columns, tree, np.array(values))

    return of
