"""The API's shapes of consents, the log, and looking up with a reason."""

from datetime import date, datetime
from typing import Literal

from sammenhaeng.access.models import Relation
from sammenhaeng.access.queries import Card, Wording, card
from sammenhaeng.citizens.models import Consent
from sammenhaeng.citizens.operations.persons import Hit
from sammenhaeng.citizens.queries.facts import FactRow
from sammenhaeng.citizens.queries.log import Line, Summary
from sammenhaeng.citizens.queries.persons import Relative
from sammenhaeng.design.api import Closed, Id, Paged, text


class ConsentTold(Closed):
    """What the citizen was asked and said."""

    id: int
    state: str
    purpose: str
    statute: str
    explanation: str
    categories: list[str]
    receiver: str
    authority: str
    asked_by: str
    asked_at: datetime
    form: str
    witness: str | None
    answered_at: datetime | None
    valid_until: date
    ended_at: datetime | None

    @classmethod
    def of(cls, one: Consent) -> "ConsentTold":
        words = Wording()
        return cls(
            id=one.pk,
            state=one.state,
            purpose=words.purpose(one.purpose),
            statute=words.statute(one.basis),
            explanation=one.explanation,
            categories=[words.category(code) for code in one.categories],
            receiver=one.receiver.name,
            authority=one.receiver.authority.name,
            asked_by=one.asked_by.account.name,
            asked_at=one.asked_at,
            form=one.form,
            witness=one.witness.account.name if one.witness else None,
            answered_at=one.answered_at,
            valid_until=one.valid_until,
            ended_at=one.ended_at,
        )


class Log(Paged):
    """Who has used the citizen's data: counted, and one page of lines, newest first."""

    summary: Summary
    lines: list[Line]


class ConsentAnswer(Closed):
    """The citizen's yes or no."""

    answer: Literal["yes", "no"]


class ConsentAsk(Closed):
    """What the citizen is asked to say yes to."""

    purpose: Literal["coordination", "case"]
    explanation: text(500)  # type: ignore[valid-type]
    valid_until: date


class Witness(Closed):
    """The other member of staff who heard a spoken yes."""

    seat: Id


class PossibleWitness(Closed):
    """A colleague who may have heard it."""

    seat: int
    who: Card


class CaseConsents(Closed):
    """The consents of a citizen, and who may witness a spoken yes."""

    code: str
    name: str
    consents: list[ConsentTold]
    witnesses: list[PossibleWitness]


class Search(Closed):
    """A CPR number or at least three letters of a name; in the body, never in an address."""

    text: text(100)  # type: ignore[valid-type]


class Found(Closed):
    """What a search shows of a citizen."""

    code: str
    name: str
    born_on: date | None

    @classmethod
    def of(cls, hit: Hit) -> "Found":
        return cls(code=hit.code, name=hit.name, born_on=hit.born_on)


class WithReason(Closed):
    """Why a citizen who is not one's own is opened; the citizen and the leader can read it."""

    code: Literal["acute", "duty", "enquiry", "error", "supervision"]
    text: text(1000, least=10)  # type: ignore[valid-type]


class OpenUntil(Closed):
    """Until when the look-up with a reason stays open."""

    until: datetime

    @classmethod
    def of(cls, relation: Relation) -> "OpenUntil":
        assert relation.until is not None
        return cls(until=relation.until)


def witnesses(seats) -> list[PossibleWitness]:
    return [PossibleWitness(seat=one.pk, who=card(one)) for one in seats]


class FactTold(Closed):
    """A fact, where it comes from and whether anybody doubts it."""

    id: int
    path: str
    label: str
    value: str
    register_name: str
    fetched_at: datetime
    is_stale: bool
    contested_at: datetime | None
    contested_why: str

    @classmethod
    def of(cls, row: FactRow) -> "FactTold":
        fact = row.fact
        return cls(
            id=fact.pk,
            path=fact.path,
            label=row.label,
            value=fact.value,
            register_name=fact.register,
            fetched_at=fact.fetched_at,
            is_stale=row.is_stale,
            contested_at=fact.contested_at,
            contested_why=fact.contested_why,
        )


class CaseFacts(Closed):
    """What registers know of a citizen, and their family."""

    facts: list[FactTold]
    family: list[Relative]


class Objection(Closed):
    """What is wrong with a fact."""

    why: text(1000)  # type: ignore[valid-type]
