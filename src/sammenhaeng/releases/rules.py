"""What may follow what for a release, and which releases can tell of each other. Pure."""

from collections.abc import Iterable

PUBLISHED, REFUSED, WITHDRAWN = "published", "refused", "withdrawn"
TRANSITIONS: dict[str, dict[str, str]] = {
    PUBLISHED: {"withdraw": WITHDRAWN},
    REFUSED: {},
    WITHDRAWN: {},
}


def within_reach(periods: Iterable[str], others: Iterable[tuple[int, Iterable[str]]]) -> list[int]:
    """Which of the others share a period with these, or with one that does, and so on."""
    reached, left, found = set(periods), {key: set(own) for key, own in others}, []
    while near := [key for key, own in left.items() if own & reached]:
        for key in near:
            reached |= left.pop(key)
        found += near
    return sorted(found)
