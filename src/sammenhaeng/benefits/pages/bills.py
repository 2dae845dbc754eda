"""A026: is a bill ready to be carried out digitally? Its assessment, its way, its report."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import rules_office_only
from sammenhaeng.benefits.forms import bills as forms
from sammenhaeng.benefits.operations import bills as verbs
from sammenhaeng.benefits.queries import assessments
from sammenhaeng.benefits.queries import bills as queries
from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.benefits.rules import hints
from sammenhaeng.design.charts.chart import as_csv
from sammenhaeng.design.rendering import render

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@rules_office_only
def all_bills(request):
    context = {
        "bills": queries.bills(request.seat), "states": rules.STATES,
        "years": assessments.years_table(queries.years(request.seat)),
    }  # fmt: skip
    return render(request, "benefits/bills.html", context)


@require_safe
@rules_office_only
def years_csv(request):
    return _file(assessments.years_table(queries.years(request.seat)), "lovforslag")


def _file(table, name: str) -> HttpResponse:
    answer = HttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@form_page
@rules_office_only
def open_bill(request):
    form = forms.NewBill(_filled(request))
    if not form.is_valid():
        return _show(request, form, _("Nyt lovforslag"), ("benefits:bills",), _("Lovforslag"))
    opened = verbs.open_bill(**form.cleaned_data, by=request.seat, at=now())
    return redirect("benefits:bill", opened.pk)


def _filled(request):
    return request.POST if request.method == "POST" else None


def _show(request, form, heading: str, back: tuple, back_to: str, **more):
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "back_to": back_to,
        "lead": "",
    } | more
    return render(request, "benefits/bill_form.html", context)


@require_safe
@rules_office_only
def bill(request, bill_id):
    told = queries.told(queries.bill(request.seat, bill_id))
    return render(request, "benefits/bill.html", _context(told))


def _context(told: queries.BillTold) -> dict[str, object]:
    return {
        "told": told, "bill": told.bill, "states": rules.STATES, "steps": rules.STEPS,
        "way": assessments.steps(told), "kind_of": assessments.kind_of,
        "word_of": assessments.word_of, "followed": assessments.followed,
        "counted": assessments.hints_table(told.hints),
        "moves": [one for one in rules.BILL[told.bill.state] if one in verbs.PLAIN],
        "may": rules.BILL[told.bill.state], "today": localdate(),
    }  # fmt: skip


@require_safe
@rules_office_only
def report(request, bill_id):
    told = queries.told(queries.bill(request.seat, bill_id))
    return render(request, "benefits/bill_report.html", _context(told))


@require_safe
@rules_office_only
def bill_csv(request, bill_id):
    told = queries.told(queries.bill(request.seat, bill_id))
    return _file(assessments.file_of(told), f"lovforslag-{bill_id}")


@form_page
@rules_office_only
def text(request, bill_id):
    found = queries.bill(request.seat, bill_id)
    last = queries.text_of(found)
    start = {"text": last.text if last else "", "seen": last.version if last else 0}
    form = forms.Pasted(_filled(request), initial=start)
    if not form.is_valid():
        noticed = queries.hints_of(last)
        context = {
            "form": form, "bill": found, "text": last, "hints": noticed, "kinds": hints.kinds(),
            "is_writable": found.state in rules.WRITABLE,
        }  # fmt: skip
        return render(request, "benefits/bill_text.html", context)
    verbs.keep_text(found, **form.cleaned_data, by=request.seat, at=now())
    return redirect("benefits:bill_text", bill_id)


@form_page
@rules_office_only
def point(request, bill_id, code):
    found, one = queries.bill(request.seat, bill_id), queries.point(code)
    versions = queries.versions_of(found, code)
    form = forms.Answer(_filled(request), point=one, initial=_start(versions))
    if not form.is_valid():
        context = {
            "form": form, "bill": found, "point": one, "versions": versions,
            "advice": queries.advice_of(found).get(code), "answers": rules.REPLIES,
            "hints": [hint for hint in queries.hints_of(queries.text_of(found))
                      if hint.kind in one.hints],
            "is_writable": found.state in rules.WRITABLE,
        }  # fmt: skip
        return render(request, "benefits/bill_point.html", context)
    seen = form.cleaned_data["seen"]
    verbs.answer(found, code, form.told(), seen=seen, by=request.seat, at=now())
    return redirect("benefits:bill", bill_id)


def _start(versions) -> dict[str, object]:
    last = versions[0] if versions else None
    names = ("answer", "provisions", "evidence", "mitigation")
    written = {name: getattr(last, name) for name in names} if last else {}
    return {**written, "seen": last.version if last else 0}


@form_page
@rules_office_only
def send(request, bill_id):
    found, today = queries.bill(request.seat, bill_id), localdate()
    start = {"hearing_on": today + rules.BEFORE_HEARING}
    form = forms.Sending(_filled(request), today=today, initial=start)
    if form.is_valid():
        verbs.send(found, **form.cleaned_data, by=request.seat, at=now())
        return redirect("benefits:bill", bill_id)
    lead = _("Sekretariatet for digitaliseringsklar lovgivning skal have det seks uger før.")
    return _of_bill(request, form, found, _("Send til sekretariatet"), lead)


def _of_bill(request, form, found, heading: str, lead: str = ""):
    return _show(request, form, heading, ("benefits:bill", found.pk), found.title, lead=lead)


@form_page
@rules_office_only
def advise(request, bill_id, code):
    found, one = queries.bill(request.seat, bill_id), queries.point(code)
    noted = queries.advice_of(found).get(code)
    start = {"recommendation": noted.recommendation if noted else ""}
    form = forms.Advised(_filled(request), initial=start)
    if not form.is_valid():
        return _of_bill(request, form, found, _("Anbefaling: {point}").format(point=_(one.title)))
    advice = verbs.Advice(code, **form.cleaned_data)
    verbs.note_advice(found, advice, by=request.seat, at=now())
    return redirect("benefits:bill", bill_id)


@form_page
@rules_office_only
def heed(request, bill_id, code):
    found, one = queries.bill(request.seat, bill_id), queries.point(code)
    noted, form = queries.advice_of(found).get(code), forms.Heeded(_filled(request))
    if not form.is_valid():
        heading = _("Svar på anbefalingen: {point}").format(point=_(one.title))
        return _of_bill(request, form, found, heading, noted.recommendation if noted else "")
    verbs.heed(found, code, form.told(), by=request.seat, at=now())
    return redirect("benefits:bill", bill_id)


@require_POST
@rules_office_only
def move(request, bill_id, event):
    found = queries.bill(request.seat, bill_id)
    if event == "hear":
        verbs.hear(found, by=request.seat, at=now())
    else:
        verbs.move(found, event, by=request.seat, at=now())
    return redirect("benefits:bill", bill_id)
