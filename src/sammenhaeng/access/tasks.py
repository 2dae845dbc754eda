"""The use log is sealed every minute."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from . import operations, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="access.seal")
def seal(timestamp: int) -> None:
    operations.seal(by=queries.machine(), at=now())
