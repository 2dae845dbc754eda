"""Logging out: here first, then where one logged in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.design.rendering import render

from . import oidc


@require_POST
def log_out(request) -> HttpResponse:
    """The session ends here whatever the log-in service answers; then it is asked to end its own.

    It is a page that goes on by itself: form-action 'self' also stops the redirects of a form, and
    a broker may send the browser through several addresses.
    """
    proof = request.session.get(oidc.PROOF, "")
    request.session.flush()
    there = oidc.way_out(request, proof) if proof else ""
    if not there:
        return redirect("access:logged_out")
    answer = render(request, "access/logging_out.html", {"there": there})
    answer["Refresh"] = f"0; url={there}"
    return answer


@require_safe
def logged_out(request):
    return render(request, "access/logged_out.html", {})
