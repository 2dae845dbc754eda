"""Jobs whose worker died are tried again, and sessions that have ended are removed."""

from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import now
from procrastinate.contrib.django import app


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="config.retry_stalled", pass_context=True)
async def retry_stalled(context, timestamp: int) -> None:
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job, retry_at=now())


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="config.clear_sessions")
def clear_sessions(timestamp: int) -> None:
    SessionStore.clear_expired()
