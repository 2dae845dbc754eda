"""Units: what may be added to what."""

from dataclasses import dataclass, replace

from .mistakes import Mistake

BASES = ("kr", "m2", "person", "year", "month")


@dataclass(frozen=True)
class Unit:
    """Powers of the five bases, or a kind that is no number; `is_any` is the unit of a bare 0."""

    powers: tuple[int, ...] = (0,) * len(BASES)
    kind: str = "number"  # number, yes/no, date, word
    words: tuple[str, ...] = ()
    is_any: bool = False

    def __str__(self) -> str:
        if self.kind != "number":
            return f"one of {', '.join(self.words)}" if self.words else self.kind
        above = [_power(base, n) for base, n in zip(BASES, self.powers, strict=True) if n > 0]
        below = [_power(base, -n) for base, n in zip(BASES, self.powers, strict=True) if n < 0]
        if not above and not below:
            return "share"
        return "/".join(["·".join(above) or "1", *below])

    def times(self, other: "Unit", sign: int = 1) -> "Unit":
        self.must_be_number()
        other.must_be_number()
        return Unit(tuple(a + sign * b for a, b in zip(self.powers, other.powers, strict=True)))

    def same_as(self, other: "Unit", doing: str) -> "Unit":
        """The unit of two things put together; they must be alike."""
        if self.is_any:
            return other
        if other.is_any or self == other:
            return self
        raise Mistake(f"{self} og {other} kan ikke {doing}")

    def must_be_number(self) -> None:
        if self.kind != "number":
            raise Mistake(f"der kan ikke regnes med {self}")


def _power(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


SHARE = Unit()
ANY = Unit(is_any=True)
YES_NO = Unit(kind="yes/no")
DATE = Unit(kind="date")


def base(name: str) -> Unit:
    return Unit(tuple(int(name == known) for known in BASES))


YEAR, MONTH, PERSON = base("year"), base("month"), base("person")


def unit(text: str) -> Unit:
    """Read `kr/m2/year`, `share`, `yes/no`, `date` or `one of a, b`."""
    if text.startswith("one of "):
        return Unit(kind="word", words=tuple(word.strip() for word in text[7:].split(",")))
    if text in ("share", "yes/no", "date"):
        return replace(SHARE, kind="number" if text == "share" else text)
    first, *rest = text.split("/")
    found = _base(first, text)
    for part in rest:
        found = found.times(_base(part, text), -1)
    return found


def _base(name: str, text: str) -> Unit:
    if name not in BASES:
        raise Mistake(f"enheden “{text}” kendes ikke")
    return base(name)
