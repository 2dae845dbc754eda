"""Consent and custody: what may follow what, and who may speak for whom. Pure."""

from datetime import date, timedelta

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
RENEWED_FOR = timedelta(days=365)


def renewed_until(valid_until: date, today: date) -> date:
    """A year from today, and never earlier than it was."""
    return max(valid_until, today + RENEWED_FOR)


FORMS = {"digital": "Digitalt", "written": "Skriftligt", "oral": "Mundtligt, med vidne"}
PARTY_AGE = (
    15  # a child is party to a social case of its own from 15 (facts: barnets lov, probable)
)


def age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def may_answer(born_on: date | None, today: date, *, has_custody: bool) -> bool:
    """Whether the person, or who has custody (has_custody), answers for someone of this age.

    Below 15 who has custody answers, from 15 the young person, and custody ends at 18. A mandate or
    a guardian of an adult is no custody and is not asked about here.
    """
    if born_on is None:
        return not has_custody
    return has_custody == (age(born_on, today) < PARTY_AGE)


PATHS = {  # path of a fact -> what it is, in words
    "address.street": "Adresse",
    "address.kommune": "Bopælskommune",
    "civil.status": "Civilstand",
    "dwelling.area_m2": "Boligens størrelse",
    "dwelling.kind": "Bolig",
    "dwelling.own_kitchen": "Eget køkken",
    "dwelling.rent_month": "Husleje om måneden",
    "dwelling.tenure": "Ejer eller lejer",
    "household.adults": "Voksne i boligen",
    "household.children": "Børn i boligen",
    "income.capital_year": "Kapitalindkomst om året",
    "income.month": "Indkomst om måneden",
    "income.pensions_year": "Pensioner om året",
    "income.shares_year": "Aktieindkomst om året",
    "income.top_tax_base": "Grundlag for topskat",
    "income.work_year": "Arbejdsindkomst om året",
    "person.born": "Fødselsdag",
    "wealth": "Formue",
    "doctor": "Praktiserende læge",
}
KINSHIPS = {
    "custody": "har forældremyndighed", "partner": "partner", "child": "barn",
    "guardian": "værge", "mandate": "fuldmagt",
}  # fmt: skip
