"""The levels behind the applications to a pool, for those who share it out."""

from django.views.decorators.http import require_safe

from sammenhaeng.absence.queries import efforts
from sammenhaeng.access.policy import seated
from sammenhaeng.compare.queries import levels as queries
from sammenhaeng.design.rendering import render

from .public import as_file

sharers_only = seated("hr", "administrator")


@require_safe
@sharers_only
def levels(request, pool_id):
    pool = efforts.pool(pool_id)
    context = {"pool": pool, "table": queries.table(pool, request.seat)}
    return render(request, "compare/levels.html", context)


@require_safe
@sharers_only
def levels_csv(request, pool_id):
    return as_file(queries.table(efforts.pool(pool_id), request.seat), "niveauer")
