"""For those who run the product: is it alive, is it ready, and how is it doing."""

import os

import prometheus_client
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe
from prometheus_client import multiprocess

from . import database


@transaction.non_atomic_requests
@require_safe
def alive(request):
    """The process answers; asks nothing of anybody else."""
    return JsonResponse({"status": "ok"})


@transaction.non_atomic_requests
@require_safe
def ready(request):
    """The database answers and has every migration; 503 with the reason otherwise."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return JsonResponse({"status": "no database"}, status=503)
    if lacking := database.lacks():
        return JsonResponse({"status": "not migrated", "lacks": lacking}, status=503)
    return JsonResponse({"status": "ok"})


@transaction.non_atomic_requests
@require_safe
def metrics(request):
    """Counts and times of every process in the Prometheus format; not through a proxy."""
    if "X-Forwarded-For" in request.headers:
        raise Http404
    registry = prometheus_client.REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = prometheus_client.CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return HttpResponse(
        prometheus_client.generate_latest(registry),
        content_type=prometheus_client.CONTENT_TYPE_LATEST,
    )


urlpatterns = [
    path("healthz", alive),
    path("readyz", ready),
    path("metrics", metrics),
]
