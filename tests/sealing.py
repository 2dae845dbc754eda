"""Sealing in tests that run beside others: a transaction of theirs holds the seal back for a while.

PostgreSQL counts transactions for a whole cluster, and the tests share one.
"""

import time

from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries


def seal_all() -> int:
    """Seal until no line is left; gives how many were sealed."""
    sealed, patience = 0, time.monotonic() + 120
    while queries.seals().unsealed and time.monotonic() < patience:
        sealed += access.seal(by=queries.machine(), at=now())
        time.sleep(0.05)
    return sealed
