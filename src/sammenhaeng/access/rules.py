"""Roles, relations, purposes and legal bases, and the verdict on a look-up. Pure."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sammenhaeng.kernel.refusal import Refused

CITIZEN, SYSTEM = "citizen", "system"
ROLES = {
    CITIZEN: "borger",
    "caseworker": "sagsbehandler",
    "intake": "visitator",
    "leader": "leder",
    "hr": "HR-konsulent",
    "analyst": "analytiker",
    "rules_officer": "medarbejder i regelkontoret",
    "auditor": "databeskyttelsesrådgiver",
    "administrator": "administrator",
    SYSTEM: "system",
}

HOMES = {  # role -> the page it comes to after logging in
    CITIZEN: "front:citizen_home",
    "caseworker": "front:inbox",
    "intake": "front:inbox",
    "leader": "front:leader",
    "hr": "absence:talks",
    "analyst": "compare:measurements",
    "rules_officer": "benefits:simulators",
    "auditor": "front:auditor",
    "administrator": "front:administrator",
}

SELF, GUARDIAN, MANDATE = "self", "guardian", "mandate"
COORDINATOR, TEAM, CASE, CONSENT, REASON, REVIEW, TASK, PERSONNEL, BENEFIT = (
    "coordinator", "team", "case", "consent", "reason", "review", "task", "personnel", "benefit",
)  # fmt: skip
RELATIONS = {
    SELF: "borgeren selv",
    GUARDIAN: "forældremyndighed eller værge",
    MANDATE: "fuldmagt",
    COORDINATOR: "koordinerende sagsbehandler",
    TEAM: "del af teamet om planen",
    CASE: "har en sag om borgeren",
    CONSENT: "borgerens samtykke",
    REASON: "opslag med begrundelse",
    REVIEW: "gennemgang af et opslag med begrundelse",
    TASK: "automatisk opgave",
    PERSONNEL: "personaleleder eller HR",
    BENEFIT: "afgør en ansøgning om en ydelse",
}

REVIEWERS = frozenset({"leader", "auditor"})  # who must see that others had a reason
ACTIONS = ["read", "list", "find", "change", "export", "print"]
LONGEST_DELAY = timedelta(days=365 * 2)  # a delayed line must be shown before the log is deleted
REASON_LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Basis:
    """A provision that lets someone use data about a citizen."""

    code: str
    statute: str
    sentence: str
    needs_consent: bool
    sure: bool
    first_on: date
    last_on: date | None = None

    def in_force(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


@dataclass(frozen=True)
class Purpose:
    """What data are used for: on which basis, which categories, by whom through which relation."""

    code: str
    sentence: str
    bases: tuple[str, ...]
    categories: frozenset[str]
    roles: frozenset[str]
    relations: frozenset[str]


def _data(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((files(__package__) / "data" / name).read_text("utf-8"))


@cache
def bases() -> Mapping[str, Basis]:
    return {str(row["code"]): Basis(**row) for row in _data("bases.toml")["basis"]}  # type: ignore[arg-type]


@cache
def purposes() -> Mapping[str, Purpose]:
    return {str(row["code"]): _purpose(row) for row in _data("purposes.toml")["purpose"]}


def _purpose(row: Mapping[str, object]) -> Purpose:
    sets = {name: frozenset(row[name]) for name in ("categories", "roles", "relations")}  # type: ignore[call-overload]
    return Purpose(str(row["code"]), str(row["sentence"]), tuple(row["bases"]), **sets)  # type: ignore[arg-type]


@cache
def categories() -> Mapping[str, str]:
    return {str(row["code"]): str(row["sentence"]) for row in _data("categories.toml")["category"]}


def named(purpose: str) -> Purpose:
    if purpose not in purposes():
        raise Refused("forbidden", "Vælg et formål. Uden formål må ingen slå en borger op.")
    return purposes()[purpose]


def opening(purpose: Purpose, role: str, held: Collection[str], day: date) -> tuple[str, str]:
    """The relation and the basis that open a citizen for a purpose, else Refused("forbidden").

    `held` are the kinds of relation the seat has with the citizen on that day.
    """
    if role not in purpose.roles:
        raise Refused(
            "forbidden", "Din rolle må ikke bruge oplysninger til “{purpose}”.",
            purpose=purpose.sentence,
        )  # fmt: skip
    basis = next((code for code in purpose.bases if bases()[code].in_force(day)), None)
    if basis is None:
        raise Refused(
            "forbidden", "Intet lovgrundlag for “{purpose}” gælder i dag.", purpose=purpose.sentence
        )
    relation = next((kind for kind in RELATIONS if kind in held and kind in purpose.relations), "")
    if not relation:
        raise Refused(
            "forbidden",
            "Du er ikke tilknyttet borgeren. Brug “Slå op med begrundelse”, hvis du har en grund.",
        )
    return relation, basis


OF_THE_STATE = frozenset({"analyst", "rules_officer"})  # what they publish is the whole country's
STATE = frozenset({"ministry", "state"})


def given_in(kind: str) -> list[str]:
    """The roles that an administrator gives in an authority of a kind."""
    kept = {CITIZEN, SYSTEM} if kind in STATE else {CITIZEN, SYSTEM} | OF_THE_STATE
    return [role for role in ROLES if role not in kept]


def may_be_delayed(day: date, reveal_on: date) -> bool:
    """A line may be kept from the citizen for a lawful reason, but never for ever."""
    return day < reveal_on <= day + LONGEST_DELAY


LONGEST_STAND_IN = timedelta(days=365)


def may_stand_in(first_on: date, last_on: date) -> bool:
    """Someone stands in for a period with an end, a year at most."""
    return first_on <= last_on <= first_on + LONGEST_STAND_IN


REVIEW_WITHIN = timedelta(days=7)
REVIEWED_SHOWN = timedelta(days=90)  # so long a reviewed look-up may be read again
OK, MISUSE = "ok", "misuse"
VERDICTS = {OK: "Opslaget var i orden", MISUSE: "Opslaget var ikke i orden"}


def review_due_on(opened_on: date) -> date:
    return opened_on + REVIEW_WITHIN


DELAYS = {  # databeskyttelsesloven § 22: why the right to see may wait
    "prosecution": "Hensyn til efterforskning eller retsforfølgning",
    "child": "Hensyn til et barns eller en andens sikkerhed",
    "citizen": "Hensyn til borgeren selv",
}

SHORTEST_REASON = 10
REASONS = {
    "acute": "Akut situation: borgeren eller et barn kan være i fare",
    "duty": "Jeg har vagt eller dækker for en kollega",
    "enquiry": "Borgeren har selv henvendt sig",
    "error": "Jeg retter en fejl i sagen",
    "supervision": "Tilsyn eller klage",
}
