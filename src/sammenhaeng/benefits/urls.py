"""Addresses of benefits: the calculator, the citizen's own, the caseworker's, the review."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import calculator, cases, mine, review

app_name = "benefits"
urlpatterns = [
    path(_("ydelser/"), calculator.choose, name="choose"),
    path(_("ydelser/<slug:name>/"), calculator.ask, name="ask"),
    path(_("ydelser/<slug:name>/kurve/"), calculator.curve_csv, name="curve_csv"),
    path(_("ydelser/<slug:name>/ansoegning/"), mine.apply, name="apply"),
    path(_("borger/ydelser/"), mine.mine, name="mine"),
    path(_("borger/ydelser/<int:application_id>/"), mine.letter, name="my_letter"),
    path(_("borger/ydelser/<int:application_id>/fortryd/"), mine.withdraw, name="withdraw"),
    path(_("borger/ydelser/<int:application_id>/igen/"), mine.replay, name="replay_mine"),
    path(_("sag/<slug:code>/ydelse/"), cases.case, name="case"),
    path(_("sag/<slug:code>/ydelse/<int:application_id>/"), cases.case, name="case_of"),
    path(
        _("sag/<slug:code>/ydelse/<int:application_id>/oplysning/"), cases.establish,
        name="establish",
    ),
    path(
        _("sag/<slug:code>/ydelse/<int:application_id>/hent/"), cases.gather_again,
        name="gather_again",
    ),
    path(_("sag/<slug:code>/ydelse/<int:application_id>/afgoer/"), cases.settle, name="settle"),
    path(_("sag/<slug:code>/ydelse/<int:application_id>/brev/"), cases.letter, name="letter"),
    path(_("sag/<slug:code>/ydelse/<int:application_id>/igen/"), cases.replay, name="replay"),
    path(_("leder/ydelser/"), review.review, name="review"),
    path(_("leder/ydelser/csv/"), review.review_csv, name="review_csv"),
]  # fmt: skip
