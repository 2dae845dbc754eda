"""Sending whoever is not logged in to log in, and what they were on their way to."""

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

WANTED = "wanted"  # in the session: the address to come to after logging in


def to_log_in(request: HttpRequest) -> HttpResponseRedirect:
    if request.method == "GET":
        request.session[WANTED] = request.get_full_path()
    return HttpResponseRedirect(reverse("access:log_in"))
