"""A named employee's spells from the delivery: only through a Use of leader or HR."""

from collections.abc import Callable

import ibis
import pyarrow as pa
from ibis import _

from sammenhaeng.absence.rules.causes import SICKNESS
from sammenhaeng.access.operations import Use


def spells_of(
    use: Use, spells: ibis.Table, pseudonym: int, fetch: Callable[[ibis.Table], pa.Table]
) -> list[dict[str, object]]:
    """first_on, last_on and minutes of the employee's sickness absence, the last first.

    `pseudonym` is what the lake calls the employee; the cause is left out, also of work injury.
    """
    use.covers("absence")
    own = spells.filter(
        _.employee == pseudonym, _.cause.isin([str(cause) for cause in sorted(SICKNESS)])
    )
    rows = own.select("first_on", "last_on", "minutes").order_by(ibis.desc("first_on"))
    return fetch(rows).to_pylist()
