"""The stage: a database with a share of Denmark, people logged in, and the product serving it."""

import hashlib
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var" / "bench"
PRODUCTION = {
    "SAMMENHAENG_ENV": "production",
    "SAMMENHAENG_EMBEDDED": "1",
    "SAMMENHAENG_HOSTS": "127.0.0.1",
    "SAMMENHAENG_SECRET": secrets.token_urlsafe(40),
    "SAMMENHAENG_LAKE_KEY": secrets.token_urlsafe(40),
    "SAMMENHAENG_VAR": str(VAR),
    "OIDC_ISSUER": "https://log-in.invalid",
}
SEED = 2026


def name(of: str, share: float) -> str:
    """The database of a share of Denmark; another one when what it is made of has changed."""
    digest = hashlib.sha256(f"{float(share)} {time.strftime('%G-%V')}".encode())
    for path in sorted((ROOT / "src" / "sammenhaeng").rglob("*.py")):
        if {"migrations", "models", "operations", "world"} & {*path.parts, path.stem}:
            digest.update(path.read_bytes())
    return f"{of}_{digest.hexdigest()[:12]}"


def build(share: float) -> None:
    """Tell Anne's story and copy it, unless that is done already."""
    from sammenhaeng.world import anne, denmark  # noqa: PLC0415  settings must be told first

    def tell(at: datetime) -> None:
        anne.tell(at=at)
        denmark.draw(share, seed=SEED)

    prepare("denmark", share, tell)


def prepare(of: str, share: float, tell: Callable[[datetime], object]) -> None:
    """A database with Solby and what is told into it, made once and then spoken to."""
    from django.core.management import call_command  # noqa: PLC0415  settings must be told first
    from django.db import connections  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    from sammenhaeng.config import database, postgres, security  # noqa: PLC0415
    from sammenhaeng.world import solby  # noqa: PLC0415

    call_command("collectstatic", interactive=False, verbosity=0)
    cluster = postgres.start(VAR / "postgres")
    wanted = name(of, share)
    with psycopg.connect(cluster.superuser_dsn(), autocommit=True) as raw:
        known = {row[0] for row in raw.execute("select datname from pg_database").fetchall()}
        if wanted not in known:
            for stale in known:
                if stale.startswith(f"{of}_"):
                    raw.execute(f'drop database "{stale}" with (force)')
            draft = f"{wanted}_draft"
            postgres.ensure_database(cluster, draft)
            os.environ.update(database.point_at(cluster, draft))
            call_command("migrate", database="owner", verbosity=0)
            security.apply(connections["owner"])
            solby.build(at=now())
            tell(now())
            connections.close_all()
            raw.execute(f'alter database "{draft}" rename to "{wanted}"')
    for alias, url in database.point_at(cluster, wanted).items():
        os.environ[database.VARIABLES[alias]] = url


@contextmanager
def served(port: int) -> Iterator[list[int]]:
    """The product as `sammenhaeng serve` serves it, until the block ends; gives its processes."""
    with (VAR / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("sammenhaeng"), "serve", "--port", str(port)],
            cwd=ROOT, stderr=log,
        )  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process)
            yield [process.pid, _postmaster()]
        finally:
            process.terminate()
            process.wait()


def _postmaster() -> int:
    from sammenhaeng.config import postgres  # noqa: PLC0415

    home = postgres.start(VAR / "postgres").home
    return int((home / "data" / "postmaster.pid").read_text().splitlines()[0])


def _wait(url: str, process: subprocess.Popen) -> None:
    request = urllib.request.Request(url, headers={"X-Forwarded-Proto": "https"})
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"The server ended: {(VAR / 'serve.log').read_text()}")
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    sys.exit("The server does not answer.")


def stop() -> None:
    """Stop the bench's own database server."""
    from sammenhaeng.config import postgres  # noqa: PLC0415

    postgres.stop(VAR / "postgres")
