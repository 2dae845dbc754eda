"""One day less: what a fall in sickness absence is worth in staff and in kroner.

Freed staff = full-time staff · days less / working days of a year. Every number that the answer
rests on is named in the answer with its source.
"""

from dataclasses import dataclass

REFORM = "Regeringen: En offentlig sektor rustet til fremtiden, januar 2019"
KRL = "KRL/SIRKA: 12,0 dagsværk = 5,3 % fravær"


@dataclass(frozen=True)
class Assumption:
    """A number the answer rests on."""

    name: str
    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Gain:
    """What `days` less a year per full-time employee is worth in a year."""

    days: float
    staff: float  # full-time employees freed
    freed: float  # kroner of working time freed
    finances: float  # kroner that public finances gain
    assumptions: tuple[Assumption, ...]


STAFF_PER_DAY = Assumption("staff_per_day", 2_800, "FTE", REFORM)
FREED_PER_DAY = Assumption("freed_per_day", 790e6, "kr.", REFORM)
FINANCES_PER_DAY = Assumption("finances_per_day", 420e6, "kr.", REFORM)
WORKING_DAYS = Assumption("working_days", 226, "days a year", KRL)
NATIONAL_STAFF = Assumption(
    "national_staff", 632_800, "FTE", "2,800 FTE a day · 226 working days: derived, not counted"
)


def national(
    days: float,
    *,
    staff_per_day: Assumption = STAFF_PER_DAY,
    freed_per_day: Assumption = FREED_PER_DAY,
    finances_per_day: Assumption = FINANCES_PER_DAY,
) -> Gain:
    """The whole public sector: the reform's figures for one day, times `days` (>= 0)."""
    _require_days(days)
    return Gain(
        days=days, staff=days * staff_per_day.value, freed=days * freed_per_day.value,
        finances=days * finances_per_day.value,
        assumptions=(staff_per_day, freed_per_day, finances_per_day),
    )  # fmt: skip


def local(
    days: float,
    staff: float,
    *,
    working_days: Assumption = WORKING_DAYS,
    freed_per_staff: Assumption | None = None,
    finances_per_staff: Assumption | None = None,
) -> Gain:
    """A kommune, region or institution with `staff` full-time employees (> 0), `days` less each.

    Kroner per freed full-time employee are the nation's (790 mio. / 2,800 = 282,143 kr. and 420
    mio. / 2,800 = 150,000 kr.), or the caller's own from local pay or temporary staff.
    """
    _require_days(days)
    if not staff > 0:
        raise ValueError("Staff is above 0.")
    freed_each = freed_per_staff or per_staff("freed_per_staff", FREED_PER_DAY)
    finances_each = finances_per_staff or per_staff("finances_per_staff", FINANCES_PER_DAY)
    freed = staff * days / working_days.value
    return Gain(
        days=days, staff=freed, freed=freed * freed_each.value,
        finances=freed * finances_each.value,
        assumptions=(
            Assumption("staff", staff, "FTE", "given"), working_days, freed_each, finances_each,
        ),
    )  # fmt: skip


def per_staff(name: str, per_day: Assumption) -> Assumption:
    """A national amount per day as an amount per freed full-time employee."""
    value = per_day.value / STAFF_PER_DAY.value
    return Assumption(name, value, "kr./FTE", f"{per_day.source}: {per_day.name} / staff_per_day")


def _require_days(days: float) -> None:
    if not days >= 0:
        raise ValueError("Days less is not negative.")
