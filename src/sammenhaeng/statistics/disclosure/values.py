"""What may be shown of a number about people: the number, or that it is hidden."""

from typing import Generic, TypeVar

HIDDEN = "–"
Number = TypeVar("Number", int, float)


class Disclosed(Generic[Number]):
    """A number about people that may be shown, or one that is hidden; only the gate makes them.

    A count, a sum, a mean, a rate or a per cent.
    """

    __slots__ = ("_value",)
    _value: Number | None

    def __init__(self) -> None:
        raise TypeError("A number about people becomes Disclosed by disclose() or release() alone.")

    @property
    def is_hidden(self) -> bool:
        return self._value is None

    @property
    def value(self) -> Number:
        """The number; ValueError when it is hidden."""
        if self._value is None:
            raise ValueError("The number is hidden.")
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Disclosed) and self._value == other._value

    def __hash__(self) -> int:
        return hash(("Disclosed", self._value))

    def __repr__(self) -> str:
        return f"<Disclosed {HIDDEN if self._value is None else self._value}>"


def from_ledger(value: Number | None) -> Disclosed[Number]:
    """A number that passed the gate, read back; for this package and the room `releases` alone."""
    one: Disclosed[Number] = object.__new__(Disclosed)
    one._value = value
    return one


def beside(cell: Disclosed, number: float) -> Disclosed[float]:
    """Another number about the same people: shown only where `cell` is, else hidden with it."""
    return from_ledger(None if cell.is_hidden else number)


def posts(number: int) -> Disclosed[int]:
    """A count of posts in a public organisation, which exposes nobody: the gate's one exception.

    Who leads whom in a public authority is public. Nothing about what people do or feel may come
    this way. ValueError when the count is negative.
    """
    if number < 0:
        raise ValueError("A count is not negative.")
    return from_ledger(number)
