"""A bill's way from idea to follow-up, and what its assessment must hold. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

IDEA, SCREENING, PRE_HEARING, ADVISED, HEARING, LAID, ADOPTED, IMPLEMENTED, EVALUATED, DROPPED = (
    "idea", "screening", "pre_hearing", "advised", "hearing", "laid", "adopted", "implemented",
    "evaluated", "bill_dropped",
)  # fmt: skip
BILL = {
    IDEA: {"screen": SCREENING, "drop": DROPPED},
    SCREENING: {"send": PRE_HEARING, "hear": HEARING, "drop": DROPPED},
    PRE_HEARING: {"receive": ADVISED, "drop": DROPPED},
    ADVISED: {"hear": HEARING, "drop": DROPPED},
    HEARING: {"lay": LAID, "drop": DROPPED},
    LAID: {"adopt": ADOPTED, "drop": DROPPED},
    ADOPTED: {"implement": IMPLEMENTED},
    IMPLEMENTED: {"evaluate": EVALUATED},
    EVALUATED: {},
    DROPPED: {},
}
STATES = {
    IDEA: "Idé",
    SCREENING: "Screening",
    PRE_HEARING: "Hos sekretariatet",
    ADVISED: "Anbefalinger modtaget",
    HEARING: "I offentlig høring",
    LAID: "Fremsat",
    ADOPTED: "Vedtaget",
    IMPLEMENTED: "Sat i værk",
    EVALUATED: "Fulgt op",
    DROPPED: "Opgivet",
}
STEPS = {  # event -> what it is called on a button
    "screen": "Begynd screeningen",
    "send": "Send til sekretariatet",
    "receive": "Anbefalingerne er modtaget",
    "hear": "Send i offentlig høring",
    "lay": "Lovforslaget er fremsat",
    "adopt": "Lovforslaget er vedtaget",
    "implement": "Loven er sat i værk",
    "evaluate": "Loven er fulgt op",
    "drop": "Opgiv lovforslaget",
}
WAY = (IDEA, SCREENING, PRE_HEARING, ADVISED, HEARING, LAID, ADOPTED, IMPLEMENTED, EVALUATED)
WRITABLE = (IDEA, SCREENING, PRE_HEARING, ADVISED, HEARING)  # the remarks are not laid yet
HEARD = (HEARING, LAID, ADOPTED, IMPLEMENTED, EVALUATED)
BEFORE_HEARING = timedelta(weeks=6)  # the Secretariat for digital-ready legislation needs these
PRINCIPLE, CONSEQUENCE = "principle", "consequence"
YES, PARTLY, NO, IRRELEVANT = "yes", "partly", "no", "irrelevant"
REPLIES = {YES: "Ja", PARTLY: "Delvist", NO: "Nej", IRRELEVANT: "Ikke relevant"}


@dataclass(frozen=True)
class Point:
    """One of the eleven points: a principle, or a consequence of carrying the law out."""

    code: str
    kind: str
    number: str
    title: str
    ask: str
    evidence: str  # what usually shows it
    hints: tuple[str, ...]  # kinds of words that bear on it

    @property
    def is_principle(self) -> bool:
        return self.kind == PRINCIPLE

    @property
    def answers(self) -> dict[str, str]:
        wanted = REPLIES if self.is_principle else (YES, NO)
        return {code: REPLIES[code] for code in wanted}


@cache
def points() -> Mapping[str, Point]:
    text = (files(__package__).parent / "data" / "principles.toml").read_text("utf-8")  # type: ignore[attr-defined]
    rows = tomllib.loads(text)["point"]
    told = [{**row.pop("sentence"), **row, "hints": tuple(row["hints"])} for row in rows]
    return {row["code"]: Point(**row) for row in told}


@dataclass(frozen=True)
class Assessed:
    """The answer to a point, the provisions it is about, what shows it, and what mends it."""

    answer: str
    provisions: str = ""
    evidence: str = ""
    mitigation: str = ""


NEEDED = {  # kind of point and answer -> the fields that cannot be empty
    (PRINCIPLE, YES): ("provisions", "evidence"),
    (PRINCIPLE, PARTLY): ("mitigation",),
    (PRINCIPLE, NO): ("mitigation",),
    (PRINCIPLE, IRRELEVANT): ("evidence",),
    (CONSEQUENCE, YES): ("evidence",),
}
FAULTS = {
    "answer": "Vælg et svar.",
    "provisions": "Skriv mindst én bestemmelse, når svaret er ja.",
    "evidence": "Skriv, hvad der viser det.",
    "mitigation": "Skriv, hvorfor princippet fraviges, og hvad der afhjælper det.",
}


def fault(point: Point, told: Assessed) -> tuple[str, str] | None:
    """The field that lacks something, and the sentence; None when the answer can stand."""
    if told.answer not in point.answers:
        return "answer", FAULTS["answer"]
    for name in NEEDED.get((point.kind, told.answer), ()):
        if not getattr(told, name).strip():
            return name, FAULTS[name]
    return None


def unanswered(answers: Mapping[str, Assessed]) -> list[Point]:
    """The points that nobody has answered yet."""
    return [point for code, point in points().items() if code not in answers]


def has_consequences(answers: Mapping[str, Assessed]) -> bool:
    """Whether the secretariat must see the bill: some point has consequences."""
    told = [one.answer for code, one in answers.items() if not points()[code].is_principle]
    return YES in told


def unmet(answers: Mapping[str, Assessed]) -> list[Point]:
    """The principles that the bill departs from, in the order of their numbers."""
    return [
        point for code, point in points().items()
        if point.is_principle and code in answers and answers[code].answer in (PARTLY, NO)
    ]  # fmt: skip


def latest_sending(hearing_on: date) -> date:
    """The last day to send a bill to the secretariat before a hearing."""
    return hearing_on - BEFORE_HEARING


def is_in_time(sent_on: date, hearing_on: date) -> bool:
    return sent_on <= latest_sending(hearing_on)
