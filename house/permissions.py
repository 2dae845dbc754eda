"""Who may do what, as a table for docs/permissions.md."""

import importlib
import pkgutil

import sammenhaeng
from sammenhaeng.access import rules
from sammenhaeng.kernel.acts import Act, Reach

REACHES = {
    Reach.OWN: "own",
    Reach.UNIT: "own unit and those below it",
    Reach.AUTHORITY: "own authority",
    Reach.ANYWHERE: "anywhere",
}
HEAD = """# Who may do what

Generated from every room's `acts.py`, and tested to be total.

A role without a cross may not. *Reach* says how far from the seat's own unit an act may go;
*relation* which of these the seat must have with the citizen it is about (none: no citizen is
opened by the act itself). Rows about a citizen are besides opened only by a look-up with a purpose
(`access/data/purposes.toml`).
"""


def acts() -> list[Act]:
    """Every act of every room, by room and name."""
    found = []
    for room in sorted(module.name for module in pkgutil.iter_modules(sammenhaeng.__path__)):
        if importlib.util.find_spec(f"sammenhaeng.{room}.acts"):
            module = importlib.import_module(f"sammenhaeng.{room}.acts")
            found += [value for value in vars(module).values() if isinstance(value, Act)]
    return sorted({act.name: act for act in found}.values(), key=lambda act: act.name)


def permissions() -> str:
    """The page docs/permissions.md: each room's acts against all roles."""
    lines = [HEAD]
    room = ""
    for act in acts():
        if act.name.split(".")[0] != room:
            room = act.name.split(".")[0]
            lines += [f"\n## {room}\n", _row(["Act", *rules.ROLES.values(), "Reach", "Relation"])]
            lines.append(_row(["---"] * (len(rules.ROLES) + 3)))
        crosses = ["x" if role in act.roles else "" for role in rules.ROLES]
        held = ", ".join(kind for kind in rules.RELATIONS if kind in act.relations) or "–"
        lines.append(_row([f"{act.does} (`{act.name}`)", *crosses, REACHES[act.reach], held]))
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
