"""The disclosure gate: the only way a number about people leaves a room.

Small numbers, dominated sums and cells that tell an attribute of everybody are hidden; so is what
would give those away; then the gate itself tries to work them out, with everything published
before, and lets nothing through that it can tell.
"""

from .audit import Fault
from .gate import Failed, Passed, release
from .ledger import Published
from .programmes import Interval
from .rates import Rates
from .rules import FEWEST, FEWEST_FULL_TIME, Reason, Rules
from .small import Released, disclose
from .tables import TOTAL, Hierarchy, Table, flat
from .values import HIDDEN, Disclosed, beside, from_ledger, posts

__all__ = [
    "FEWEST", "FEWEST_FULL_TIME", "HIDDEN", "TOTAL", "Disclosed", "Failed", "Fault", "Hierarchy",
    "Interval", "Passed", "Published", "Rates", "Reason", "Released", "Rules", "Table", "beside",
    "disclose", "flat", "from_ledger", "posts", "release",
]  # fmt: skip
