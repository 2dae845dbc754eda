"""The command line: sammenhaeng COMMAND. Exit codes: 0 done, 1 failed, 2 bad input."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import typer

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("SAMMENHAENG_VAR", ROOT / "var"))
DATABASE = "sammenhaeng"

main = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@main.callback()
def prepare() -> None:
    """Point the settings at a database: DATABASE_URL, or the embedded PostgreSQL."""
    from sammenhaeng.config import postgres  # noqa: PLC0415  before Django reads its settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
    if not os.environ.get("DATABASE_URL"):
        cluster = postgres.start(VAR / "postgres")
        postgres.ensure_database(cluster, DATABASE)
        os.environ["DATABASE_URL"] = cluster.url(postgres.APP, DATABASE)
        os.environ["DATABASE_OWNER_URL"] = cluster.url(postgres.OWNER, DATABASE)
    import django  # noqa: PLC0415

    django.setup()


@main.command()
def migrate() -> None:
    """Bring the tables up to date as their owner, then apply grants and row-level security."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from sammenhaeng.config import security  # noqa: PLC0415

    if not os.environ.get("DATABASE_OWNER_URL"):
        raise typer.Exit(_say("Set DATABASE_OWNER_URL: only the owner of the tables may migrate."))
    call_command("migrate", database="owner", verbosity=0)
    security.apply(connections["owner"])


@main.command()
def demo() -> None:
    """Found the invented Solby on an empty database; on any other, only say who is there."""
    from sammenhaeng.access.models import Seat  # noqa: PLC0415
    from sammenhaeng.world import anne, solby  # noqa: PLC0415

    if not Seat.objects.exists():
        solby.build(at=datetime.now(UTC))
        anne.tell(at=datetime.now(UTC))
    for seat in Seat.objects.with_place().filter(account__issuer="demo").order_by("pk"):
        where = seat.unit.name if seat.unit else "borger"
        typer.echo(f"    {seat.account.name:24}{seat.title or where}")


@main.command()
def serve(
    port: int = typer.Option(8000, envvar="PORT", help="The port on 127.0.0.1."),
    workers: int = typer.Option(os.cpu_count() or 1, help="Processes; one blocking thread each."),
) -> None:
    """Serve the pages and the API until Ctrl-C or SIGTERM."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "1",
        "--no-ws", "--log-level", "warning", "sammenhaeng.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command)
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: server.terminate())
    raise typer.Exit(max(server.wait(), 0))


def _say(sentence: str) -> int:
    typer.echo(sentence, err=True)
    return 2
