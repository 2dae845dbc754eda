"""The dialogue on a unit's results: drafted, shared, agreed and followed up, level by level."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.compare import acts
from sammenhaeng.compare.models import Dialogue
from sammenhaeng.compare.queries import dialogue as queries
from sammenhaeng.compare.rules import dialogue as rules
from sammenhaeng.compare.rules.dialogue import Period
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.inbox.operations import Errand
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class Words:
    """What a dialogue says: a comment on the results, and what is to be done by whom and when."""

    comment: str
    action: str = ""
    owner: Seat | None = None
    due_on: date | None = None


@transaction.atomic
def draft(unit: Unit, period: Period, words: Words, *, by: Seat, at: datetime) -> Dialogue:
    """Begin the dialogue on a period; only the unit's own leader does, and nobody else reads it."""
    require(by, acts.FOLLOW_UP, unit_id=unit.pk)
    if by.unit_id != unit.pk:
        raise Refused("forbidden", "Kun enhedens egen leder begynder dialogen om resultaterne.")
    _check(unit, words, by, at)
    dialogue, is_new = Dialogue.objects.get_or_create(
        unit=unit, first_on=period.first_on, last_on=period.last_on,
        defaults={**_told(words), "drafted_at": at, "drafted_by": by},
    )  # fmt: skip
    if not is_new:
        raise _stale(dialogue, words)
    audit.record("dialogue.drafted", dialogue, by=by, at=at, unit=unit.pk)
    return dialogue


@transaction.atomic
def write(dialogue: Dialogue, words: Words, *, seen: int, by: Seat, at: datetime) -> Dialogue:
    """Change what a dialogue says, until it is agreed; `seen` is the version the writer read."""
    dialogue = _locked(dialogue)
    _require_in_chain(dialogue, by, at)
    state = next_state(rules.DIALOGUE, dialogue.state, "write")
    if dialogue.version != seen:
        raise _stale(dialogue, words)
    _check(dialogue.unit, words, by, at)
    for name, value in _told(words).items():
        setattr(dialogue, name, value)
    _step(dialogue, state)
    audit.record("dialogue.written", dialogue, by=by, at=at, version=dialogue.version)
    return dialogue


@transaction.atomic
def share(dialogue: Dialogue, *, seen: int, by: Seat, at: datetime) -> Dialogue:
    """Let the level above read the draft and meet on it."""
    dialogue = _locked(dialogue)
    _require_in_chain(dialogue, by, at)
    state = next_state(rules.DIALOGUE, dialogue.state, "share")
    _not_stale(dialogue, seen)
    dialogue.shared_at, dialogue.shared_by = at, by
    _step(dialogue, state)
    audit.record("dialogue.shared", dialogue, by=by, at=at)
    return dialogue


@transaction.atomic
def agree(dialogue: Dialogue, *, seen: int, by: Seat, at: datetime) -> Dialogue:
    """Agree on the action, from the level above; whoever owns it gets it in their inbox."""
    dialogue = _locked(dialogue)
    _require_in_chain(dialogue, by, at)
    state = next_state(rules.DIALOGUE, dialogue.state, "agree")
    _not_stale(dialogue, seen)
    is_own, unit = by.unit_id == dialogue.unit_id, dialogue.unit
    has_above = queries.has_leader_above(unit, localdate(at))
    if not rules.may_agree(is_own=is_own, has_leader_above=has_above):
        raise Refused("forbidden", "En aftale har to niveauer. Din egen leder aftaler den med dig.")
    if (
        rules.missing_from_agreement(dialogue.action, dialogue.owner is not None, dialogue.due_on)
        or (owner := dialogue.owner) is None
    ):
        raise Refused("invalid", "Skriv først, hvad der skal ske, hvem der gør det, og hvornår.")
    dialogue.agreed_at, dialogue.agreed_by = at, by
    _step(dialogue, state)
    errand = Errand(queries.DUE, queries.THING, dialogue.pk, due_on=dialogue.due_on)
    inbox.ask(errand, of=owner, by=by, at=at)
    audit.record("dialogue.agreed", dialogue, by=by, at=at, to=owner.pk)
    return dialogue


@transaction.atomic
def follow_up(dialogue: Dialogue, outcome: str, *, seen: int, by: Seat, at: datetime) -> Dialogue:
    """Say how the agreed action went; the task about it is done."""
    dialogue = _locked(dialogue)
    _require_in_chain(dialogue, by, at)
    state = next_state(rules.DIALOGUE, dialogue.state, "follow_up")
    _not_stale(dialogue, seen)
    if not outcome.strip():
        raise Refused("invalid", "Skriv, hvordan det gik.")
    dialogue.outcome = outcome.strip()
    dialogue.followed_up_at, dialogue.followed_up_by = at, by
    _step(dialogue, state)
    inbox.settle(queries.DUE, queries.THING, dialogue.pk, by=by, at=at)
    audit.record("dialogue.followed_up", dialogue, by=by, at=at)
    return dialogue


def _locked(dialogue: Dialogue) -> Dialogue:
    rows = Dialogue.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "owner__account").get(pk=dialogue.pk)


def _require_in_chain(dialogue: Dialogue, by: Seat, at: datetime) -> None:
    """The act, and that the unit is in the leader's chain; another unit's draft is not there."""
    require(by, acts.FOLLOW_UP)
    queries.dialogue(by, dialogue.pk, localdate(at))


def _check(unit: Unit, words: Words, by: Seat, at: datetime) -> None:
    if not words.comment.strip():
        raise Refused("invalid", "Skriv, hvad I ser i resultaterne.")
    day = localdate(at)
    if words.due_on and words.due_on < day:
        raise Refused("invalid", "Vælg en dag, der ikke er gået.")
    if words.owner and words.owner not in queries.owners(unit, by, day):
        raise Refused("invalid", "Vælg en leder i enheden eller over den.")


def _told(words: Words) -> dict[str, object]:
    return {
        "comment": words.comment.strip(), "action": words.action.strip(),
        "owner": words.owner, "due_on": words.due_on,
    }  # fmt: skip


def _step(dialogue: Dialogue, state: str) -> None:
    dialogue.state = state
    dialogue.version += 1
    dialogue.save()


def _not_stale(dialogue: Dialogue, seen: int) -> None:
    if dialogue.version != seen:
        raise Refused("state", "En anden har ændret aftalen, siden du læste den. Læs den igen.")


def _stale(dialogue: Dialogue, words: Words) -> Refused:
    mine = {"comment": words.comment, "action": words.action}
    return Refused(
        "stale",
        "En anden har ændret aftalen, mens du skrev. Se begge udgaver, og gem igen.",
        mine=mine,
        theirs={name: getattr(dialogue, name) for name in mine},
        version=dialogue.version,
    )
