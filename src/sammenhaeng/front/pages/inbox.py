"""What waits for staff, and one task of it: put off, given to a colleague, marked as done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import staff_only
from sammenhaeng.design.rendering import render
from sammenhaeng.front import queries
from sammenhaeng.front.forms import HandOver, PutOff
from sammenhaeng.front.operations import inbox as opening
from sammenhaeng.front.operations.inbox import OneTask
from sammenhaeng.inbox import operations as verbs
from sammenhaeng.kernel.refusal import Refused


@require_safe
@staff_only
def inbox(request):
    only = request.GET.get("vis", "")
    found = opening.inbox(request.seat, only, now(), localdate())
    return render(request, "front/inbox.html", {"inbox": found, "only": only})


@require_safe
@staff_only
def task(request, task_id):
    one = _one(request, task_id)
    return _page(request, one, PutOff(), HandOver(seats=one.colleagues))


@require_POST
@staff_only
def snooze_task(request, task_id):
    one, form = _one(request, task_id), PutOff(request.POST)
    if form.is_valid():
        with _no_stands_at(form, "until"):
            verbs.snooze(one.task, **form.cleaned_data, by=request.seat, at=now())
    if form.errors:
        return _page(request, one, form, HandOver(seats=one.colleagues))
    return redirect("front:inbox")


@require_POST
@staff_only
def assign_task(request, task_id):
    one = _one(request, task_id)
    form = HandOver(request.POST, seats=one.colleagues)
    if form.is_valid():
        with _no_stands_at(form, "to"):
            verbs.assign(one.task, to=form.colleague, by=request.seat, at=now())
    if form.errors:
        return _page(request, one, PutOff(), form)
    return redirect("front:inbox")


@require_POST
@staff_only
def finish_task(request, task_id):
    found = queries.task(request.seat, task_id, localdate())
    verbs.finish(found, by=request.seat, at=now())
    return redirect("front:inbox")


def _one(request, task_id: int) -> OneTask:
    return opening.task(request.seat, task_id, now(), localdate())


@contextmanager
def _no_stands_at(form: forms.Form, name: str) -> Iterator[None]:
    """A verb says what is wrong with an answer; it is read at the field of that answer."""
    try:
        yield
    except Refused as refused:
        if refused.code != "invalid":
            raise
        form.add_error(name, gettext(refused.sentence))


def _page(request, one: OneTask, put_off: PutOff, hand_over: HandOver):
    context = {"one": one, "put_off": put_off, "hand_over": hand_over}
    status = 422 if put_off.errors or hand_over.errors else 200
    return render(request, "front/task.html", context, status)
