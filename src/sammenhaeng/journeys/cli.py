"""Commands for real input: FHIR files in, a citizen's bundle out."""

from pathlib import Path
from typing import Annotated

import typer
from django.db import transaction
from django.utils.timezone import now
from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.citizens.queries import persons

from .fhir import codec, exporting, importing, reading
from .fhir.report import OUTCOMES, Report

Files = Annotated[list[Path], typer.Argument(help="FHIR R4 JSON: bundles or single resources.")]
REPORT = "Write what became of each as CSV."
TO = "The file; else standard output."
SOURCE = "The address of the system that the files are from, where they do not say."


def _address(source: str) -> str:
    if source and ":" not in source:
        raise typer.BadParameter("Skriv kildens adresse, fx https://sundhed.example/fhir.")
    return source.rstrip("/")


def _in_a_folder(file: Path | None) -> Path | None:
    if file and not file.parent.is_dir():
        raise typer.BadParameter(f"Mappen {file.parent} findes ikke. Vælg en anden.")
    return file


def import_fhir(
    files: Files,
    report: Annotated[Path | None, typer.Option(help=REPORT, callback=_in_a_folder)] = None,
    source: Annotated[str, typer.Option(help=SOURCE, callback=_address)] = "",
) -> None:
    """Take in FHIR R4; a broken file changes nothing. Exit code 2 when a file is refused."""
    screen = Console(stderr=True)
    coming = track(files, "Læser", console=screen, transient=True, disable=not screen.is_terminal)
    incoming = [one for file in coming for one in _read(file)]
    with Progress(console=screen) as progress:
        bar = progress.add_task("Indlæser", total=len(incoming))
        done = importing.run(
            incoming, by=access_queries.machine(), at=now(), source=source,
            told=lambda _: progress.advance(bar),
        )  # fmt: skip
    Console(width=100).print(_summary(done))
    for line in done.lines:
        if line.outcome == "refused" and report is None:
            typer.echo(f"{line.file}, post {line.number}, {line.kind}/{line.id}: {line.why}")
    if report is not None:
        report.write_text(done.as_csv(), "utf-8-sig")


def _read(file: Path) -> list[reading.Incoming]:
    try:
        content = file.read_bytes()
    except OSError:
        typer.echo(f"{file}: Filen findes ikke eller kan ikke læses. Kontrollér stien.", err=True)
        raise typer.Exit(2) from None
    return reading.read(file.name, content)


def _summary(report: Report) -> Table:
    table = Table()
    table.add_column("Type")
    for words in OUTCOMES.values():
        table.add_column(words, justify="right")
    for kind, counts in {**report.counts, "I alt": report.total}.items():
        table.add_row(kind, *(str(counts[outcome]) for outcome in OUTCOMES))
    return table


def export_fhir(
    code: Annotated[str, typer.Argument(help="The citizen's case code.")],
    to: Annotated[Path | None, typer.Option(help=TO, callback=_in_a_folder)] = None,
    plan: Annotated[int | None, typer.Option(help="Only this plan.")] = None,
) -> None:
    """Hand out one citizen as a FHIR R4 bundle; the citizen sees that it was done."""
    with transaction.atomic():
        use = access.look_up(
            persons.id_of(code), purpose="export", seen=importing.SEEN,
            by=access_queries.machine(), at=now(), action="export",
        )  # fmt: skip
        bundle = exporting.bundle(use) if plan is None else exporting.plan_bundle(use, plan)
        text = codec.write(bundle)
    if to is None:
        typer.echo(text)
    else:
        to.write_text(text, "utf-8")
