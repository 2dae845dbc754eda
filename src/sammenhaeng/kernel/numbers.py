"""Danish numbers: CPR and CVR. Modulus 11 warns for a CPR number; it never refuses one."""

import re
from dataclasses import dataclass
from datetime import date

from stdnum.dk import cpr as cpr_rules
from stdnum.dk import cvr as cvr_rules
from stdnum.exceptions import ValidationError

from .refusal import Refused

REPLACEMENT_DAY = 60  # replacement numbers add 60 to the day, so they can never hit a person
CPR_PATTERN = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")


@dataclass(frozen=True)
class Cpr:
    """A civil registration number: ten digits, the first six a day of birth."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> "Cpr":
        """From "DDMMYY-SSSS" or ten digits; Refused("invalid") when it cannot be a CPR number."""
        digits = re.sub(r"[\s-]", "", text)
        try:
            number = cls(digits)
            if re.fullmatch("[0-9]{10}", digits) and number.born:
                return number
        except (ValidationError, ValueError):
            pass
        raise Refused("invalid", "CPR-nummeret skal være ti cifre og begynde med en dato.")

    @property
    def is_replacement(self) -> bool:
        return int(self.digits[:2]) > REPLACEMENT_DAY

    @property
    def _as_born(self) -> str:
        day = int(self.digits[:2]) - REPLACEMENT_DAY * self.is_replacement
        return f"{day:02d}{self.digits[2:]}"

    @property
    def born(self) -> date:
        return cpr_rules.get_birth_date(self._as_born)

    @property
    def passes_modulus(self) -> bool:
        """False is only a warning: numbers without a valid check digit are issued since 2007."""
        return cpr_rules.checksum(self.digits) == 0

    @property
    def masked(self) -> str:
        return "••••••-••••"

    def __str__(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"


def parse_cvr(text: str) -> str:
    """Eight digits that pass modulus 11, else Refused("invalid")."""
    try:
        return cvr_rules.validate(text)
    except ValidationError:
        raise Refused(
            "invalid", "CVR-nummeret skal være otte cifre og et gyldigt nummer."
        ) from None
