"""Changes single rates and comparisons in the law, and tells which of them no test notices.

python -m house.law_mutations [MANY] [SEED]: exit code 1 when a change goes unnoticed.
"""

import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sammenhaeng.benefits.rules import laws, source
from sammenhaeng.benefits.rules.check import mistakes_in
from sammenhaeng.benefits.rules.mistakes import Mistake

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "src" / "sammenhaeng" / "benefits" / "law"
TESTS = {
    "boligstoette": "tests/benefits/test_boligstoette*.py",
    "folkepension": "tests/benefits/test_folkepension*.py",
    "boerne_og_ungeydelse": "tests/benefits/test_boerneydelse*.py",
}
ALSO = [str(ROOT / "tests" / "benefits" / "test_people_properties.py")]
RATE = re.compile(r"(?<=value: )\d+(?:\.\d+)?(?=[,}])")
COMPARED = re.compile(r"(?<! \d) (>=|<=|==|>|<) ")  # 0 < 1 is what always holds, not a test
ASKS = re.compile(r"^\s*(?:- )?(?:if|when|is|then): |when: ")
TURNED = {">=": ">", ">": ">=", "<=": "<", "<": "<=", "==": "!="}


@dataclass(frozen=True)
class Mutation:
    """One place in the law, and what stands there instead."""

    law: str
    file: str
    line: int
    start: int
    end: int
    new: str

    def made(self, text: str) -> str:
        lines = text.splitlines(keepends=True)
        old = lines[self.line]
        lines[self.line] = old[: self.start] + self.new + old[self.end :]
        return "".join(lines)

    def __str__(self) -> str:
        line = (LAW / self.law / self.file).read_text("utf-8").splitlines()[self.line]
        changed = f"{line[self.start : self.end]} -> {self.new}"
        return f"{self.law}/{self.file}:{self.line + 1}: {changed} in {line.strip()[:90]}"


def possible() -> Iterator[Mutation]:
    """Every single change there could be."""
    for file in sorted(LAW.glob("*/*.yaml")):
        for at, line in enumerate(file.read_text("utf-8").splitlines()):
            for found in RATE.finditer(line):
                yield _mutation(file, at, found.span(), _moved(found[0]))
            if ASKS.search(line):
                expression = line.partition("say:")[0]
                for found in COMPARED.finditer(expression):
                    yield _mutation(file, at, found.span(1), TURNED[found[1]])


def _mutation(file: Path, line: int, span: tuple[int, int], new: str) -> Mutation:
    return Mutation(file.parent.name, file.name, line, *span, new)


def _moved(rate: str) -> str:
    """A rate a little higher: a hundredth of it, or one of its last digit."""
    whole, _, decimals = rate.partition(".")
    step = max(1, int(whole + decimals) // 100)
    digits = str(int(whole + decimals) + step).rjust(len(decimals) + 1, "0")
    return (
        f"{digits[: len(digits) - len(decimals)]}.{digits[-len(decimals) :]}"
        if decimals
        else digits
    )


def is_law(mutation: Mutation) -> bool:
    """Whether the changed text is still a law that may be run."""
    texts = {
        f"{f.parent.name}/{f.name}": f.read_text("utf-8") for f in (LAW / mutation.law).iterdir()
    }
    name = f"{mutation.law}/{mutation.file}"
    texts[name] = mutation.made(texts[name])
    try:
        return not list(mistakes_in(source.understand(mutation.law, texts)))
    except Mistake:
        return False


def is_noticed(mutation: Mutation) -> bool:
    """Whether a test of the law fails with it; tried in a fork, which has imported the most."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "law"
        shutil.copytree(LAW, copy)
        file = copy / mutation.law / mutation.file
        file.write_text(mutation.made(file.read_text("utf-8")), "utf-8")
        child = os.fork()
        if child == 0:
            os._exit(_tested(mutation.law, copy))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        sys.exit(f"{mutation}: pytest ended with {code}")
    return code == pytest.ExitCode.TESTS_FAILED


def _tested(law: str, home: Path) -> int:
    """What pytest says of the tests of a law whose text lies elsewhere."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    source._home = lambda: home
    for kept in (source.read, laws.law):
        kept.cache_clear()
    tests = sorted(str(path) for path in ROOT.glob(TESTS[law]))
    options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT)]
    return int(pytest.main([*options, *tests, *ALSO]))


def chosen(many: int, seed: int) -> Iterator[Mutation]:
    """So many different ones, half of them comparisons."""
    drawn = random.Random(seed)
    all_of_them = list(possible())
    drawn.shuffle(all_of_them)
    kinds: list[list[Mutation]] = [[], []]
    for one in all_of_them:
        kind = kinds[one.new in TURNED or one.new == "!="]
        if len(kind) < (many + 1) // 2 and is_law(one):
            kind.append(one)
    yield from [*kinds[0], *kinds[1]][:many]


def main(many: int = 30, seed: int = 4) -> int:
    survivors = 0
    for number, one in enumerate(chosen(many, seed), 1):
        noticed = is_noticed(one)
        survivors += not noticed
        print(f"{number:3} {'noticed ' if noticed else 'SURVIVED'} {one}", flush=True)
    print(f"{many} changes, {survivors} unnoticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
    os.chdir(ROOT)
    sys.exit(main(*map(int, sys.argv[1:])))
