"""What one person who stands in linked tables can work out of others by what they know themselves.

Who is alone in a cell knows it, and by that may come too near to somebody else's number. All such
persons together know more than each: what is wide to them is wide to every one of them, and where
it is not, it is asked of one half of them and of the other, until it is one person's.
"""

import numpy as np

from .programmes import Impossible, Interval, Programme
from .rounds import is_narrow, rounds
from .systems import Part
from .tables import Ints


def told_to_one(
    part: Part, programme: Programme, asked: Ints, least_share: float
) -> dict[int, Interval]:  # fmt: skip
    """The secret places of a part that one person can tell too closely, and how closely."""
    persons = np.unique(part.owner[part.owner >= 0])
    if not persons.size:
        return {}
    found = {}
    for place in _not_seen_wide(part, programme, asked, least_share).tolist():
        others = persons[persons != part.owner[place]]
        interval = _told(part, programme, place, others, least_share)
        if interval is not None:
            found[place] = interval
    return found


def _not_seen_wide(part: Part, programme: Programme, asked: Ints, least_share: float) -> Ints:
    """Nobody's own secrets are asked together; everybody's own, without what they know."""
    is_own = part.owner[asked] >= 0
    known = np.flatnonzero(part.owner >= 0)
    programme.fix(known, part.value[known])
    try:
        _, left = rounds(part, programme, asked[~is_own], least_share)
    except Impossible:
        left = asked[~is_own]
    finally:
        programme.free(known)
    return np.concatenate([left, asked[is_own]])


def _told(
    part: Part, programme: Programme, place: int, persons: Ints, least_share: float
) -> Interval | None:
    """How closely one of the persons can tell a place, when that is too closely.

    One whose own number was corrected sees that the tables do not fit, and cannot subtract.
    """
    known = np.flatnonzero(np.isin(part.owner, persons))
    programme.fix(known, part.value[known])
    try:
        interval = programme.interval(place)
        if not is_narrow(part, place, interval, least_share):
            return None
        if persons.size <= 1:
            return interval
    except Impossible:
        if persons.size <= 1:
            return None
    finally:
        programme.free(known)
    halves = np.array_split(persons, 2)
    tries = (_told(part, programme, place, half, least_share) for half in halves)
    return next((one for one in tries if one is not None), None)
