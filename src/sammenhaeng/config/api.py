"""The API: every room's router under /api/, described by OpenAPI."""

from django.urls import path
from ninja import NinjaAPI

from sammenhaeng.journeys.api import fhir

api = NinjaAPI(title="Sammenhæng", version="1")
api.add_router("/fhir", fhir.router)
urlpatterns = [path("api/", api.urls)]
