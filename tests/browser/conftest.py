"""A served Solby with Anne's story and a small nation's figures, and a real browser before it."""

import functools
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings
from django.utils.timezone import localdate, now
from playwright.sync_api import sync_playwright

from house.screenshots import CHROMIUM, FLAGS, log_in
from sammenhaeng.config import database
from tests.compare.figures.conftest import tell as tell_figures
from tests.conftest import _clone, _drop

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the player's own loop, not ours
    with sync_playwright() as player:
        yield player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("The site does not answer.")


@pytest.fixture(scope="session")
def demo(cluster, template, django_db_setup, django_db_blocker, tmp_path_factory):
    """The database and the lake of the demo, with a smaller nation; made once a run."""
    from sammenhaeng.world import anne, benefits, personnel, rules_office, solby  # noqa: PLC0415

    name, lake = f"demo_{os.getpid()}", tmp_path_factory.mktemp("lake")
    _clone(cluster, template, name)
    database.point_at(cluster, name)
    with django_db_blocker.unblock(), override_settings(LAKE=str(lake)):
        anne.tell(at=now())
        personnel.settle(solby.cast(), at=now())
        benefits.settle(solby.cast(), localdate(), at=now())
        rules_office.tell(at=now())
        tell_figures(lake)
        connections.close_all()
    database.point_at(cluster, f"run_{os.getpid()}")
    yield name, lake
    with django_db_blocker.unblock():
        _drop(cluster, name)


@pytest.fixture(scope="module")
def site(cluster, demo, django_db_blocker):
    """The address of a served site of its own."""
    name, lake = f"site_{os.getpid()}", demo[1]
    _clone(cluster, demo[0], name)
    port = free_port()
    urls = {
        "SAMMENHAENG_LAKE": str(lake),
        "DATABASE_URL": cluster.url("sammenhaeng_app", name),
        "DATABASE_OWNER_URL": cluster.url("sammenhaeng_owner", name),
    }
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--blocking-threads", "1", "--log-level", "error", "sammenhaeng.config.wsgi:application",
    ]  # fmt: skip
    with subprocess.Popen(command, env={**os.environ, **urls}, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
    with django_db_blocker.unblock():
        _drop(cluster, name)


def examined(browser):
    """A context in which axe stands ready on every page."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(path=AXE)
    return context


@pytest.fixture(scope="module")
def of(browser, site):
    """The page of somebody who is logged in once, and the code of Anne's case when they see it."""

    @functools.cache
    def person(who: str):
        page = examined(browser).new_page()
        return page, log_in(page, site, who) if who else ""

    yield person
    [context.close() for context in browser.contexts]
