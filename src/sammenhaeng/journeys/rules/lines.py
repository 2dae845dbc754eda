"""Goals, activities and steps: their states, who may see and who may change. Pure."""

from datetime import date

PROPOSED, ACTIVE, ON_HOLD, COMPLETED, CANCELLED = (
    "proposed", "active", "on_hold", "completed", "cancelled",
)  # fmt: skip
GOAL = {
    PROPOSED: {"approve": ACTIVE, "decline": CANCELLED, "cancel": CANCELLED},
    ACTIVE: {"hold": ON_HOLD, "complete": COMPLETED, "cancel": CANCELLED},
    ON_HOLD: {"resume": ACTIVE, "cancel": CANCELLED},
    COMPLETED: {},
    CANCELLED: {},
}
NOT_STARTED, IN_PROGRESS, DONE = "not_started", "in_progress", "done"
ACTIVITY = {
    PROPOSED: {"approve": NOT_STARTED, "decline": CANCELLED, "cancel": CANCELLED},
    NOT_STARTED: {"start": IN_PROGRESS, "complete": DONE, "cancel": CANCELLED},
    IN_PROGRESS: {"hold": ON_HOLD, "complete": DONE, "cancel": CANCELLED},
    ON_HOLD: {"resume": IN_PROGRESS, "cancel": CANCELLED},
    DONE: {},
    CANCELLED: {},
}
AGREED = {NOT_STARTED, IN_PROGRESS}  # what somebody has promised to do and has not done
MOVES = {  # what an effort's own authority may press
    "start": "Start",
    "hold": "Sæt i bero",
    "resume": "Genoptag",
    "complete": "Klaret",
    "cancel": "Stryg indsatsen",
}
ACHIEVEMENTS = {  # how a goal ended, in the words of FHIR's goal-achievement
    "achieved": "Målet er nået",
    "improving": "Det går fremad",
    "no_change": "Ingen ændring",
    "not_achieved": "Målet er ikke nået",
}

TEAM, AUTHORITY, SEALED = "team", "authority", "sealed"
VISIBILITIES = {
    TEAM: "Alle, der arbejder med planen",
    AUTHORITY: "Kun myndigheden selv og koordinatoren",
    SEALED: "Kun myndigheden selv",
}


def days_late(state: str, next_on: date | None, today: date) -> int:
    """How many days an effort's next step has been waiting; 0 when it is not late."""
    is_awaited = next_on is not None and next_on < today and state in AGREED
    return (today - next_on).days if is_awaited else 0  # type: ignore[operator]


def is_told(visibility: str, *, about: int, citizen_id: int) -> bool:
    """Whether a plan's citizen may see a line: nobody is asked about what is kept from them, not
    even that there is something."""
    return about == citizen_id or visibility == TEAM


def may_see(visibility: str, *, own_authority: bool, relation: str, is_own: bool) -> bool:
    """One rule for page, list, count, export, calendar and log.

    `is_own` is the person the line is about; who answers for them sees what the whole team sees.
    """
    if is_own or own_authority:
        return True
    if visibility == AUTHORITY:
        return relation == "coordinator"
    return visibility == TEAM
