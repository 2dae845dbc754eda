"""A served Solby with Anne's story and a small nation's figures, and a real browser before it."""

import functools
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from house.screenshots import CHROMIUM, FLAGS, log_in
from tests import databases, scenes

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
def demo(cluster, nation, django_db_setup, django_db_blocker, testrun_uid):
    """The demo with a smaller nation, told in a database once a run."""

    def make(draft: str) -> None:
        databases.clone(cluster, nation[0], draft)
        with databases.working_in(cluster, draft, django_db_blocker):
            scenes.tell_demo()

    return databases.kept(cluster, "demo", testrun_uid, make)


@pytest.fixture(scope="module")
def site(cluster, demo, nation, django_db_blocker, tmp_path_factory):
    """The address of a served site of its own."""
    name, lake = f"site_{os.getpid()}", tmp_path_factory.mktemp("site") / "lake"
    databases.clone(cluster, demo, name)
    shutil.copytree(nation[1], lake)
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
        databases.drop(cluster, name)


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
