"""What is refused before anything is served, and what those who run the product can ask."""

import json
import logging

import pytest
from django.db import connection
from typer.testing import CliRunner

from sammenhaeng.config import cli, database, safety
from sammenhaeng.config.logging import Foreign, scrub
from sammenhaeng.kernel.numbers import Cpr
from sammenhaeng.kernel.refusal import Refused

SAFE = {
    "PRODUCTION": True, "DEBUG": False, "SECRET_KEY": "long enough and random",
    "HOSTS": "plan.example",
    "LAKE_KEY": "long enough and random", "DEMO": False,
    "DATABASE_URL": "postgresql://", "OIDC": {"issuer": "https://id.example"},
}  # fmt: skip


def test_a_safe_production_starts(settings):
    for name, value in SAFE.items():
        setattr(settings, name, value)
    assert safety.unsafe() == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DEBUG", True, "SAMMENHAENG_DEBUG"),
        ("SECRET_KEY", "only-for-demo-and-tests", "SAMMENHAENG_SECRET"),
        ("LAKE_KEY", "only-for-demo-and-tests", "SAMMENHAENG_LAKE_KEY"),
        ("SECRET_KEY", "fifteen letters", "SAMMENHAENG_SECRET"),
        ("LAKE_KEY", "fifteen letters", "SAMMENHAENG_LAKE_KEY"),
        ("HOSTS", "", "SAMMENHAENG_HOSTS"),
        ("HOSTS", "plan.example,*", "SAMMENHAENG_HOSTS"),
        ("DEMO", True, "SAMMENHAENG_DEMO"),
        ("DATABASE_URL", "", "SAMMENHAENG_EMBEDDED"),
        ("OIDC", {"issuer": ""}, "OIDC_ISSUER"),
    ],
)
def test_one_unsafe_setting_is_refused_with_its_reason(settings, name, value, told):
    for key, safe in (SAFE | {name: value}).items():
        setattr(settings, key, safe)
    (sentence,) = safety.unsafe()
    assert told in sentence


def test_a_command_ends_with_exit_code_2_when_a_setting_is_unsafe(settings):
    for name, value in (SAFE | {"DEBUG": True}).items():
        setattr(settings, name, value)
    done = CliRunner().invoke(cli.main, ["check-log"])
    assert (done.exit_code, "SAMMENHAENG_DEBUG" in done.output) == (2, True)


def test_the_role_that_serves_is_bound_by_row_security(committed):
    assert database.too_mighty() == []


def test_a_role_that_owns_tables_may_not_serve(cluster, committed):
    url = database.as_django(cluster.url("sammenhaeng_owner", committed))
    connection.close()
    connection.settings_dict.update(url)
    assert "owns tables" in database.too_mighty()[0]


def test_a_superuser_may_not_serve(cluster, committed):
    url = database.as_django(cluster.url("postgres", committed))
    connection.close()
    connection.settings_dict.update(url)
    assert "superuser" in database.too_mighty()[0]


def test_readiness_asks_the_database(client, committed):
    assert client.get("/readyz").json() == {"status": "ok"}
    assert client.get("/healthz").json() == {"status": "ok"}


def test_metrics_count_requests_and_do_not_pass_a_proxy(client, db):
    client.get("/")
    assert b'sammenhaeng_requests_total{method="GET",route="front:home"' in (
        client.get("/metrics").content
    )
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


def test_no_cpr_number_reaches_the_log():
    assert scrub(None, "", {"text": "om 010190-1234"}) == {"text": "om [CPR]"}


def test_a_request_id_that_holds_ten_digits_stays_whole():
    event = {"request": "72d0101901234b9f8", "seat": 7}
    assert scrub(None, "", event) == event


def test_an_error_is_logged_by_its_type_and_place_never_by_its_values():
    with pytest.raises(Refused) as raised:
        Cpr.parse("Anne Lund Petersen")
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "%s: %s", ("Error", "/sag/XYZ"),
        (raised.type, raised.value, raised.tb),
    )  # fmt: skip
    told = Foreign().format(record)
    assert "CPR" not in told
    assert "XYZ" not in told
    assert json.loads(told)["error"] == "Refused"
