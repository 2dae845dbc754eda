"""The two deliveries absence is counted from: employments and spells, and their rules. Pure."""

import numpy as np

from sammenhaeng.kernel.deliveries import Check, Column, Rows, Schema

from . import measures, mix
from .causes import CAUSES


def _ends_before_it_begins(rows: Rows) -> np.ndarray:
    return ~np.isnat(rows["last_on"]) & (rows["last_on"] < rows["first_on"])


def _more_than_its_days_hold(rows: Rows) -> np.ndarray:
    """Twice a day's work a calendar day: a long shift is possible, more is another unit of time."""
    days = (rows["last_on"] - rows["first_on"]).astype("int64") + 1
    given = (rows["hours"] > 0) & ~np.isnat(rows["last_on"])
    return given & (rows["hours"] > 2 * measures.DAYS_WORK * days)


def _born_too_late(rows: Rows) -> np.ndarray:
    return rows["first_on"].astype("datetime64[Y]").astype(int) + 1970 - rows["birth_year"] < 13


ENDS = Check(
    "ends_after_it_begins", "Sidste dag ligger før første dag.", _ends_before_it_begins, "last_on"
)
_EMPLOYEE = Column(
    "employee", "Medarbejder", "person", aliases=("cpr", "cpr-nummer", "medarbejdernummer")
)
_UNIT = Column("unit", "Enhed", "unit", aliases=("institution", "afdeling"))
_FIRST = Column("first_on", "Første dag", "date", aliases=("fra", "startdato", "fra dato"))
_LAST = Column(
    "last_on", "Sidste dag", "date", required=False, aliases=("til", "slutdato", "til dato")
)

EMPLOYMENTS = Schema(
    "absence.employments",
    1,
    "Ansættelser",
    (
        _EMPLOYEE,
        _UNIT,
        _FIRST,
        _LAST,
        Column("hours", "Timer om ugen", "hours", aliases=("ugentlige timer",), least=0, most=60),
        Column("sex", "Køn", "code", codes=tuple(mix.SEX)),
        Column("birth_year", "Fødselsår", "integer", least=1920, most=2020),
        Column("education", "Uddannelse", "code", codes=tuple(mix.EDUCATION)),
        Column("origin", "Oprindelse", "code", codes=tuple(mix.ORIGIN)),
        Column("job", "Funktion", "code", aliases=("stilling",), codes=tuple(mix.jobs())),
    ),
    (
        ENDS,
        Check(
            "is_old_enough", "Medarbejderen er under 13 år ved ansættelsen.", _born_too_late,
            "birth_year",
        ),
    ),
)  # fmt: skip
SPELLS = Schema(
    "absence.spells",
    1,
    "Fravær",
    (
        _EMPLOYEE,
        _UNIT,
        _FIRST,
        _LAST,
        Column("hours", "Timer i alt", "hours", required=False, aliases=("fraværstimer",), least=0),
        Column(
            "cause", "Årsag", "code", aliases=("fraværsårsag", "årsagskode"),
            codes=tuple(map(str, CAUSES)),
        ),
    ),
    (
        ENDS,
        Check(
            "hours_fit_into_the_days", "Der er flere timer, end dagene kan rumme.",
            _more_than_its_days_hold, "hours",
        ),
    ),
)  # fmt: skip
