"""Which knowledge packages suit the shape of a unit's absence, and why. Pure.

The bounds are our own and only decide what is shown first: every package may be read by all, and
none of the bounds says that a unit is good or bad.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MOSTLY = 0.5  # of the absence is long, or short
INJURIES = 0.10  # of the absence is after work injuries
REPEATED = 0.20  # of the staff had three spells or more in a year
CONCENTRATED = 0.427  # of the absence is on 5 % of the staff: the kommuner in 2015 (KRL)
MANY = 27  # direct reports: what the reform counts by, not a limit

REASONS = {  # trait -> why the package is suggested, in words
    "long": "{share} % af fraværet er i lange forløb.",
    "short": "{share} % af fraværet er i korte forløb.",
    "injury": "{share} % af fraværet er efter arbejdsskader.",
    "repeat": "{share} % af medarbejderne var syge tre gange eller mere på et år.",
    "concentrated": "{share} % af fraværet er hos fem procent af medarbejderne.",
    "span": "Lederen har {count} medarbejdere. Reformen tæller fra 27; det er ingen grænse.",
}


@dataclass(frozen=True)
class Package:
    """Something a workplace may try; without a source it is our own suggestion."""

    code: str
    name: str
    tags: tuple[str, ...]
    sentence: str
    source: str


@dataclass(frozen=True)
class Profile:
    """The shape of a unit's absence, as far as it may be told: shares from 0 to 1, else None.

    `long` and `short` are of the absence, `injury` too, `repeat` of the staff with three spells or
    more, `concentrated` the absence of the 5 % with most; `span` the direct reports of its leader.
    """

    long: float | None = None
    short: float | None = None
    injury: float | None = None
    repeat: float | None = None
    concentrated: float | None = None
    span: int | None = None


@dataclass(frozen=True)
class Because:
    """Why a package is suggested: a sentence of REASONS and the number in it."""

    trait: str
    share: int = 0
    count: int = 0


@dataclass(frozen=True)
class Suggestion:
    """A package and every reason for it."""

    package: Package
    because: tuple[Because, ...]


TRAITS = {  # trait -> from which share it is told
    "long": MOSTLY, "short": MOSTLY, "injury": INJURIES, "repeat": REPEATED,
    "concentrated": CONCENTRATED,
}  # fmt: skip


@cache
def packages() -> tuple[Package, ...]:
    """The library, in the order of its file."""
    text = (files("sammenhaeng.compare") / "data" / "knowledge.toml").read_text("utf-8")
    return tuple(
        Package(**{**row, "tags": tuple(row["tags"])}) for row in tomllib.loads(text)["package"]
    )


def traits(profile: Profile) -> Iterator[Because]:
    """What stands out in a profile; what is not known says nothing."""
    for trait, bound in TRAITS.items():
        share = getattr(profile, trait)
        if share is not None and share >= bound:
            yield Because(trait, share=round(100 * share))
    if profile.span is not None and profile.span >= MANY:
        yield Because("span", count=profile.span)


def suggestions(profile: Profile) -> list[Suggestion]:
    """The packages that suit the profile, those with most reasons first."""
    found = {one.trait: one for one in traits(profile)}
    suited = [
        Suggestion(package, tuple(found[tag] for tag in package.tags if tag in found))
        for package in packages()
    ]
    return sorted((one for one in suited if one.because), key=lambda one: -len(one.because))
