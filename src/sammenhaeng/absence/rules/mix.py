"""Who the staff are: the codes comparison adjusts for, as small numbers in a fixed order. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

SEX = {"m": "Mænd", "k": "Kvinder"}
EDUCATION = {
    "10": "Grundskole",
    "20": "Gymnasial",
    "30": "Erhvervsfaglig",
    "40": "Kort videregående",
    "50": "Mellemlang videregående",
    "60": "Bachelor",
    "70": "Lang videregående",
    "90": "Uoplyst uddannelse",
}
ORIGIN = {
    "dansk": "Dansk oprindelse",
    "vestlig": "Vestlig oprindelse",
    "ikke-vestlig": "Ikke-vestlig oprindelse",
    "uoplyst": "Uoplyst oprindelse",
}
AGES_FROM = (0, 25, 35, 45, 55, 65)  # our own bands of ten years
AGES = ("Under 25 år", "25–34 år", "35–44 år", "45–54 år", "55–64 år", "65 år og derover")


@cache
def jobs() -> Mapping[str, str]:
    """The code of a job function -> what people call it."""
    text = (files(__package__).parent / "data" / "jobs.toml").read_text("utf-8")  # type: ignore[attr-defined]
    return {row["code"]: row["name"] for row in tomllib.loads(text)["job"]}


def codes() -> dict[str, tuple[str, ...]]:
    """The columns of an employment that are codes; a code's number is its place."""
    return {
        "sex": tuple(SEX),
        "education": tuple(EDUCATION),
        "origin": tuple(ORIGIN),
        "job": tuple(jobs()),
    }


def age_band(birth_year: int, year: int) -> int:
    """The place in AGES of someone's age at the end of the year."""
    return sum(year - birth_year >= least for least in AGES_FROM) - 1
