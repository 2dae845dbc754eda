"""Commands on a table of one's own: nothing is stored, no database is asked."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from . import funnel as funnels
from . import tables

WIDTH = 100  # characters
Method = Annotated[funnels.Method, typer.Option(help="How ordinary differences are found.")]


app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Figures of your own table; no database."
)


@app.callback()
def figures() -> None:
    """Figures of your own table; no database."""


@app.command()
def funnel(
    table: Annotated[Path, typer.Argument(help="CSV with comma or semicolon; 12,5 or 12.5.")],
    observed: Annotated[str, typer.Option(help="The column of observed numbers.")],
    expected: Annotated[str, typer.Option(help="The column of expected numbers.")],
    method: Method = "mad",
    id_column: Annotated[str | None, typer.Option("--id", help="The column of names.")] = None,
    variance: Annotated[str | None, typer.Option(help="The column of variances.")] = None,
) -> None:
    """Tell which units lie outside the funnel. Exit code 2 when the table cannot be read.

    A column may be named by how no other begins.
    """
    try:
        given = tables.read(table)
        names = given.lines if id_column is None else given.text(id_column)
        spread = None if variance is None else given.numbers(variance, is_above=True)
        found = funnels.funnel(
            given.numbers(observed), given.numbers(expected, is_above=True),
            variance=spread, method=method,
        )  # fmt: skip
    except tables.Unreadable as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    for line in _summary(found):
        typer.echo(line)
    if found.outside_95.any():
        heading = "line" if id_column is None else id_column
        Console(width=WIDTH).print(_outside(found, heading, [str(name) for name in names]))


def _summary(found: funnels.Funnel) -> list[str]:
    return [
        f"{len(found.ratio)} units, method {found.method}",
        f"phi {found.phi:.6f}",
        f"tau2 {found.tau2:.8f}",
        f"outside 95 %: {found.outside_95.sum()} (by chance alone: {found.false_95:.1f})",
        f"outside 99.8 %: {found.outside_998.sum()} (by chance alone: {found.false_998:.1f})",
    ]


def _outside(found: funnels.Funnel, heading: str, names: list[str]) -> Table:
    """The units outside 95 %, in the order of the table: a funnel is no ranking."""
    table, limits = Table(), found.limits
    table.add_column(heading)
    for title in ("expected", "O/E", "95 % limits", "99.8 % limits", "z", "outside"):
        table.add_column(title, justify="right")
    for at in np.flatnonzero(found.outside_95):
        table.add_row(
            names[at], f"{found.expected[at]:.1f}", f"{found.ratio[at]:.3f}",
            f"{limits.lower_95[at]:.3f}-{limits.upper_95[at]:.3f}",
            f"{limits.lower_998[at]:.3f}-{limits.upper_998[at]:.3f}",
            f"{found.z[at]:+.2f}", "99.8 %" if found.outside_998[at] else "95 %",
        )  # fmt: skip
    return table
