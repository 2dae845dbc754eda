"""How far a hidden cell can move, by sending units round the network: exact, one cell at a time."""

from collections import deque
from collections.abc import Set

from .network import Arcs
from .tables import Ints

Step = tuple[int, int, int]  # arc, the node at its other end, +1 along it or -1 against


class Flow:
    """The room in a component of hidden cells; an arc gains without limit and loses its room."""

    def __init__(self, arcs: Arcs, room: Ints):
        self._tail, self._head, self._room = arcs.tail.tolist(), arcs.head.tolist(), room.tolist()
        self._out: dict[int, list[Step]] = {}
        for arc, (tail, head) in enumerate(zip(self._tail, self._head, strict=True)):
            self._out.setdefault(tail, []).append((arc, head, 1))
            self._out.setdefault(head, []).append((arc, tail, -1))

    def reach(self, arc: int, needed: int, known: Set[int]) -> tuple[int, set[int]]:
        """How far a cell can move up and down together, at most `needed`, and the arcs that move.

        known: arcs that cannot change.
        """
        without = {arc, *known}
        up, used = self._sent((self._head[arc], self._tail[arc]), needed, without)
        if up == needed:
            return up, used
        fall = min(needed - up, self._room[arc])
        down, also = self._sent((self._tail[arc], self._head[arc]), fall, without)
        return up + down, used | also

    def _sent(self, ends: tuple[int, int], most: int, without: Set[int]) -> tuple[int, set[int]]:
        room, sent, used = self._room.copy(), 0, set()
        while sent < most and (path := self._path(ends, room, without)):
            size = min([most - sent, *(room[arc] for arc, _, way in path if way < 0)])
            for arc, _, way in path:
                room[arc] += way * size
                used.add(arc)
            sent += size
        return sent, used

    def _path(self, ends: tuple[int, int], room: list[int], without: Set[int]) -> list[Step]:
        """The shortest way between two nodes over arcs that can change."""
        start, goal = ends
        came: dict[int, tuple[int, Step] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for step in self._out.get(node, ()):
                arc, other, way = step
                if other in came or arc in without or (way < 0 and room[arc] <= 0):
                    continue
                came[other] = (node, step)
                if other == goal:
                    return _walked(came, goal)
                waiting.append(other)
        return []


def _walked(came: dict[int, tuple[int, Step] | None], node: int) -> list[Step]:
    path = []
    while (before := came[node]) is not None:
        node, step = before
        path.append(step)
    return path
