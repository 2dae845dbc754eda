"""Consent and custody: what may follow what, and who may speak for whom. Pure."""

from datetime import date

ASKED, GIVEN, DECLINED, WITHDRAWN, EXPIRED, SUPERSEDED = (
    "asked", "given", "declined", "withdrawn", "expired", "superseded",
)  # fmt: skip

CONSENT = {
    ASKED: {"give": GIVEN, "decline": DECLINED, "expire": EXPIRED},
    GIVEN: {"withdraw": WITHDRAWN, "expire": EXPIRED, "supersede": SUPERSEDED},
    DECLINED: {},
    WITHDRAWN: {},
    EXPIRED: {},
    SUPERSEDED: {},
}

BASES = {"coordination": "lov-707", "case": "rsl-11a-1"}  # what a purpose rests on
FORMS = {"digital": "Digitalt", "written": "Skriftligt", "oral": "Mundtligt, med vidne"}
PARTY_AGE = (
    15  # a child is party to a social case of its own from 15 (facts: barnets lov, probable)
)
ADULT_AGE = 18


def age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def signs_alone(born_on: date, today: date) -> bool:
    return age(born_on, today) >= ADULT_AGE


def signs_too(born_on: date, today: date) -> bool:
    """A young person from 15 consents beside the parent who has custody."""
    return age(born_on, today) >= PARTY_AGE
