"""Addresses of consents, the log and the look-up with a reason."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import citizen, facts, staff

app_name = "citizens"
urlpatterns = [
    path(_("borger/brug-af-oplysninger/"), citizen.my_log, name="my_log"),
    path(_("borger/brug-af-oplysninger/csv/"), citizen.my_log_csv, name="my_log_csv"),
    path(_("borger/samtykker/"), citizen.my_consents, name="my_consents"),
    path(_("borger/samtykker/<int:consent_id>/"), citizen.answer, name="answer_consent"),
    path(_("borger/samtykker/<int:consent_id>/traek/"), citizen.withdraw, name="withdraw_consent"),
    path(_("borger/samtykker/<int:consent_id>/forny/"), citizen.renew, name="renew_consent"),
    path(_("borger/oplysninger/"), facts.my_facts, name="my_facts"),
    path(_("borger/oplysninger/<int:fact_id>/"), facts.contest, name="contest_fact"),
    path(_("sag/borgere/<slug:code>/oplysninger/"), facts.facts, name="facts"),
    path(_("sag/opslag/ny/"), staff.register, name="register"),
    path(_("sag/opslag/"), staff.look_up, name="look_up"),
    path(_("sag/opslag/begrund/"), staff.open_with_reason, name="open_with_reason"),
    path(_("sag/borgere/<slug:code>/samtykke/"), staff.consents, name="consents"),
    path(
        _("sag/borgere/<slug:code>/samtykke/<int:consent_id>/mundtligt/"),
        staff.give_orally,
        name="give_orally",
    ),
    path(
        _("sag/borgere/<slug:code>/samtykke/<int:consent_id>/afslut/"),
        staff.end_consent,
        name="end_consent",
    ),
]
