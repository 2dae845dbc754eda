"""Addresses of the deliveries, for administrators."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import pages

app_name = "lake"
urlpatterns = [
    path(_("administration/leverancer/"), pages.deliveries, name="deliveries"),
    path(_("administration/leverancer/kolonner/"), pages.columns, name="columns"),
    path(_("administration/leverancer/<int:delivery_id>/"), pages.delivery, name="delivery"),
    path(_("administration/leverancer/<int:delivery_id>/fejl/"), pages.faults_csv, name="faults"),
    path(
        _("administration/leverancer/<int:delivery_id>/tilbage/"), pages.withdraw, name="withdraw"
    ),
]
