"""The data protection officer: who got a no, and look-ups that are shown later."""

from typing import Annotated

from django.utils.timezone import now
from ninja import Path, Router, Status

from sammenhaeng.access import operations as access
from sammenhaeng.access.operations import trail
from sammenhaeng.access.policy import auditors_door
from sammenhaeng.access.schemas.oversight import DelayNew, LineTold, Refusals
from sammenhaeng.design.api import Page, reads, writes

router = Router(auth=auditors_door, tags=["tilsyn"])
Number = Annotated[int, Path(ge=1, le=2**62)]


@router.get("/refusals", response=reads(Refusals))
def refusals(request, page: Page = 1):
    """Who of the authority wanted to open what they may not; reading it is written down."""
    return Refusals.of(trail.refusals(str(page), by=request.seat, at=now()))


@router.get("/use-lines/{line_number}", response=reads(LineTold))
def use_line(request, line_number: Number):
    """A look-up of the authority, by the number in the citizen's log."""
    return LineTold.of(trail.find_line(line_number, by=request.seat, at=now()))


@router.post("/use-lines/{line_number}/delay", response=writes())
def delay(request, line_number: Number, told: DelayNew):
    """Show a look-up to the citizen later, for a lawful reason; never not at all."""
    access.delay(line_number, **told.model_dump(), by=request.seat, at=now())
    return Status(204, None)
