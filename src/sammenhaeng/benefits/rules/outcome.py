"""What a machine makes of a case: the calculation, and whether a person must decide instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import cases, evidence, facts, telling
from .cases import Amounts, Doubt
from .deciding import Decision, decide
from .evidence import Told
from .law import Law
from .mistakes import Unanswerable


@dataclass(frozen=True)
class Outcome:
    """The calculation, or None when there can be none, and everything that keeps a machine out."""

    decision: Decision | None
    doubts: tuple[Doubt, ...]

    @property
    def is_automatic(self) -> bool:
        return self.decision is not None and not self.doubts

    @property
    def document(self) -> dict[str, Any] | None:
        return telling.document(self.decision) if self.decision else None

    @property
    def amounts(self) -> Amounts:
        document = self.document
        return document["amounts"] if document else {}

    @property
    def digest(self) -> str:
        return self.decision.digest if self.decision else ""


def outcome(law: Law, told: Sequence[Told], persons: int, on: date, known: date) -> Outcome:
    """Decide a case from the facts that count, under a day's law as known on another."""
    doubts = list(evidence.doubts(law, told, persons, known))
    try:
        household = evidence.household(law, told, persons)
        decision = decide(law, household, on, known)
    except facts.Fault:
        return Outcome(None, tuple(doubts))
    except Unanswerable as unknown:
        return Outcome(None, (*doubts, Doubt(cases.UNKNOWN, str(unknown))))
    return Outcome(decision, (*doubts, *cases.doubts_of(decision)))


@dataclass(frozen=True)
class Replayed:
    """A decision calculated again: whether the rules are the same, and the answer."""

    has_same_rules: bool
    has_same_answer: bool
    amounts: Amounts
    sentence: str


LOST = "Lovens tekst her er ændret siden afgørelsen, og den kan ikke regnes igen: {why}"
REPLAYS = {  # are the rules the same, is the answer
    (True, True): "Samme oplysninger og samme regler giver samme svar som dengang.",
    (True, False): ("Samme oplysninger og regler giver et andet svar nu. Det er vores fejl."),
    (False, True): (
        "Lovens tekst her er ændret siden afgørelsen. Regnet efter teksten, som den står nu, er "
        "svaret det samme."
    ),
    (False, False): (
        "Lovens tekst her er ændret siden afgørelsen. Regnet efter teksten, som den står nu, ville "
        "svaret være et andet. Afgørelsen gælder, som den blev truffet."
    ),
}


def replayed(law: Law, document: Any, told: Sequence[Told], persons: int) -> Replayed:
    """Calculate a stored decision again from its own facts, day of law and day of knowledge."""
    on, known = date.fromisoformat(document["on"]), date.fromisoformat(document["known"])
    try:
        decision = decide(law, evidence.household(law, told, persons), on, known)
    except Unanswerable as why:
        return Replayed(False, False, {}, LOST.format(why=why))
    amounts = telling.document(decision)["amounts"]
    has_same_rules = decision.digest == document["rules"]
    has_same_answer = amounts == document["amounts"]
    sentence = REPLAYS[has_same_rules, has_same_answer]
    assert isinstance(amounts, dict)
    return Replayed(has_same_rules, has_same_answer, amounts, sentence)
