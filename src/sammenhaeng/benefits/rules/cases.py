"""A case of a benefit: what may follow what, who decides, and what only a person may decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from .deciding import Decision

APPLIED, WAITING, DECIDED, WITHDRAWN = "applied", "waiting", "decided", "withdrawn"
APPLICATION = {
    APPLIED: {"grant": DECIDED, "hand_over": WAITING, "withdraw": WITHDRAWN},
    WAITING: {"settle": DECIDED, "redraft": WAITING, "withdraw": WITHDRAWN},
    DECIDED: {},
    WITHDRAWN: {},
}
OPEN = (APPLIED, WAITING)
STATES = {
    APPLIED: "Modtaget",
    WAITING: "Venter på en sagsbehandler",
    DECIDED: "Afgjort",
    WITHDRAWN: "Trukket tilbage",
}

SELF, PHONE, PAPER, IN_PERSON = "self", "phone", "paper", "in_person"
CHANNELS = {  # how an application reaches the caseworker who takes it in
    PHONE: "I telefonen",
    PAPER: "På papir",
    IN_PERSON: "Ved personligt fremmøde",
}

DRAFT, MADE, DROPPED = "draft", "made", "dropped"
DECISION = {DRAFT: {"make": MADE, "drop": DROPPED}, MADE: {}, DROPPED: {}}

GUIDANCE, DRAFTED, AUTOMATIC = "guidance", "draft", "automatic"
LEVELS = {
    GUIDANCE: "Vejledende beregning",
    DRAFTED: "Afgjort af en sagsbehandler ud fra et beregnet udkast",
    AUTOMATIC: "Automatisk afgørelse",
}
KEPT = (DRAFTED, AUTOMATIC)  # guidance is never stored

MISSING, CONTRADICTORY, CONTESTED, OUTDATED = "missing", "contradictory", "contested", "outdated"
CASEWORKER, UNSURE, UNTRIED, UNKNOWN = "caseworker", "unsure", "untried", "unknown"
REASONS = {  # why a person must decide, the first that holds is the main one
    MISSING: "En oplysning mangler",
    CONTRADICTORY: "Oplysninger modsiger hinanden",
    CONTESTED: "Borgeren er uenig i en oplysning",
    OUTDATED: "En oplysning er for gammel",
    UNKNOWN: "En sats kendes ikke",
    CASEWORKER: "Loven kræver, at et menneske vurderer sagen",
    UNSURE: "En sats er ikke bekræftet",
    UNTRIED: "Beregningen er ikke prøvet mod officielle svar",
}


@dataclass(frozen=True)
class Doubt:
    """Something that keeps a machine from deciding: the kind of it, and what it is about."""

    code: str
    sentence: str
    provision: str = ""

    def document(self) -> dict[str, str]:
        return asdict(self)


def doubts_of(decision: Decision) -> Iterator[Doubt]:
    """What the law itself says that a person must look at."""
    for code, remarks in (
        (CASEWORKER, decision.remarks),
        (UNSURE, decision.unsure),
        (UNTRIED, decision.untried),
    ):
        for one in remarks:
            yield Doubt(code, one.sentence, one.provision)


def codes(doubts: Iterable[Doubt], before: Iterable[str] = ()) -> list[str]:
    """Every kind of doubt there is or has been, the main one first."""
    found = {*before, *(doubt.code for doubt in doubts)}
    return [code for code in REASONS if code in found]


Amounts = Mapping[str, object]  # result column to kroner, a list where each person has one


def with_main(amounts: Amounts, column: str, kroner: int) -> dict[str, object]:
    """The amounts with another main result; of persons, only the first one's is another."""
    found = amounts.get(column)
    rest = found[1:] if isinstance(found, list) else None
    return {**amounts, column: kroner if rest is None else [kroner, *rest]}


def main_amount(amounts: Amounts, column: str) -> float | None:
    """The first result, of the first person; None when nothing could be calculated."""
    found = amounts.get(column)
    first = found[0] if isinstance(found, list) else found
    return float(first) if isinstance(first, int | float) else None
