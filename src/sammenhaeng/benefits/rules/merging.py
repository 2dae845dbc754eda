"""Loops over a household's persons, put together where none waits for what another adds up.

A household has few persons, so that every loop costs more to leave than to run: one pass that
does several things is faster than several passes.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent, indent

PRIVATE = {"i", "c", "range"}  # names whose value never leaves a turn of a loop


@dataclass(frozen=True)
class _Part:
    """A statement, and what it reads and writes: whole values, or only the turn's own person's."""

    node: ast.stmt
    is_loop: bool
    reads: frozenset[str]
    writes: frozenset[str]
    of_person: frozenset[str]

    def waits_for(self, earlier: "_Part") -> set[str]:
        """The names for which it must stand after an earlier one."""
        return {*(self.reads & earlier.writes), *(self.writes & (earlier.reads | earlier.writes))}

    def may_join(self, earlier: "_Part") -> bool:
        """Whether a turn of it may follow the same turn of the other loop."""
        both = self.of_person & earlier.of_person
        return self.is_loop and earlier.is_loop and self.waits_for(earlier) <= both


def merged(lines: Iterable[str], depth: int) -> Iterator[str]:
    """The statements in an order that gives the same, with as few loops as that allows."""
    text = "\n".join(lines)
    left = [_part(node) for node in ast.parse(dedent(text)).body]
    while left:
        ready = [part for at, part in enumerate(left) if not part.is_loop and _may_go(at, left)]
        if ready:
            told: list[ast.stmt] = [part.node for part in ready]
        else:
            ready = list(_loops(left))
            told = [_together(ready)]
        left = [part for part in left if part not in ready]
        for node in told:
            yield from indent(ast.unparse(node), "    " * depth).splitlines()


def _may_go(at: int, left: list[_Part]) -> bool:
    return not any(left[at].waits_for(earlier) for earlier in left[:at])


def _loops(left: list[_Part]) -> Iterator[_Part]:
    """The loops that may run now, as one."""
    staying: list[_Part] = []
    going: list[_Part] = []
    for part in left:
        joins = all(part.may_join(other) or not part.waits_for(other) for other in going)
        if part.is_loop and joins and not any(map(part.waits_for, staying)):
            going.append(part)
            yield part
        else:
            staying.append(part)


def _together(loops: list[_Part]) -> ast.stmt:
    first = loops[0].node
    assert isinstance(first, ast.For)
    first.body = [node for loop in loops for node in _body(loop.node)]
    return first


def _body(node: ast.stmt) -> list[ast.stmt]:
    assert isinstance(node, ast.For)
    return node.body


def _part(node: ast.stmt) -> _Part:
    is_loop = isinstance(node, ast.For)
    of_person, whole, reads, writes = set[str](), set[str](), set[str](), set[str]()
    owned = {id(part.value) for part in ast.walk(node) if isinstance(part, ast.Subscript)
             and isinstance(part.slice, ast.Name) and part.slice.id == "i"}  # fmt: skip
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name):
            (writes if isinstance(part.ctx, ast.Store) else reads).add(part.value.id)
        elif isinstance(part, ast.Name):
            (of_person if id(part) in owned else whole).add(part.id)
            (writes if isinstance(part.ctx, ast.Store) else reads).add(part.id)
        elif isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
            reads.add(part.target.id)
    hidden = PRIVATE if is_loop else set[str]()
    return _Part(
        node, is_loop, frozenset(reads - hidden), frozenset(writes - hidden),
        frozenset(of_person - whole),
    )  # fmt: skip
