"""What of the trail is asked for: whose entries, and how far back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sammenhaeng.audit.queries import Asked
from sammenhaeng.organisation.models import Unit

PERIODS = {"1": timedelta(days=1), "30": timedelta(days=30), "365": timedelta(days=365)}


def asked(units: Iterable[Unit], period: str, act: str, at: datetime) -> Asked:
    """The entries of some units, of one act or of all, of the days before an instant."""
    return Asked(tuple(f"unit/{one.pk}" for one in units), at - PERIODS[period], at, act)
