"""Making one plan out of several: what is replaced or linked, and the proof that all is covered."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms.plans import Covering
from sammenhaeng.journeys.operations import sources
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import DRAFT, IN_FORCE, plan_types

from .editing import opened_for


@require_safe
@staff_only
def merge(request, code):
    opened = opened_for(request, code, now())
    taken = [*opened.view.replaced, *opened.view.linked] if opened.view else []
    inside = {one.source_id for one in taken}
    found = [one for one in queries.statutory(opened.use) if one.pk not in inside]
    parts = queries.parts(opened.use, [one.source_id for one in taken])
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "opened": opened,
        "plan": opened.the_plan,
        "is_draft": opened.the_plan.state == DRAFT,
        "kinds": plan_types(),
        "today": localdate(),
        "free": [one for one in found if one.state == IN_FORCE],
        "taken": [(one, _covering(opened, one), parts[one.source_id]) for one in taken],
    }
    return render(request, "journeys/merge.html", context)


def _lines(view) -> list[tuple[str, str]]:
    """Every goal and effort of the plan as a choice."""
    lines = []
    for goal in view.goals:
        lines.append((f"g{goal.goal.pk}", goal.goal.title))
        lines += [(f"a{one.pk}", f"– {one.title}") for one in goal.activities]
    return lines


def _covering(opened, replacement, data=None) -> Covering | None:
    if replacement.is_link:
        return None
    covered = coverage.coverage_of(opened.use, opened.plan)[replacement.pk]
    initial = {
        key: f"a{one.activity_id}" if one.activity_id else f"g{one.goal_id}"
        for key, one in covered.items()
    }
    kind, lines = replacement.source.kind, _lines(opened.view)
    return Covering(
        data, kind=kind, lines=lines, initial=initial, auto_id=f"id_{replacement.pk}_%s"
    )


@require_POST
@staff_only
def take_in(request, code, source_id):
    at = now()
    opened = opened_for(request, code, at)
    source = queries.statutory_plan(opened.use, source_id)
    verb = sources.link if request.POST.get("how") == "link" else sources.replace
    verb(opened.the_plan, source, by=request.seat, at=at)
    return redirect("journeys:merge", code)


@require_POST
@staff_only
def cover(request, code, replacement_id):
    at = now()
    opened = opened_for(request, code, at)
    replacement = queries.replacement(opened.use, opened.the_plan, replacement_id)
    form = _covering(opened, replacement, request.POST)
    if form is not None and form.is_valid():
        lines = queries.lines_by_choice(opened.view)
        chosen = {key: lines[value] for key, value in form.cleaned_data.items() if value}
        for key, line in chosen.items():
            sources.cover(replacement, key, line, by=request.seat, at=at)
    return redirect("journeys:merge", code)
