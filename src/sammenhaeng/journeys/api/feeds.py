"""The citizen's calendar as a subscription."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import now
from ninja import Router, Status

from sammenhaeng.access.policy import citizens_door
from sammenhaeng.design.api import Closed, reads, writes
from sammenhaeng.journeys.operations import feeds as verbs
from sammenhaeng.journeys.operations import opening
from sammenhaeng.journeys.queries import feeds

router = Router(auth=citizens_door, tags=["kalender"])
ADDRESS = "/me/calendar-subscription"


class Subscription(Closed):
    """When the address that works was made; null without one. The address itself is told once."""

    made_at: datetime | None


class Address(Closed):
    """The secret address: whoever has it sees when the citizen is busy, and never with what."""

    address: str


@router.get(ADDRESS, response=reads(Subscription))
def subscription(request):
    """Whether my calendar can be subscribed to."""
    found = feeds.feed(opening.own_feed(request.seat, now()))
    return Subscription(made_at=found.made_at if found else None)


@router.post(ADDRESS, response=writes(Address, 201))
def subscribe(request):
    """Make a new address for my calendar; the former one stops working."""
    at, seat = now(), request.seat
    opening.own_feed(seat, at, action="change")
    path = reverse("journeys:feed", args=[verbs.open_feed(by=seat, at=at)])
    return Status(201, Address(address=request.build_absolute_uri(path)))


@router.api_operation(["DELETE"], ADDRESS, response=writes())
def unsubscribe(request):
    """Let the address of my calendar stop working."""
    at, seat = now(), request.seat
    opening.own_feed(seat, at, action="change")
    verbs.close_feed(by=seat, at=at)
    return Status(204, None)
