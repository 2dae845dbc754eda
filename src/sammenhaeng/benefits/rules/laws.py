"""The laws there are, each read and checked once."""

from functools import lru_cache

from . import source
from .check import check
from .law import Law
from .mistakes import Unanswerable


@lru_cache(maxsize=16)
def law(name: str) -> Law:
    """The law of a benefit: `folkepension`, `boligstoette`, `boerne_og_ungeydelse`.

    Raises:
        Unanswerable: there is no such benefit.
        Mistake: the law's text cannot be run; it names file, line and provision.
    """
    if name not in names():
        raise Unanswerable(f"Ydelsen “{name}” findes ikke her. Vælg {' eller '.join(names())}.")
    return check(source.read(name))


def names() -> list[str]:
    return source.laws()
