"""The command line of Sammenhæng. Exit codes: 0 done, 1 failed, 2 bad input or unsafe settings."""

import os
import shutil
import sys
from functools import wraps
from importlib import import_module
from pathlib import Path

import django
import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
django.setup()

from django.conf import settings  # noqa: E402  rooms bring models: Django must be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from granian import Granian  # noqa: E402
from granian.constants import Interfaces  # noqa: E402
from granian.log import LogLevels  # noqa: E402

from sammenhaeng.access import cli as access_cli  # noqa: E402
from sammenhaeng.access import operations as access  # noqa: E402
from sammenhaeng.access import queries as access_queries  # noqa: E402
from sammenhaeng.access.models import Seat  # noqa: E402
from sammenhaeng.benefits import cli as benefits  # noqa: E402
from sammenhaeng.compare import cli as compare  # noqa: E402
from sammenhaeng.journeys import cli as journeys  # noqa: E402
from sammenhaeng.kernel.refusal import Refused  # noqa: E402
from sammenhaeng.lake import cli as lake  # noqa: E402
from sammenhaeng.organisation import cli as organisation_cli  # noqa: E402
from sammenhaeng.organisation.models import Authority  # noqa: E402
from sammenhaeng.organisation.operations import authorities  # noqa: E402
from sammenhaeng.statistics import cli as statistics  # noqa: E402
from sammenhaeng.world import anne, neighbours, personnel, posts, results, rules_office, solby  # noqa: E402
from sammenhaeng.world import benefits as cases  # noqa: E402

from . import database, keeping, logging, refusals, safety, security  # noqa: E402
from .deliveries import SCHEMAS  # noqa: E402

main = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
export_app = typer.Typer(name="export", no_args_is_help=True, help="Hand data out.")
main.add_typer(export_app)


def command(verb):
    """A command that speaks to the database; a Refused is told in one sentence, exit code 2."""

    @wraps(verb)
    def told(*args, **kwargs):
        stop_if(safety.unsafe())
        database.connect()
        try:
            return verb(*args, **kwargs)
        except Refused as refused:
            stop_if([refusals.sentence(refused)])

    return told


def stop_if(reasons: list[str]) -> None:
    """Say each reason on standard error and end with exit code 2, when there is one."""
    for sentence in reasons:
        typer.echo(sentence, err=True)
    if reasons:
        raise typer.Exit(2)


@main.command()
@command
def migrate() -> None:
    """Bring the tables up to date as their owner, apply grants and row-level security.

    The platform's own seat, which tasks and commands act through, is founded the first time.
    """
    if "owner" not in connections.settings:
        stop_if(["Set DATABASE_OWNER_URL: only the owner of the tables may migrate."])
    call_command("migrate", database="owner", verbosity=0)
    security.apply(connections["owner"])
    if not Seat.objects.exists():
        access.found(authorities.found("Sammenhæng", at=now()), at=now())


PROCESSES = os.cpu_count() or 1


@main.command()
@command
def demo(
    port: int = typer.Option(0, help="Serve it afterwards, on this port; 0: only found it."),
) -> None:
    """Migrate, found the invented Solby in an empty database, and say who is there."""
    migrate()
    if Authority.objects.count() == 1:  # the platform itself
        solby.build(at=now())
        anne.tell(at=now())
        neighbours.settle(solby.cast(), at=now())
        personnel.settle(solby.cast(), at=now())
        posts.fill(solby.cast(), at=now())
        cases.tell(solby.cast(), at=now())
        results.tell(solby.cast(), at=now())
        rules_office.tell(at=now())
        rules_office.draw(settings.DRAWN_POPULATION)
        if port:  # what founds leaves threads behind, which the processes that serve cannot share
            connections.close_all()
            os.execv(sys.executable, [sys.executable, *sys.argv])
    cast = list(access_queries.demo_accounts())
    if not cast:
        stop_if(["The database holds something else already. Name an empty SAMMENHAENG_DATABASE."])
    for seat in cast:
        where = f"{seat.title}, {seat.unit.name}" if seat.unit else "borger"
        typer.echo(f"    {seat.account.name:24}{where}")
    if port:
        serve(port, "127.0.0.1", PROCESSES)


@main.command()
@command
def serve(
    port: int = typer.Option(8000, envvar="PORT", help="The port."),
    host: str = typer.Option("127.0.0.1", help="The address to listen on."),
    workers: int = typer.Option(PROCESSES, help="Processes; one blocking thread each."),
) -> None:
    """Serve the pages and the API until Ctrl-C or SIGTERM."""
    stop_if(database.too_mighty())
    counts = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    shutil.rmtree(counts, ignore_errors=True)
    for folder in (counts, settings.STATIC_ROOT):
        folder.mkdir(parents=True, exist_ok=True)
    import_module("sammenhaeng.config.wsgi")  # here, once, and not in every process
    connections.close_all()
    sys.stdout.flush()
    Granian(
        "sammenhaeng.config.wsgi:application", host, port,
        interface=Interfaces.WSGI, workers=workers, blocking_threads=1, websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,  # a worker asked to stop while it starts does not hear
    ).serve()  # fmt: skip


@main.command()
@command
def worker(
    once: bool = typer.Option(False, help="End when nothing is left to do."),
) -> None:
    """Do the background work: seal the log, end consents, free held times. Any number may run."""
    stop_if(database.too_mighty())
    logging.configure()
    ending = ["--one-shot"] if once else []
    call_command("procrastinate", "worker", "--delete-jobs=successful", *ending)


main.command()(command(access_cli.appoint))

compare_app = typer.Typer(no_args_is_help=True, help="Figures of units: reckon and publish.")
main.add_typer(compare_app, name="compare")
for verb in (compare.reckon, compare.publish):
    compare_app.command()(command(verb))

main.add_typer(benefits.app, name="benefits")
main.add_typer(statistics.app, name="statistics")

main.command()(command(keeping.backup))
main.command()(command(keeping.restore))
main.command("check-log")(command(keeping.check_log))

import_app = typer.Typer(no_args_is_help=True, help="Bring real input in, all or nothing.")
main.add_typer(import_app, name="import")


@import_app.callback()
def lend_a_seat(ctx: typer.Context) -> None:
    """Bring real input in, all or nothing."""
    ctx.obj = access_queries.machine


import_app.command("units")(command(organisation_cli.units))
import_app.command("reference")(command(organisation_cli.reference))
import_app.command("fhir")(command(journeys.import_fhir))
DELIVERED = {one.kind: one for one in SCHEMAS}
for room in sorted({kind.partition(".")[0] for kind in DELIVERED}):
    import_app.command(room)(command(lake.deliveries_of(room, DELIVERED, access_queries.machine)))
export_app.command("fhir")(command(journeys.export_fhir))
