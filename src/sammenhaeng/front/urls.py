"""Addresses of the public front and of each role's home."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import administration, inbox, public, reviews, roles

app_name = "front"
urlpatterns = [
    path("", public.home, name="home"),
    path(_("menu/"), public.menu, name="menu"),
    path(_("hjaelp/"), public.help_, name="help"),
    path(_("om/"), public.about, name="about"),
    path(_("tilgaengelighed/"), public.accessibility, name="accessibility"),
    path(_("privatliv/"), public.privacy, name="privacy"),
    path("was/", public.accessibility, name="was"),
    path(_("borger/"), roles.citizen_home, name="citizen_home"),
    path(_("sag/"), inbox.inbox, name="inbox"),
    path(_("sag/opgave/<int:task_id>/"), inbox.task, name="task"),
    path(_("sag/opgave/<int:task_id>/udskyd/"), inbox.snooze_task, name="snooze_task"),
    path(_("sag/opgave/<int:task_id>/giv-videre/"), inbox.assign_task, name="assign_task"),
    path(_("sag/opgave/<int:task_id>/loest/"), inbox.finish_task, name="finish_task"),
    path(_("sag/borgere/"), roles.citizens, name="citizens"),
    path(_("sag/borgere/<slug:code>/"), roles.citizen, name="citizen"),
    path(_("leder/"), reviews.leader, name="leader"),
    path(_("tilsyn/"), reviews.auditor, name="auditor"),
    path(_("tilsyn/begrundelser/<int:reason_id>/"), reviews.review, name="review"),
    path(_("administration/"), administration.administrator, name="administrator"),
]
