"""What a machine notices in the text of a bill: discretion, exceptions, paper, products. Pure."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

UNDEFINED = "undefined"
SECTION = re.compile(r"§\s*\d+(?:\s[a-z](?=[\s.,]))?|\bStk\.\s*\d+", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+(?=[A-ZÆØÅ§])|\n+")
DEFINED = r"\bved\s+(?:en\s+|et\s+)?{0}\w*\s+forstås|{0}\w*[”\"']?\s*:?\s+(?:defineres|forstås)"
LONGEST = 200_000  # characters of a bill's text


@dataclass(frozen=True)
class Kind:
    """Words of one kind, what they are called, and why they are pointed at."""

    code: str
    title: str
    because: str
    words: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=len, reverse=True)
        told = "|".join(
            re.escape(word.rstrip("*")) + r"\w*" * word.endswith("*") for word in longest_first
        )
        return re.compile(rf"(?<![\w.-])(?:{told})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """A word that was noticed: its kind, where it stands, and the sentence it stands in."""

    kind: str
    word: str
    provision: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.word}{self.after}"


@cache
def kinds() -> Mapping[str, Kind]:
    text = (files(__package__).parent / "data" / "hints.toml").read_text("utf-8")  # type: ignore[attr-defined]
    rows = tomllib.loads(text)["kind"]
    told = [{**row.pop("sentence"), **row, "words": tuple(row["words"])} for row in rows]
    return {row["code"]: Kind(**row) for row in told}


def hints(text: str) -> list[Hint]:
    """Every hint of a text, in its order; an undefined term is pointed at where it first stands."""
    told: set[str] = set()
    found = []
    for provision, sentence in _sentences(text):
        for kind in kinds().values():
            for hit in kind.pattern.finditer(sentence):
                if kind.code == UNDEFINED and _is_settled(hit[0].lower(), text, told):
                    continue
                found.append(_hint(kind, hit, provision, sentence))
    return found


def _hint(kind: Kind, hit: re.Match[str], provision: str, sentence: str) -> Hint:
    before, after = sentence[: hit.start()], sentence[hit.end() :]
    return Hint(kind.code, hit[0], provision, before, after)


def _is_settled(word: str, text: str, told: set[str]) -> bool:
    """The term has been pointed at before, or the text says what it means."""
    stem = next(
        one.rstrip("*") for one in kinds()[UNDEFINED].words if word.startswith(one.rstrip("*"))
    )
    if stem in told:
        return True
    told.add(stem)
    return re.search(DEFINED.format(re.escape(stem)), text, re.IGNORECASE) is not None


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence with the section and the paragraph it stands in."""
    section = paragraph = ""
    for sentence in SENTENCE_END.split(text):
        plain = " ".join(sentence.split())
        for mark in SECTION.findall(plain[:20]):
            if mark.startswith("§"):
                section, paragraph = mark, ""
            else:
                paragraph = mark.lower()
        if plain:
            yield ", ".join(filter(None, (section, paragraph))), plain


def counts(found: list[Hint]) -> Counter[str]:
    """How many hints of each kind."""
    return Counter(hint.kind for hint in found)


def sections(text: str) -> int:
    """How many sections the text has, for the evidence of simple rules."""
    return len(set(re.findall(r"^\s*(§\s*\d+(?:\s[a-z])?)", text, re.MULTILINE)))
