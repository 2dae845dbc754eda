"""Consents are warned of and end with their last day, every night, one citizen at a time."""

from django.db import transaction
from django.utils.timezone import localdate, now
from procrastinate.contrib.django import app

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries

from .operations import consents as verbs
from .queries import consents as queries

SEEN = ["consent", "plan", "statutory_plan"]  # a plan that rests on the consent ends with it


@app.periodic(cron="5 0 * * *")
@app.task(queueing_lock="citizens.expire_consents")
def expire_consents(timestamp: int) -> None:
    for citizen_id in queries.with_overdue(localdate()):
        expire_consents_of.defer(citizen_id=citizen_id)


@app.task
@transaction.atomic
def expire_consents_of(citizen_id: int) -> None:
    at, by = now(), access_queries.machine()
    use = access.look_up(citizen_id, purpose="deadlines", seen=SEEN, by=by, at=at, action="change")
    for consent in queries.overdue(use, localdate(at)):
        verbs.expire(consent, by=by, at=at)


@app.periodic(cron="15 0 * * *")
@app.task(queueing_lock="citizens.warn_of_consents")
def warn_of_consents(timestamp: int) -> None:
    for citizen_id in queries.with_some_to_warn_of(localdate()):
        warn_of_consents_of.defer(citizen_id=citizen_id)


@app.task
@transaction.atomic
def warn_of_consents_of(citizen_id: int) -> None:
    at, by = now(), access_queries.machine()
    use = access.look_up(
        citizen_id, purpose="deadlines", seen=["consent"], by=by, at=at, action="change"
    )
    for consent in queries.to_warn_of(use, localdate(at)):
        verbs.warn(consent, by=by, at=at)
