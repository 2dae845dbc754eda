"""Addresses of benefits: the calculator, the citizen's own, the caseworker's, the review."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import bills, calculator, cases, mine, review, simulator, taking_in

app_name = "benefits"
urlpatterns = [
    path(_("ydelser/"), calculator.choose, name="choose"),
    path(_("ydelser/<slug:benefit>/"), calculator.ask, name="ask"),
    path(_("ydelser/<slug:benefit>/kurve/"), calculator.curve_csv, name="curve_csv"),
    path(_("ydelser/<slug:benefit>/ansoegning/"), mine.apply, name="apply"),
    path(_("borger/ydelser/"), mine.mine, name="mine"),
    path(_("borger/ydelser/<int:application_id>/"), mine.letter, name="my_letter"),
    path(_("borger/ydelser/<int:application_id>/fortryd/"), mine.withdraw, name="withdraw"),
    path(_("borger/ydelser/<int:application_id>/igen/"), mine.replay, name="replay_mine"),
    path(_("sag/<slug:code>/ydelse/"), cases.case, name="case"),
    path(_("sag/<slug:code>/ydelse/ny/"), taking_in.choose, name="choose_for"),
    path(_("sag/<slug:code>/ydelse/ny/<slug:benefit>/"), taking_in.take_in, name="take_in"),
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
    path(_("regelkontor/ydelser/"), simulator.simulators, name="simulators"),
    path(_("regelkontor/ydelser/<slug:name>/"), simulator.simulator, name="simulator"),
    path(_("regelkontor/ydelser/<slug:name>/csv/"), simulator.simulator_csv, name="simulator_csv"),
    path(_("regelkontor/ydelser/<slug:name>/gem/"), simulator.keep_scenario, name="keep_scenario"),
    path(_("regelkontor/lovforslag/"), bills.all_bills, name="bills"),
    path(_("regelkontor/lovforslag/csv/"), bills.years_csv, name="bills_csv"),
    path(_("regelkontor/lovforslag/nyt/"), bills.open_bill, name="open_bill"),
    path(_("regelkontor/lovforslag/<int:bill_id>/"), bills.bill, name="bill"),
    path(_("regelkontor/lovforslag/<int:bill_id>/csv/"), bills.bill_csv, name="bill_csv"),
    path(_("regelkontor/lovforslag/<int:bill_id>/rapport/"), bills.report, name="bill_report"),
    path(_("regelkontor/lovforslag/<int:bill_id>/tekst/"), bills.text, name="bill_text"),
    path(_("regelkontor/lovforslag/<int:bill_id>/send/"), bills.send, name="send_bill"),
    path(
        _("regelkontor/lovforslag/<int:bill_id>/punkt/<slug:code>/"), bills.point,
        name="bill_point",
    ),
    path(
        _("regelkontor/lovforslag/<int:bill_id>/anbefaling/<slug:code>/"), bills.advise,
        name="advise_bill",
    ),
    path(
        _("regelkontor/lovforslag/<int:bill_id>/fulgt/<slug:code>/"), bills.heed, name="heed_bill"
    ),
    path(
        _("regelkontor/lovforslag/<int:bill_id>/<slug:event>/"), bills.move, name="move_bill"
    ),
    path(_("leder/ydelser/"), review.review, name="review"),
    path(_("leder/ydelser/csv/"), review.review_csv, name="review_csv"),
]  # fmt: skip
