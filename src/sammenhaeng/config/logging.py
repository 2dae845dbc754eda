"""Structured logs without personal data: the route's name and its outcome, never the address."""

import json
import logging
import re
import sys
import time
import traceback
import uuid

import structlog
from prometheus_client import Counter, Histogram

from sammenhaeng.kernel.numbers import CPR_PATTERN

log = structlog.get_logger("sammenhaeng")
REQUESTS = Counter("sammenhaeng_requests_total", "Requests answered", ["route", "method", "status"])
SECONDS = Histogram("sammenhaeng_request_seconds", "Seconds per request", ["route"])


def scrub(_, __, event):
    """The last net: whatever looks like a CPR number never reaches the log."""
    texts = {key: value for key, value in event.items() if isinstance(value, str)}
    texts.pop("request", None)  # our own random id, which may hold ten digits in a row
    return event | {key: re.sub(CPR_PATTERN, "[CPR]", text) for key, text in texts.items()}


class Foreign(logging.Formatter):
    """What libraries log: the text without its values, of an error its type and its places.

    Values and messages of errors may hold addresses, names and rows of the database.
    """

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "event": record.msg, "logger": record.name, "level": record.levelname.lower()
        }  # fmt: skip
        kind, _, places = record.exc_info or (None, None, None)
        if kind is not None:
            frames = traceback.extract_tb(places)
            told["error"] = kind.__name__
            told["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(told, ensure_ascii=False, default=str)


def configure() -> None:
    """JSON lines on standard error, from libraries only warnings and worse."""
    handler = logging.StreamHandler()
    handler.setFormatter(Foreign())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            scrub,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class RequestLog:
    """One line per request: route, method, status, time, the seat's number."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begun = time.perf_counter()
        request.id = uuid.uuid4().hex
        response = self.get_response(request)
        match = request.resolver_match
        seat = getattr(request, "seat", None)
        route, seconds = match.view_name if match else "", time.perf_counter() - begun
        REQUESTS.labels(route, request.method, response.status_code).inc()
        SECONDS.labels(route).observe(seconds)
        log.info(
            "request",
            request=request.id,
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            seat=seat.pk if seat else None,
        )
        response.headers["X-Request-Id"] = request.id
        return response
