"""Addresses of the imports and the units, for administrators."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .pages import imports, units

app_name = "organisation"
urlpatterns = [
    path(_("administration/indlaesning/"), imports.imports, name="imports"),
    path(_("administration/indlaesning/eksempel/"), imports.example, name="example"),
    path(_("administration/indlaesning/<int:import_id>/"), imports.imported, name="import"),
    path(_("administration/indlaesning/<int:import_id>/fejl/"), imports.faults_csv, name="faults"),
    path(_("administration/enheder/"), units.units, name="units"),
    path(_("administration/enheder/csv/"), units.units_csv, name="units_csv"),
]
