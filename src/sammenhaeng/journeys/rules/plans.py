"""Statutory plan types, the holistic plan's states, and the proof of coverage. Pure."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from sammenhaeng.kernel.refusal import Refused

DRAFT, PROPOSED, ACTIVE, ON_HOLD, COMPLETED, REVOKED, SUPERSEDED, IN_ERROR = (
    "draft", "proposed", "active", "on_hold", "completed", "revoked", "superseded",
    "entered_in_error",
)  # fmt: skip

HOLISTIC = {
    DRAFT: {"propose": PROPOSED, "err": IN_ERROR},
    PROPOSED: {"activate": ACTIVE, "return": DRAFT, "err": IN_ERROR},
    ACTIVE: {
        "hold": ON_HOLD, "withdraw": REVOKED, "complete": COMPLETED, "supersede": SUPERSEDED,
        "err": IN_ERROR,
    },
    ON_HOLD: {
        "resume": ACTIVE, "withdraw": REVOKED, "supersede": SUPERSEDED, "err": IN_ERROR,
    },
    COMPLETED: {},
    REVOKED: {},
    SUPERSEDED: {},
    IN_ERROR: {},
}  # fmt: skip
EVENTS = {  # what the course offers on a page, in this order
    "hold": "Sæt planen i bero",
    "resume": "Genoptag planen",
    "return": "Tag planen tilbage til kladde",
    "hand_over": "Giv koordinationen videre",
    "complete": "Afslut planen",
    "withdraw": "Træk planen tilbage",
    "report_error": "Planen er oprettet ved en fejl",
    "err": "Bekræft, at planen er oprettet ved en fejl",
}
OPEN = (DRAFT, PROPOSED, ACTIVE, ON_HOLD)
RUNNING = (ACTIVE, ON_HOLD)

IN_FORCE, REPLACED, ENDED = "in_force", "replaced", "ended"
STATUTORY = {
    IN_FORCE: {"replace": REPLACED, "end": ENDED},
    REPLACED: {"restore": IN_FORCE, "end": ENDED},
    ENDED: {},
}

SCOPES = {"citizen": "Borgeren", "family": "Familien"}
CONDITIONS = {
    "complex": "Borgeren har komplekse og sammensatte problemer",
    "several_plans": "Der kan eller skal laves flere planer efter forskellige love",
    "coordination": "Der er behov for at koordinere",
    "consent_asked": "Borgeren er spurgt om samtykke",
}


@dataclass(frozen=True)
class PlanType:
    """A plan that a law requires or allows, and what it must contain."""

    code: str
    name: str
    law: str
    mandatory: Mapping[str, str]  # key -> what must be there
    may_be_replaced: bool
    is_health: bool
    sure: bool
    first_on: date
    last_on: date | None = None

    def in_force(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


@cache
def plan_types() -> Mapping[str, PlanType]:
    text = (files("sammenhaeng.journeys") / "data" / "plan_types.toml").read_text("utf-8")
    return {row["code"]: PlanType(**row) for row in tomllib.loads(text)["plan_type"]}


def replaceable(code: str, day: date) -> PlanType:
    """The type of a plan that may be merged, else Refused with what may be done instead."""
    kind = plan_types()[code]
    if kind.is_health:
        raise Refused(
            "invalid",
            "{name} er en plan efter sundhedsloven. Den kan ikke samles, kun knyttes til planen.",
            name=kind.name,
        )
    if not kind.may_be_replaced:
        raise Refused("invalid", "{name} kan ikke erstattes af en samlet plan.", name=kind.name)
    if not kind.in_force(day):
        raise Refused("invalid", "{name} gælder ikke på den dato.", name=kind.name)
    return kind


def uncovered(
    mandatory: Mapping[int, Collection[str]], covered: Mapping[int, Collection[str]]
) -> dict[int, list[str]]:
    """Per replaced plan: the mandatory contents that no line of the holistic plan covers yet."""
    missing = {
        plan: sorted(set(keys) - set(covered.get(plan, ()))) for plan, keys in mandatory.items()
    }
    return {plan: keys for plan, keys in missing.items() if keys}
