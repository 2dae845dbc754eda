"""The trail of acts, for the auditor and the administrator; reading it is written on it."""

from typing import Literal

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.operations import trail as verbs
from sammenhaeng.access.policy import trail_readers_door
from sammenhaeng.access.queries import people as queries
from sammenhaeng.access.queries.seats import by_id
from sammenhaeng.access.queries.trail import asked
from sammenhaeng.access.schemas.trail import ActTold, Check, Trail
from sammenhaeng.audit import queries as audit
from sammenhaeng.design.api import Id, reads, text, writes

router = Router(auth=trail_readers_door, tags=["revisionslog"])
Period = Literal["1", "30", "365"]


@router.get("/trail", response=reads(Trail))
def entries(
    request,
    period: Period = "30",
    act: text(60, least=0) = "",  # type: ignore[valid-type]
    unit: Id | None = None,
    before: Id | None = None,
):
    """What was done in the authority's units the last days, newest first, fifty at a time."""
    by, at, today = request.seat, now(), localdate()
    units = [queries.unit(by, unit, today)] if unit else queries.units(by, today)
    found = verbs.read(asked(units, period, act, at), before, by=by, at=at)
    return Trail.of(found, by_id({entry.seat_id for entry in found.entries}))


@router.get("/trail/acts", response=reads(list[ActTold]))
def acts(request):
    """Every act that the trail can be asked for."""
    return [ActTold(code=code, words=words) for code, words in audit.acts_in_words()]


@router.post("/trail/checks", response=writes(Check, 200))
def check(request):
    """Go through both logs from end to end; a long log takes a while."""
    return Status(200, Check.of(verbs.check(by=request.seat, at=now())))
