"""Every quarter of an hour what stopped imports left behind is deleted."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from sammenhaeng.access import queries as access

from . import operations


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="lake.sweep")
def sweep(timestamp: int) -> None:
    operations.sweep(by=access.machine(), at=now())
