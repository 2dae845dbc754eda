"""The citizen's own applications and decisions, and handing one in."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.policy import citizens_only
from sammenhaeng.benefits.forms import questions as forms
from sammenhaeng.benefits.operations import applications as verbs
from sammenhaeng.benefits.operations import decisions, opening
from sammenhaeng.benefits.pages.calculator import read
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import cases
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.rendering import render


@require_safe
@citizens_only
def mine(request):
    use = opening.own(request.seat, now())
    context = {
        "cases": queries.cases_of(use, use.citizen_id), "states": cases.STATES,
        "channels": cases.CHANNELS,
    }  # fmt: skip
    return render(request, "benefits/mine.html", context)


@require_safe
@citizens_only
def letter(request, application_id):
    use = opening.own(request.seat, now())
    case = queries.chosen(queries.cases_of(use, use.citizen_id), application_id)
    context = {
        "case": case, "person": persons.person(use), "states": cases.STATES,
        "levels": cases.LEVELS, "channels": cases.CHANNELS, "back": ("benefits:mine",),
    }  # fmt: skip
    page = "benefits/letter.html" if case.is_decided else "benefits/waiting.html"
    return render(request, page, context)


@require_POST
@citizens_only
def apply(request, benefit):
    at, today, seat = now(), localdate(), request.seat
    use = opening.own(seat, at, action="change")
    asked = read(request, benefit)
    office = queries.office(persons.person(use).kommune_code, today)
    told = forms.told(asked.questions, asked.answers, asked.family, today)
    wish = verbs.Wish(benefit, today, office, asked.family, told)
    made = verbs.hand_in(use.citizen_id, wish, machine=access_queries.machine(), by=seat, at=at)
    return redirect("benefits:my_letter", made.pk)


@require_POST
@citizens_only
def withdraw(request, application_id):
    at = now()
    use = opening.own(request.seat, at, action="change")
    case = queries.chosen(queries.cases_of(use, use.citizen_id), application_id)
    verbs.withdraw(case.application, by=request.seat, at=at)
    return redirect("benefits:mine")


@require_POST
@citizens_only
def replay(request, application_id):
    at = now()
    use = opening.own(request.seat, at)
    case = queries.chosen(queries.cases_of(use, use.citizen_id), application_id)
    found = decisions.replay(queries.made(case), by=request.seat, at=at)
    context = {"case": case, "found": found, "back": ("benefits:my_letter", application_id)}
    return render(request, "benefits/replayed.html", context)
