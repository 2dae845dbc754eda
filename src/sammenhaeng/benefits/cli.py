"""Commands on the law itself: nothing is stored, no database is asked."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TextIO

import typer

from .rules import laws, reform, telling
from .rules import tables as tabled
from .rules.deciding import decide as decided
from .rules.facts import Fault, household
from .rules.mistakes import Mistake, Unanswerable

BAD_INPUT = 2  # exit code
Benefit = Annotated[str, typer.Argument(help="folkepension, boligstoette, boerne_og_ungeydelse.")]
On = Annotated[
    date,
    typer.Option(parser=date.fromisoformat, metavar="DAY", help="The day the law is applied to."),
]
Known = Annotated[
    date | None,
    typer.Option(
        parser=date.fromisoformat, metavar="DAY", help="The law as it was known on this day."
    ),
]


app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The law of benefits; no database."
)


@app.command()
def decide(
    benefit: Benefit,
    file: Annotated[Path, typer.Argument(help="A household as JSON, in the law's columns.")],
    on: On,
    known: Known = None,
    as_json: Annotated[bool, typer.Option("--json", help="A document for machines.")] = False,
) -> None:
    """Decide one household and explain it. Exit code 2 when a fact or a rate is missing."""
    with _told_plainly():
        law = laws.law(benefit)
        with _opened(file) as opened:
            cells = _cells(opened)
        try:
            decision = decided(law, household(law, cells), on, known)
        except Fault as fault:
            raise Unanswerable(f"{file.name}, “{fault.column}”: {fault}") from None
        if as_json:
            typer.echo(json.dumps(telling.document(decision), ensure_ascii=False, indent=2))
        else:
            for line in telling.lines(decision):
                typer.echo(line)


@app.command()
def calculate(
    benefit: Benefit,
    file: Annotated[
        Path, typer.Argument(help="CSV with the law's columns; `-` is standard input.")
    ],
    on: On,
    known: Known = None,
) -> None:
    """Write the rows of the file with their amounts, as CSV on standard output.

    A row that cannot be used gives empty amounts and a sentence on standard error, and stops no
    other; the exit code is then 2. A column `expected_month` is held against the answers.
    """
    tally = tabled.Tally()
    with _told_plainly():
        law = laws.law(benefit)
        with _opened(file) as opened:
            writer = None
            for row in tabled.answered(law, opened, on, known, tally):
                if writer is None:
                    writer = csv.DictWriter(sys.stdout, [*row], lineterminator="\n")
                    writer.writeheader()
                writer.writerow(row)
    for fault in tally.faults:
        typer.echo(fault, err=True)
    if tally.expected:
        typer.echo(f"{tally.met} af {tally.expected} svarer til det ventede.", err=True)
    if tally.faults:
        raise typer.Exit(BAD_INPUT)


@app.command()
def simulate(
    file: Annotated[Path, typer.Argument(help="The reform, as YAML.")],
    population: Annotated[Path, typer.Option(help="Households, as Parquet or Arrow.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="The lines as CSV.")] = False,
) -> None:
    """Tell who wins and loses by a reform and what it costs, by family type and kommune.

    What could tell too much about a few households is hidden. Exit code 2 when the reform or the
    population cannot be used.
    """
    from .rules import consequences  # noqa: PLC0415  slow to import
    from .rules.population import parts  # noqa: PLC0415

    with _told_plainly():
        with _opened(file) as opened:
            proposed = reform.read(opened.read(), file.name)
        found = consequences.Consequences(proposed)
        for part, share in parts(proposed.base, population):
            found.add(part)
            if share < 1:
                typer.echo(f"{share:.0%} af husstandene er regnet.", err=True)
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows(consequences.cells(found))
    else:
        for line in consequences.told(found):
            typer.echo(line)


def _cells(file: TextIO) -> dict[str, object]:
    try:
        cells = json.load(file)
    except json.JSONDecodeError as wrong:
        raise Unanswerable(
            f"Filen er ikke JSON: linje {wrong.lineno}, tegn {wrong.colno}."
        ) from None
    if not isinstance(cells, dict):
        raise Unanswerable("Filen skal holde én husstand: {“kolonne”: værdi, ...}.")
    return cells


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    if str(file) == "-":
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield opened
    except FileNotFoundError:
        raise Unanswerable(f"Filen {file} findes ikke.") from None
    except UnicodeDecodeError:
        raise Unanswerable(f"Filen {file} er ikke UTF-8. Gem den som UTF-8 og prøv igen.") from None


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What cannot be answered is a sentence on standard error and exit code 2."""
    try:
        yield
    except (Unanswerable, Mistake) as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(BAD_INPUT) from None
