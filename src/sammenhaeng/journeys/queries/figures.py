"""Counts about plans, from the view without identity; ask inside access.operations.aggregate."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Parallel:
    """How many citizens (or households) have that many plans at once. Not yet disclosed."""

    plans: int
    number: int


def parallel_plans(counted: str, kommune_code: str | None = None) -> list[Parallel]:
    """`counted` is "citizen" or "household"; one kommune, or all of them together."""
    where = "kommune_code = %s" if kommune_code else "true"
    arguments = [counted, kommune_code] if kommune_code else [counted]
    with connection.cursor() as cursor:
        cursor.execute(
            "select plans::int, sum(number)::int from journeys_parallel_plans "
            f"where counted = %s and {where} group by plans order by plans",
            arguments,
        )
        return [Parallel(*row) for row in cursor.fetchall()]
