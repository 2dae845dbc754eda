"""Targets, pools of money and visits of the travelling team."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.absence.forms import efforts as forms
from sammenhaeng.absence.operations import grants, targets, visits
from sammenhaeng.absence.queries import efforts as queries
from sammenhaeng.absence.queries import targets as target_queries
from sammenhaeng.absence.rules import efforts as rules
from sammenhaeng.absence.rules.targets import VERDICTS
from sammenhaeng.access.policy import personnel_only, seated
from sammenhaeng.design.rendering import render

from .follow_ups import filled, form_page

sharers_only = seated("hr", "administrator")
pool_readers = seated("leader", "hr", "administrator")


@require_safe
@personnel_only
def all_targets(request):
    rows = list(target_queries.targets_of(request.seat.unit))
    checks = target_queries.checks_of(rows)
    changes = target_queries.changes_of_system([one.unit for one in rows])
    context = {"targets": rows, "checks": checks, "verdicts": VERDICTS, "changes": changes}
    return render(request, "absence/targets.html", context)


@form_page
@personnel_only
def aim(request):
    at = now()
    units = queries.units_below(request.seat, localdate(at))
    form = forms.Target(filled(request), units=units, initial={"unit": request.seat.unit_id})
    if not form.is_valid():
        return _show(request, form, _("Sæt et mål"), "absence:targets", _("Mål for fravær"))
    unit = next(unit for unit in units if unit.pk == form.cleaned_data["unit"])
    targets.aim(unit, form.aim(), by=request.seat, at=at)
    return redirect("absence:targets")


@require_safe
@personnel_only
def all_visits(request):
    context = {
        "visits": queries.visits(request.seat),
        "effects": queries.effects_of(request.seat),
        "states": rules.STATES,
    }
    return render(request, "absence/visits.html", context)


@form_page
@personnel_only
def request_visit(request):
    at = now()
    teams = queries.teams(localdate(at))
    form = forms.Visit(filled(request), teams=teams)
    if not form.is_valid():
        return _show(request, form, _("Ønsk et besøg"), "absence:visits", _("Rejsehold"))
    team = next(unit for unit in teams if unit.pk == form.cleaned_data["team"])
    visits.request(request.seat.unit, team, form.cleaned_data["wish"], by=request.seat, at=at)
    return redirect("absence:visits")


@require_safe
@personnel_only
def visit(request, visit_id):
    found = queries.visit(request.seat, visit_id)
    context = {
        "visit": found,
        "effect": queries.effects_of(request.seat).get(found.pk),
        "states": rules.STATES,
        "moves": rules.VISIT[found.state],
        "is_team": found.team_id == request.seat.unit_id,
    }
    return render(request, "absence/visit.html", context)


@form_page
@personnel_only
def plan_visit(request, visit_id):
    found, form = queries.visit(request.seat, visit_id), forms.Planned(filled(request))
    if not form.is_valid():
        return _show(request, form, _("Aftal en dag"), "absence:visits", _("Rejsehold"))
    visits.plan(found, **form.cleaned_data, by=request.seat, at=now())
    return redirect("absence:visit", visit_id)


@form_page
@personnel_only
def act_on_visit(request, visit_id):
    found, form = queries.visit(request.seat, visit_id), forms.Acting(filled(request))
    if not form.is_valid():
        return _show(request, form, _("Efter besøget"), "absence:visits", _("Rejsehold"))
    visits.act(found, form.cleaned_data["action"], by=request.seat, at=now())
    return redirect("absence:visit", visit_id)


@require_POST
@personnel_only
def move_visit(request, visit_id):
    found = queries.visit(request.seat, visit_id)
    verb = visits.withdraw if request.POST.get("event") == "withdraw" else visits.hold
    verb(found, by=request.seat, at=now())
    return redirect("absence:visit", visit_id)


@require_safe
@pool_readers
def all_pools(request):
    return render(request, "absence/pools.html", {"pools": queries.pools()})


@require_safe
@pool_readers
def pool(request, pool_id):
    found = queries.pool(pool_id)
    context = {
        "pool": found,
        "applications": queries.applications_seen(found, request.seat),
        "states": rules.STATES,
        "rule": rules.RULE,
        "is_sharer": found.unit_id == request.seat.unit_id and request.seat.role != "leader",
        "may_apply": request.seat.role in ("leader", "hr"),
    }
    return render(request, "absence/pool.html", context)


@form_page
@personnel_only
def apply(request, pool_id):
    found, form = queries.pool(pool_id), forms.Application(filled(request))
    if not form.is_valid():
        return _show(request, form, _("Søg penge"), "absence:pools", _("Puljer"), found.name)
    grants.apply(found, request.seat.unit, form.wish(), by=request.seat, at=now())
    return redirect("absence:pool", pool_id)


@require_POST
@sharers_only
def share_out(request, pool_id):
    grants.share_out(queries.pool(pool_id), by=request.seat, at=now())
    return redirect("absence:pool", pool_id)


def _show(request, form, heading, back, back_to, lead=""):
    context = {"form": form, "heading": heading, "lead": lead, "back": (back,), "back_to": back_to}
    return render(request, "absence/form.html", context, 422 if form.errors else 200)
