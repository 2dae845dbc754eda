"""Reporting lines: nobody may come to report to themselves, directly or through others."""

from collections.abc import Sequence
from dataclasses import dataclass

from sammenhaeng.kernel.periods import Days


@dataclass(frozen=True)
class Line:
    """A post reports to another in these days."""

    position_id: int
    leader_id: int
    days: Days


def closes_a_ring(new: Line, lines: Sequence[Line]) -> bool:
    """Whether on some day of the new line its leader would report, through others, to its post."""
    by_position: dict[int, list[Line]] = {}
    for line in lines:
        by_position.setdefault(line.position_id, []).append(line)
    waiting: list[tuple[int, Days]] = [(new.leader_id, new.days)]
    while waiting:
        at, days = waiting.pop()
        if at == new.position_id:
            return True
        for line in by_position.get(at, []):
            shared = days.common(line.days)
            if shared is not None:
                waiting.append((line.leader_id, shared))
    return False
