"""Addresses of plans."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import (
    calendar,
    citizen,
    course,
    editing,
    feeds,
    figures,
    importing,
    meetings,
    merging,
    plan,
    statutory,
)

app_name = "journeys"
urlpatterns = [
    path(_("borger/plan/"), citizen.my_plan, name="my_plan"),
    path(_("borger/plan/svar/"), citizen.answer, name="answer_plan"),
    path(_("borger/plan/ord/"), citizen.own_words, name="own_words"),
    path(_("borger/plan/kommentar/"), citizen.comment, name="my_comment"),
    path(_("borger/plan/aendring/<int:activity_id>/"), citizen.change, name="answer_change"),
    path(_("borger/plan/nyt-maal/"), citizen.add_goal, name="my_new_goal"),
    path(_("borger/plan/<int:goal_id>/"), citizen.my_goal, name="my_goal"),
    path(_("borger/plan/<int:goal_id>/svar/"), citizen.answer_goal, name="answer_goal"),
    path(_("borger/plan/<int:goal_id>/skridt/"), citizen.add_step, name="my_step"),
    path(_("borger/plan/skridt/<int:step_id>/"), citizen.finish_step, name="my_step_done"),
    path(_("borger/kontaktperson/"), citizen.my_contact, name="my_contact"),
    path(_("borger/kalender/"), calendar.my_calendar, name="my_calendar"),
    path(_("borger/kalender/fil/"), calendar.my_calendar_file, name="my_calendar_file"),
    path(_("borger/kalender/abonnement/"), feeds.my_feed, name="my_feed"),
    path(_("borger/kalender/abonnement/luk/"), feeds.close, name="close_feed"),
    path(_("kalender/<str:secret>.ics"), feeds.feed, name="feed"),
    path(_("borger/kalender/<int:meeting_id>/"), calendar.my_meeting, name="my_meeting"),
    path(_("borger/kalender/<int:meeting_id>/ja/"), calendar.confirm, name="confirm"),
    path(_("borger/kalender/<int:meeting_id>/svar/"), calendar.wish, name="wish"),
    path(_("sag/borgere/<slug:code>/kalender/"), calendar.case_calendar, name="case_calendar"),
    path(_("sag/borgere/<slug:code>/moede/"), calendar.plan_meeting, name="plan_meeting"),
    path(_("sag/borgere/<slug:code>/plan/"), plan.show, name="plan"),
    path(_("leder/planer/"), figures.parallel_plans, name="parallel_plans"),
    path(_("leder/planer/csv/"), figures.parallel_plans_csv, name="parallel_plans_csv"),
    path(_("sag/borgere/<slug:code>/plan/csv/"), figures.efforts_csv, name="efforts_csv"),
    path(_("sag/borgere/<slug:code>/plan/kommentar/"), plan.comment, name="comment"),
    path(_("sag/borgere/<slug:code>/plan/send/"), plan.propose, name="propose"),
    path(_("sag/borgere/<slug:code>/plan/begynd/"), editing.start, name="start"),
    path(_("sag/borgere/<slug:code>/plan/maal/"), editing.add_goal, name="add_goal"),
    path(
        _("sag/borgere/<slug:code>/plan/maal/<int:goal_id>/indsats/"),
        editing.add_activity,
        name="add_activity",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/indsats/<int:activity_id>/"),
        editing.change_activity,
        name="change_activity",
    ),
    path(
        _("sag/borgere/<slug:code>/kalender/<int:meeting_id>/"),
        meetings.case_meeting,
        name="case_meeting",
    ),
    path(
        _("sag/borgere/<slug:code>/kalender/<int:meeting_id>/flyt/"),
        meetings.move_meeting,
        name="move_meeting",
    ),
    path(
        _("sag/borgere/<slug:code>/kalender/<int:meeting_id>/aflys/"),
        meetings.cancel_meeting,
        name="cancel_meeting",
    ),
    path(
        _("sag/borgere/<slug:code>/kalender/<int:meeting_id>/fremmoede/"),
        meetings.attend_meeting,
        name="attend_meeting",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/maal/<int:goal_id>/"),
        editing.change_goal,
        name="change_goal",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/maal/<int:goal_id>/afslut/"),
        editing.end_goal,
        name="end_goal",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/maal/<int:goal_id>/stryg/"),
        editing.strike_goal,
        name="strike_goal",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/maal/<int:goal_id>/skridt/"),
        editing.add_step,
        name="add_step",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/skridt/<int:step_id>/"),
        editing.finish_step,
        name="finish_step",
    ),
    path(
        _("sag/borgere/<slug:code>/plan/indsats/<int:activity_id>/gang/"),
        editing.move_activity,
        name="move_activity",
    ),
    path(_("sag/borgere/<slug:code>/plan/gang/<slug:event>/"), course.move, name="move_plan"),
    path(_("sag/borgere/<slug:code>/plan/saml/"), merging.merge, name="merge"),
    path(_("sag/borgere/<slug:code>/plan/saml/<int:source_id>/"), merging.take_in, name="take_in"),
    path(
        _("sag/borgere/<slug:code>/plan/daekning/<int:replacement_id>/"),
        merging.cover,
        name="cover",
    ),
    path(_("sag/borgere/<slug:code>/planer/"), statutory.statutory_plans, name="statutory_plans"),
    path(
        _("sag/borgere/<slug:code>/planer/ny/"), statutory.start_statutory, name="start_statutory"
    ),
    path(
        _("sag/borgere/<slug:code>/planer/<int:plan_id>/"),
        statutory.statutory_plan,
        name="statutory_plan",
    ),
    path(
        _("sag/borgere/<slug:code>/planer/<int:plan_id>/afslut/"),
        statutory.end_statutory,
        name="end_statutory",
    ),
    path(_("sag/borgere/<slug:code>/plan/version/<int:number>/"), plan.version, name="version"),
    path(_("administration/indlaesning/fhir/"), importing.import_fhir, name="import_fhir"),
    path(
        _("administration/indlaesning/fhir/rapport/"),
        importing.import_report,
        name="import_report",
    ),
    path(
        _("administration/indlaesning/fhir/eksempel/<slug:name>/"),
        importing.example,
        name="import_example",
    ),
]
