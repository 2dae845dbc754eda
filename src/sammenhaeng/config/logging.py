"""Structured logs without personal data: the route's name and its outcome, never the address."""

import logging
import re
import sys
import time
import uuid

import structlog

from sammenhaeng.kernel.numbers import CPR_PATTERN

log = structlog.get_logger("sammenhaeng")


def scrub(_, __, event):
    """The last net: whatever looks like a CPR number never reaches the log."""
    return {
        key: re.sub(CPR_PATTERN, "[CPR]", value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def configure() -> None:
    """JSON lines on standard error."""
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
        log.info(
            "request",
            request=request.id,
            method=request.method,
            route=match.view_name if match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - begun) * 1000, 1),
            seat=seat.pk if seat else None,
        )
        response.headers["X-Request-Id"] = request.id
        return response
