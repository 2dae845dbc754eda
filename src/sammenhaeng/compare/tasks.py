"""A year is reckoned again when other deliveries are in force than those it was made from."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from sammenhaeng.access import queries as access

from .operations import figures as verbs
from .queries import figures as queries


@app.task
def reckon(room: str, year: int) -> None:
    if not queries.is_current(room, year):
        verbs.reckon(room, year, by=access.machine(), at=now())
