"""How big things may be: every complaint names the place and the limit."""

import ast
from pathlib import Path

FUNCTION, FILE, TEST_FILE, TEMPLATE, PAGE_FUNCTION = 40, 300, 400, 120, 20
HALLWAYS = ("Service", "Manager", "Handler", "Processor", "Helper", "Util", "Utils", "Mixin")


def complaints(root: Path):
    for path in sorted(root.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from complaints_about(path)
    for path in sorted([*root.rglob("*.html"), *root.rglob("*.jinja")]):
        if (n := path.read_text().count("\n")) > TEMPLATE:
            yield f"{path}: {n} lines, at most {TEMPLATE}"


def complaints_about(path: Path):
    text = path.read_text()
    limit = TEST_FILE if "tests" in path.parts else FILE
    if (n := text.count("\n")) > limit:
        yield f"{path}: {n} lines, at most {limit}"
    is_page = path.stem == "pages" or path.parent.name == "pages"
    longest = PAGE_FUNCTION if is_page else FUNCTION
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            n = node.end_lineno - node.lineno + 1
            if n > longest:
                yield f"{path}:{node.lineno} {node.name}: {n} lines, at most {longest}"
        if isinstance(node, ast.ClassDef) and node.name.endswith(HALLWAYS):
            yield f"{path}:{node.lineno} {node.name}: name the thing, not the hallway"
