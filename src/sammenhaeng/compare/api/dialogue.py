"""Dialogues on results in the chain of leaders."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import leaders_door
from sammenhaeng.compare.operations import dialogue as verbs
from sammenhaeng.compare.queries import dialogue as queries
from sammenhaeng.compare.rules.dialogue import Period, usual
from sammenhaeng.compare.schemas.dialogue import (
    DialogueTold,
    Outcome,
    PeriodCode,
    Read,
    SheetTold,
    WordsChanged,
    WordsNew,
)
from sammenhaeng.design.api import Id, Made, Written, reads, writes

router = Router(auth=leaders_door, tags=["opfølgning"])


@router.get("/follow-up", response=reads(SheetTold))
def own_sheet(request, period: PeriodCode | None = None):
    """The sheet of the leader's own unit; without a period, of the last quarter that has ended."""
    return _sheet(request.seat, request.seat.own_unit.pk, period)


@router.get("/follow-up/due", response=reads(list[DialogueTold]))
def due(request):
    """The agreements that the leader owns and must follow up, by their day."""
    return [DialogueTold.of(one) for one in queries.due(request.seat, localdate())]


@router.get("/follow-up/{unit_id}", response=reads(SheetTold))
def sheet(request, unit_id: Id, period: PeriodCode | None = None):
    """The same sheet of a unit in the leader's chain."""
    return _sheet(request.seat, unit_id, period)


def _sheet(seat, unit_id: int, code: str | None) -> SheetTold:
    today = localdate()
    unit = queries.unit_of(seat, unit_id, today)
    period = Period.read(code) if code else usual(today)
    told = queries.sheet(unit, period, seat, today)
    return SheetTold.of(told, queries.owners(unit, seat, today))


@router.post("/follow-up/{unit_id}/{period}", response=writes(Made, 201))
def draft(request, unit_id: Id, period: PeriodCode, told: WordsNew):
    """Begin the dialogue on a period; only the unit's own leader."""
    seat, today = request.seat, localdate()
    unit = queries.unit_of(seat, unit_id, today)
    words = told.words(queries.owners(unit, seat, today))
    made = verbs.draft(unit, Period.read(period), words, by=seat, at=now())
    return Status(201, Made(id=made.pk))


@router.put("/dialogues/{dialogue_id}", response=writes(Written, 200))
def write(request, dialogue_id: Id, told: WordsChanged):
    """Change what a dialogue says, until it is agreed."""
    seat, today = request.seat, localdate()
    one = queries.dialogue(seat, dialogue_id, today)
    words = told.words(queries.owners(one.unit, seat, today))
    done = verbs.write(one, words, seen=told.seen, by=seat, at=now())
    return Written(id=done.pk, version=done.version)


@router.post("/dialogues/{dialogue_id}/share", response=writes(Written, 200))
def share(request, dialogue_id: Id, told: Read):
    """Let the level above read the draft."""
    one = queries.dialogue(request.seat, dialogue_id, localdate())
    done = verbs.share(one, seen=told.seen, by=request.seat, at=now())
    return Written(id=done.pk, version=done.version)


@router.post("/dialogues/{dialogue_id}/agree", response=writes(Written, 200))
def agree(request, dialogue_id: Id, told: Read):
    """Agree on the action, from the level above."""
    one = queries.dialogue(request.seat, dialogue_id, localdate())
    done = verbs.agree(one, seen=told.seen, by=request.seat, at=now())
    return Written(id=done.pk, version=done.version)


@router.post("/dialogues/{dialogue_id}/outcome", response=writes(Written, 200))
def follow_up(request, dialogue_id: Id, told: Outcome):
    """Say how the agreed action went."""
    one = queries.dialogue(request.seat, dialogue_id, localdate())
    done = verbs.follow_up(one, **told.model_dump(), by=request.seat, at=now())
    return Written(id=done.pk, version=done.version)
