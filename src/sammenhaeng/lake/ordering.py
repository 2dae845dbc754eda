"""The order rows are kept in (unit, person, first day), and the spells that overlap in it."""

import numpy as np

from sammenhaeng.kernel.deliveries import FIRST, LAST, MISSING, Schema

from .content import Content, Tried

AT_ONCE = 2**20
BITS = 64
FOREVER = 2**31 - 1


def ordered(content: Content) -> np.ndarray:
    """The places of the rows in the order they are kept; equal ones as they stood in the file."""
    names = _keys(content.schema)
    if sum(_ranks(content, name)[1] for name in names) > BITS:
        ranks = [_ranks(content, name)[0] for name in names]
        return content.rows[np.lexsort(ranks[::-1])]
    key = np.zeros(len(content), np.uint64)
    for name in names:
        rank, width = _ranks(content, name)
        key <<= np.uint64(width)
        key |= rank
        del rank
    return content.rows[_stable(key)]


def _keys(schema: Schema) -> list[str]:
    days = schema.column(FIRST) if schema.has_spells else schema.first_of("date")
    found = (schema.first_of("unit"), schema.first_of("person"), days)
    return [one.name for one in found if one is not None]


def _ranks(content: Content, name: str) -> tuple[np.ndarray, int]:
    """For each row the place of its value among all, empty ones first; and the bits that takes."""
    values = content.values[name][content.rows]
    known = content.distinct.get(name)
    if known is None:
        least = np.int32(values[values != MISSING].min(initial=FOREVER) - 1)
        rank = (np.maximum(values, least) - least).astype(np.uint32)
    else:
        _, places = np.unique(known, return_inverse=True)
        rank = np.append(places.astype(np.uint32) + np.uint32(1), np.uint32(0))[values]
    return rank, int(rank.max(initial=0)).bit_length()


def _stable(key: np.ndarray) -> np.ndarray:
    """The order of the keys, equal ones by their place: faster than a stable sort of all."""
    order = np.argsort(key)
    there = key[order]
    same = there[1:] == there[:-1]
    if same.any():
        runs = np.flatnonzero(np.append(same, False) | np.insert(same, 0, False))
        order[runs] = order[runs][np.lexsort((order[runs], there[runs]))]
    return order


def note_overlaps(done: Tried, order: np.ndarray) -> None:
    """Count the spells that begin before an earlier one of the same person and unit has ended."""
    content, schema = done.content, done.content.schema
    if not schema.has_spells:
        return
    groups = _keys(schema)[:-1]
    before = np.empty(0, np.int64)  # the row ahead of this part, and what its group has reached
    reached = np.int64(0)
    for begin in range(0, len(order), AT_ONCE):
        places = np.concatenate([before, order[begin : begin + AT_ONCE]])
        same = np.ones(len(places) - 1, bool)
        for name in groups:
            values = content.values[name][places]
            same &= values[1:] == values[:-1]
        last = content.values[LAST][places].astype(np.int64)
        last[last == MISSING] = FOREVER
        if len(before):
            last[0] = reached
        until = _reached(np.append(0, np.cumsum(~same)), last)
        is_over = same & (content.values[FIRST][places[1:]] <= until[:-1])
        rows = content.lines.number(places[1:][is_over].astype(np.int64))
        done.warnings.add(FIRST, "overlap", np.sort(rows))
        before, reached = places[-1:], until[-1]


def _reached(group: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The latest day so far within each group."""
    step = np.int64(2**33)
    return np.maximum.accumulate(group * step + last) - group * step
