"""What is written to move a plan along its course."""

from datetime import date

from sammenhaeng.access.queries import Card
from sammenhaeng.design.api import Closed, Id, text


class Because(Closed):
    """Why, in words the citizen can read."""

    reason: text(2000)  # type: ignore[valid-type]


class HoldNew(Because):
    """Why a plan rests, and until when."""

    resume_on: date


class SummaryNew(Closed):
    """What came of the plan."""

    summary: text(4000)  # type: ignore[valid-type]


class Successor(Closed):
    """Someone who could coordinate instead."""

    seat: int
    who: Card


class HandOverNew(Closed):
    """Who coordinates from now on."""

    seat: Id
