"""Early action when somebody is ill: which talk is due when, and what is never written. Pure."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

PERSONNEL = "personnel"  # the relation of leader and HR to an employee
OPEN, CLOSED = "open", "closed"
FOLLOW_UP = {OPEN: {"close": CLOSED}, CLOSED: {}}

# The law: a talk within four weeks of the first sick day (sygedagpengeloven § 7 a). The other
# three are the practice model of day 1, 5 and 14, and no law.
TALK_WITHIN = timedelta(weeks=4)
CALL, CONTACT, MEETING, STATUTORY = "call", "contact", "meeting", "statutory"
STEPS = {
    CALL: "Opkald på 1. dag",
    CONTACT: "Kontakt på 5. dag",
    MEETING: "Samtale på 14. dag",
    STATUTORY: "Sygefraværssamtale inden 4 uger",
}
AFTER = {
    CALL: timedelta(0),
    CONTACT: timedelta(days=4),
    MEETING: timedelta(days=13),
    STATUTORY: TALK_WITHIN,
}
BY_LAW = frozenset({STATUTORY})
ANSWERS = {  # what holding one settles: a talk of the 14th day is the talk the law asks for
    CALL: {CALL},
    CONTACT: {CALL, CONTACT},
    MEETING: {CALL, CONTACT, MEETING, STATUTORY},
    STATUTORY: {CALL, CONTACT, MEETING, STATUTORY},
}
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Reminder:
    """A talk that has not been held, and the last day for it."""

    step: str
    due_on: date

    @property
    def is_law(self) -> bool:
        return self.step in BY_LAW

    def is_overdue(self, today: date) -> bool:
        return self.due_on < today


def reminders(first_sick_on: date, held: Collection[str]) -> list[Reminder]:
    """The talks still to be held, the nearest first."""
    settled = {step for one in held for step in ANSWERS[one]}
    return [
        Reminder(step, first_sick_on + after)
        for step, after in AFTER.items()
        if step not in settled
    ]


def stage(days: int) -> str:
    """The last talk that a spell of so many calendar days asks for, at least one."""
    reached = [step for step, after in AFTER.items() if timedelta(days=days - 1) >= after]
    return reached[-1]


def may_begin(first_sick_on: date, today: date) -> bool:
    return first_sick_on <= today


@cache
def _words() -> tuple[re.Pattern[str], ...]:
    text = (files(__package__).parent / "data" / "illness.toml").read_text("utf-8")  # type: ignore[attr-defined]
    (told,) = tomllib.loads(text)["words"]
    whole = (rf"\b{re.escape(word)}\w*" for word in told["stems"])
    return tuple(re.compile(one, re.IGNORECASE) for one in (*whole, *told["patterns"]))


def illness_in(text: str) -> str:
    """The word that says what somebody is ill with, or "" when there is none.

    Helbredsoplysningsloven: an employer never asks; so it is not kept either.
    """
    found = (pattern.search(text) for pattern in _words())
    return next((one.group() for one in found if one), "")
