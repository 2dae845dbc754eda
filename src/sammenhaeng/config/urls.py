"""Every address: rooms bring their pages, in Danish at the root and in English under /en/."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

ROOMS = [
    "front", "compare", "inbox", "journeys", "benefits", "absence", "citizens", "access",
    "organisation", "lake",
]  # fmt: skip


def pages_of(room: str):
    module = f"sammenhaeng.{room}.urls"
    return [path("", include(module))] if find_spec(module) else []


pages = [page for room in ROOMS for page in pages_of(room)]
urlpatterns: list = []
for name in ("health", "api"):  # before the pages, which are many: a machine asks often
    if find_spec(f"sammenhaeng.config.{name}"):
        urlpatterns += import_module(f"sammenhaeng.config.{name}").urlpatterns
urlpatterns += i18n_patterns(*pages, prefix_default_language=False)
if settings.DEMO and find_spec("sammenhaeng.design.urls"):
    urlpatterns += [path("komponenter/", include("sammenhaeng.design.urls"))]

handler400, handler403, handler404, handler500 = (
    f"sammenhaeng.config.refusals.page_{code}" for code in (400, 403, 404, 500)
)
