"""One explained decision over HTTP, asked as anybody may ask it."""

import json

from django.urls import reverse

from . import goals
from .load import Post, line, run
from .pages import USERS

LAW, WITHIN_MS = "boligstoette", 5.0  # p50, alone
ASKED = {
    "on": "2026-06-01",
    "household": {
        "scheme": "ydelse", "adults": 1, "income_month": 15000, "wealth": 0, "area_m2": 55,
        "rent_month": 5000, "heat": True,
    },
}  # fmt: skip


def measure(port: int, seconds: float) -> list[str]:
    """Print the lines; gives errors, and what is too slow for one user."""
    path = reverse("api:benefits_explain", args=[LAW])
    visits = [Post(path, body=json.dumps(ASKED))]
    run(port, visits, users=USERS, seconds=2)
    alone = run(port, visits, users=1, seconds=seconds / 4)
    many = run(port, visits, users=USERS, seconds=seconds)
    line("a decision over HTTP, alone", alone, f"goal: p50 {WITHIN_MS:.0f} ms")
    line("a decision over HTTP", many, f"{USERS} users")
    errors = alone.errors + many.errors
    told = goals.at_most("a decision over HTTP, p50", alone.percentile(50), WITHIN_MS, "ms")
    return told + [f"a decision over HTTP: {errors} errors"] * (errors > 0)
