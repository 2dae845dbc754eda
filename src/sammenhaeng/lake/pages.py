"""A3, large files: deliver one, say which column is which, read its receipt or its faults."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import seated
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

from . import operations, queries, reports, waiting
from .faults import Unreadable
from .forms import Columns, Upload, said_of
from .preview import kind_of, look

administrators = seated("administrator")
KEPT_IN = "lake"  # the session knows which file of its own waits


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def deliveries(request):
    if request.method != "POST":
        return _list(request, Upload(kinds=queries.schemas()))
    form = Upload(request.POST, request.FILES, kinds=queries.schemas())
    if not (form.is_valid() and _lay_down(request, form)):
        return _list(request, form, 422)
    if not _look(request).is_clear:
        return redirect("lake:columns")
    return _deliver(request, {})


def _lay_down(request, form) -> bool:
    """Let the file wait, with what is told of it; not when nobody and nothing tells its kind."""
    file = form.cleaned_data["file"]
    token = waiting.put(file.chunks(), file.name)
    try:
        kind = form.cleaned_data["kind"] or _kind(request, token, form.whence)
    except Refused as refused:
        waiting.remove(token)
        field = "file" if isinstance(refused, Unreadable) else "kind"
        form.add_error(field, gettext(refused.sentence).format(**refused.facts))
        return False
    told = {"kind": kind, "source": form.whence, "period": form.cleaned_data["period"]}
    request.session[KEPT_IN] = told | {"token": token, "name": file.name}
    return True


def _kind(request, token: str, source: str) -> str:
    kinds = {gettext(one.title): one for one in queries.schemas().values()}
    return kind_of(waiting.place(token), kinds, _source(request, source), {}).kind


def _source(request, name: str) -> queries.Source:
    return queries.Source(request.seat.unit.authority_id, name)


def _list(request, form, status=200):
    found = queries.delivered(request.seat.unit.authority_id)
    part = queries.page(found, request.GET.get("side", "1"))
    after = queries.successors(list(part.object_list))
    context = {"form": form, "deliveries": part, "after": after, "kinds": queries.schemas()}
    return render(request, "lake/deliveries.html", context, status)


def _waits(request):
    """What the session says of its waiting file; None when there is none any more."""
    told = request.session.get(KEPT_IN)
    return told if told and waiting.waits(told["token"]) else None


def _look(request):
    told = _waits(request)
    schema = queries.schema_of(told["kind"])
    return look(waiting.place(told["token"]), schema, _source(request, told["source"]))


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def columns(request):
    told = _waits(request)
    if told is None:
        return redirect("lake:deliveries")
    seen = _look(request)
    schema = queries.schema_of(told["kind"])
    form = Columns(request.POST or None, schema=schema, headers=seen.headers, initial=seen.known)
    if request.method == "POST" and form.is_valid():
        return _deliver(request, form.mapping())
    context = {"form": form, "told": told, "schema": schema}
    return render(request, "lake/columns.html", context, 422 if form.errors else 200)


def _deliver(request, mapping):
    told = request.session.pop(KEPT_IN)
    try:
        done = operations.deliver(
            waiting.place(told["token"]), queries.schema_of(told["kind"]), by=request.seat,
            at=now(), **said_of(told["name"], told["source"], told["period"], mapping),
        )  # fmt: skip
    finally:
        waiting.remove(told["token"])
    return redirect("lake:delivery", done.pk)


@require_safe
@administrators
def delivery(request, delivery_id):
    one = queries.delivery(delivery_id, request.seat.unit.authority_id)
    context = {
        "one": one,
        "counts": queries.counts(one),
        "faults": list(queries.faults(one)),
        "most": queries.FAULTS_SHOWN,
        "after": queries.successors([one]).get(one.pk),
        "title": queries.title_of(one),
        "refusal": queries.refusal(one) if one.is_refused else "",
    }
    return render(request, "lake/delivery.html", context)


@require_safe
@administrators
def faults_csv(request, delivery_id):
    one = queries.delivery(delivery_id, request.seat.unit.authority_id)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fejl-{one.pk}.csv"'
    reports.write(response, one)
    return response


@require_POST
@administrators
def withdraw(request, delivery_id):
    one = queries.delivery(delivery_id, request.seat.unit.authority_id)
    operations.withdraw(one, by=request.seat, at=now())
    return redirect("lake:delivery", one.pk)
