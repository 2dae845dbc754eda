"""Held times are given back when their quarter of an hour has passed."""

from django.db import transaction
from django.utils.timezone import now
from procrastinate.contrib.django import app

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries

from .operations import appointments as verbs
from .queries import ledger as queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="journeys.release_holds")
def release_holds(timestamp: int) -> None:
    for citizen_id in queries.with_overdue_holds(now()):
        release_holds_of.defer(citizen_id=citizen_id)


@app.task
@transaction.atomic
def release_holds_of(citizen_id: int) -> None:
    at, by = now(), access_queries.machine()
    use = access.look_up(
        citizen_id, purpose="deadlines", seen=["appointments"], by=by, at=at, action="change"
    )
    for appointment in queries.overdue_holds(use, at):
        verbs.release(appointment, by=by, at=at)
