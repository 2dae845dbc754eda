"""Tables that may be told, and those that may not, by Solby's system and administrator."""

import numpy as np
import pytest

from sammenhaeng.releases.operations import Draft
from sammenhaeng.statistics.disclosure import Hierarchy, Table, flat


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


NARROW = np.array([[41, 5], [17, 53], [3, 7], [51, 10], [22, 2], [30, 52]])


def of_two(north: int) -> Table:
    """Six institutions, the first ones in the north (101), the others in the south (102)."""
    units = np.array([1, 2, 3, 4, 5, 6, 101, 102, 100])
    parents = np.array([6] * north + [7] * (6 - north) + [8, 8, -1])
    tree = Hierarchy(units, parents)
    return Table("absence.persons", ("2025",), ("short", "long"), tree, NARROW)


@pytest.fixture
def before() -> Table:
    return of_two(3)


@pytest.fixture
def moved() -> Table:
    """Institution 3 has moved south, and its few short absences could be worked out."""
    return of_two(2)
