"""Addresses of logging in, seats, people, the trail and its oversight."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import entry, leaving, oidc, oversight, people, trail

app_name = "access"
urlpatterns = [
    path(_("log-paa/"), entry.log_in, name="log_in"),
    path(_("log-paa/som/"), entry.log_in_as, name="log_in_as"),
    path(_("log-paa/tjeneste/"), oidc.go, name="oidc"),
    path(_("log-paa/tilbage/"), oidc.back, name="oidc_back"),
    path(_("plads/"), entry.seats, name="seats"),
    path(_("plads/skift/"), entry.take_seat, name="take_seat"),
    path(_("log-af/"), leaving.log_out, name="log_out"),
    path(_("logget-af/"), leaving.logged_out, name="logged_out"),
    path("session/", entry.keep_alive, name="keep_alive"),
    path(_("administration/brugere/"), people.people, name="people"),
    path(_("administration/brugere/csv/"), people.people_csv, name="people_csv"),
    path(_("administration/brugere/ny/"), people.register, name="register"),
    path(_("administration/brugere/<int:account_id>/"), people.person, name="person"),
    path(_("administration/brugere/<int:account_id>/plads/"), people.give_seat, name="give_seat"),
    path(_("administration/pladser/<int:seat_id>/afslut/"), people.end_seat, name="end_seat"),
    path(
        _("administration/pladser/<int:seat_id>/stedfortraeder/"), people.stand_in, name="stand_in"
    ),
    path(
        _("administration/pladser/<int:seat_id>/stedfortraeder/slut/"), people.end_stand_in,
        name="end_stand_in",
    ),
    path(_("administration/revisionslog/"), trail.entries, name="trail"),
    path(_("administration/revisionslog/csv/"), trail.entries_csv, name="trail_csv"),
    path(_("administration/revisionslog/efterproev/"), trail.check, name="check_trail"),
    path(_("tilsyn/afvisninger/"), oversight.refusals, name="refusals"),
    path(_("tilsyn/opslag/"), oversight.find_line, name="find_line"),
    path(_("tilsyn/opslag/<int:number>/"), oversight.delay, name="delay"),
]  # fmt: skip
