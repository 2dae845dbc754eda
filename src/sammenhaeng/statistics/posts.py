"""Counts of posts in a public organisation, which expose nobody: the one exception from the gate.

Who leads whom in a public authority is public, so how many leaders there are of a kind tells
nothing of a person that is not known. Nothing about what people do or feel may come this way.
"""

from .disclosure import Disclosed


def posts(number: int) -> Disclosed:
    """A count of posts as charts take it; ValueError when it is negative."""
    if number < 0:
        raise ValueError("A count is not negative.")
    one: Disclosed = object.__new__(Disclosed)
    one._value = number
    return one
