"""Money in whole øre: exact, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, order=True)
class Money:
    """An amount of Danish money in øre."""

    oere: int

    @classmethod
    def kroner(cls, amount: int | str | Decimal) -> "Money":
        """From kroner as int, Decimal or "1234,50"; more than two decimals is a ValueError."""
        text = amount.replace(".", "").replace(",", ".") if isinstance(amount, str) else amount
        oere = Decimal(text) * 100
        if oere != oere.to_integral_value():
            raise ValueError(f"{amount} kr. has a fraction of an øre.")
        return cls(int(oere))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.oere + other.oere)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.oere - other.oere)

    def __neg__(self) -> "Money":
        return Money(-self.oere)

    def times(self, factor: int | Decimal) -> "Money":
        """Multiplied and rounded half up to a whole øre."""
        exact = Decimal(self.oere) * factor
        return Money(int(exact.quantize(Decimal(1), ROUND_HALF_UP)))

    @property
    def in_kroner(self) -> Decimal:
        return Decimal(self.oere) / 100

    def __str__(self) -> str:
        sign = "−" if self.oere < 0 else ""
        kroner, oere = divmod(abs(self.oere), 100)
        return f"{sign}{kroner:,}".replace(",", ".") + f",{oere:02d} kr."
