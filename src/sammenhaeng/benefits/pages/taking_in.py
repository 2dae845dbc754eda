"""M15, an application that a caseworker takes in for a citizen who asks in another way."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.operations import Use
from sammenhaeng.access.policy import staff_only
from sammenhaeng.benefits.forms import questions as asking
from sammenhaeng.benefits.forms import settling as forms
from sammenhaeng.benefits.operations import applications as verbs
from sammenhaeng.benefits.operations import opening
from sammenhaeng.benefits.pages.calculator import Asked, asked_of, brought, stop_of
from sammenhaeng.benefits.pages.cases import done
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.queries import guidance
from sammenhaeng.benefits.rules import evidence, laws
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.questions import questions
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.rendering import render
from sammenhaeng.organisation.models import Unit

SEND = "modtag"  # the button that sends the application


@dataclass(frozen=True)
class Desk:
    """A citizen in front of a caseworker of the unit that decides."""

    code: str
    use: Use
    person: Person
    office: Unit


def _desk(request, code: str, action: str = "read") -> Desk:
    at = now()
    use = opening.case(request.seat, persons.id_of(code), at, action=action)
    person = persons.person(use)
    office = queries.own_office(request.seat, person.kommune_code, localdate(at))
    return Desk(code, use, person, office)


@require_safe
@staff_only
def choose(request, code):
    desk = _desk(request, code)
    context = {
        "code": code, "person": desk.person, "benefits": [questions(name) for name in laws.names()],
        "open": queries.open_by_law(desk.use), "seat": request.seat,
    }  # fmt: skip
    return render(request, "benefits/choose_for.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def take_in(request, code, benefit):
    wanted = asked_of(benefit)
    desk = _desk(request, code, "change" if SEND in request.POST else "read")
    known = guidance.known(wanted, queries.registers_say(desk.use, wanted))
    asked = brought(wanted, known, request.POST)
    if SEND in request.POST:
        return _send(request, desk, asked)
    if benefit in queries.open_by_law(desk.use):
        return redirect("benefits:choose_for", code)
    stop = stop_of(request, asked)
    if stop.is_past:
        form = forms.TakeIn(initial={"received_on": localdate(desk.use.at)})
        return _check(request, desk, stop.asked, form)
    context = stop.context | {"code": code, "person": desk.person}
    return render(request, "benefits/ask_for.html", context, 422 if stop.wrong else 200)


def _send(request, desk: Desk, asked: Asked):
    form = forms.TakeIn(request.POST)
    if form.is_valid() and (made := done(form, "received_on", lambda: _taken_in(
        request.seat, desk, asked, form.cleaned_data
    ))):  # fmt: skip
        return redirect("benefits:case_of", desk.code, made.pk)
    return _check(request, desk, asked, form)


def _taken_in(seat, desk: Desk, asked: Asked, received):
    day = received["received_on"]
    wish = verbs.Wish(asked.questions.law.name, day, desk.office, asked.family, _told(asked, day))
    return verbs.take_in(
        desk.use.citizen_id, wish, received["channel"], machine=access_queries.machine(), by=seat,
        at=desk.use.at,
    )  # fmt: skip


def _told(asked: Asked, on: date) -> list[Told]:
    return asking.told(asked.questions, asked.answers, asked.family, on, evidence.WRITTEN_DOWN)


def _check(request, desk: Desk, asked: Asked, form: forms.TakeIn):
    law, told = asked.questions.law, _told(asked, localdate(desk.use.at))
    context = {
        "code": desk.code, "person": desk.person, "questions": asked.questions, "form": form,
        "steps": asked.steps, "answers": queries.answers(law, told, asked.family.size),
        "carried": list(asking.carry(asked.answers, asked.family)),
    }  # fmt: skip
    return render(request, "benefits/check_for.html", context, 422 if form.errors else 200)
