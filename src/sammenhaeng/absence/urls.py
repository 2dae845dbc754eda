"""Addresses of early action, targets, money and the travelling team."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import efforts, follow_ups

app_name = "absence"
urlpatterns = [
    path(_("leder/fravaer/samtaler/"), follow_ups.talks, name="talks"),
    path(_("leder/fravaer/samtaler/<slug:code>/"), follow_ups.employee, name="employee"),
    path(_("leder/fravaer/samtaler/<slug:code>/syg/"), follow_ups.begin, name="begin"),
    path(_("leder/fravaer/samtaler/<slug:code>/samtale/"), follow_ups.hold, name="hold"),
    path(_("leder/fravaer/samtaler/<slug:code>/tilbage/"), follow_ups.close, name="close"),
    path(_("leder/fravaer/maal/"), efforts.all_targets, name="targets"),
    path(_("leder/fravaer/maal/nyt/"), efforts.aim, name="aim"),
    path(_("leder/fravaer/rejsehold/"), efforts.all_visits, name="visits"),
    path(_("leder/fravaer/rejsehold/nyt/"), efforts.request_visit, name="request_visit"),
    path(_("leder/fravaer/rejsehold/<int:visit_id>/"), efforts.visit, name="visit"),
    path(_("leder/fravaer/rejsehold/<int:visit_id>/dag/"), efforts.plan_visit, name="plan_visit"),
    path(
        _("leder/fravaer/rejsehold/<int:visit_id>/indsats/"),
        efforts.act_on_visit,
        name="act_on_visit",
    ),
    path(
        _("leder/fravaer/rejsehold/<int:visit_id>/skridt/"), efforts.move_visit, name="move_visit"
    ),
    path(_("leder/fravaer/puljer/"), efforts.all_pools, name="pools"),
    path(_("leder/fravaer/puljer/<int:pool_id>/"), efforts.pool, name="pool"),
    path(_("leder/fravaer/puljer/<int:pool_id>/ansoegning/"), efforts.apply, name="apply"),
    path(_("leder/fravaer/puljer/<int:pool_id>/fordel/"), efforts.share_out, name="share_out"),
]
