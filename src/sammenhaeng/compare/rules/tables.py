"""What is released of an indicator: an additive table of units and parts, before the gate. Pure."""

import numpy as np

from sammenhaeng.statistics.disclosure.tables import Table

from .figures import People
from .indicators import Indicator, of_room
from .tree import Tree


def of(room: str) -> list[Indicator]:
    """The indicators that have a table of their own."""
    return [one for one in of_room(room) if one.table == one.code]


def table(one: Indicator, people: People, tree: Tree, period: str) -> Table:
    """Sums of the parts at every lowest unit, who is behind them, and full-time equivalents."""
    leaf, leaves = tree.leaves_of(people.unit), len(tree.hierarchy.leaves)
    parts = [people.counts[part] for part in one.parts]
    values = [np.bincount(leaf, part, leaves) for part in parts]
    behind = [np.bincount(leaf, part > 0, leaves) for part in parts]
    return Table(
        subject=one.code,
        periods=(period,),
        columns=one.parts,
        hierarchy=tree.hierarchy,
        values=np.rint(np.column_stack(values)).astype(np.int64),
        persons=None if one.parts_are_persons else np.column_stack(behind).astype(np.int64),
        full_time=np.bincount(leaf, people.full_time, leaves),
    )
