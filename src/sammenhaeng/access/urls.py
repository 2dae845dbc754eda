"""Addresses of logging in and out."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import pages

app_name = "access"
urlpatterns = [
    path(_("log-paa/"), pages.log_in, name="log_in"),
    path(_("log-paa/som/"), pages.log_in_as, name="log_in_as"),
    path(_("plads/"), pages.seats, name="seats"),
    path(_("plads/skift/"), pages.take_seat, name="take_seat"),
    path(_("log-af/"), pages.log_out, name="log_out"),
    path(_("logget-af/"), pages.logged_out, name="logged_out"),
    path("session/", pages.keep_alive, name="keep_alive"),
]
