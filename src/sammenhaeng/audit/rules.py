"""The words of the trail: what an act and a thing are called. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def acts() -> Mapping[str, str]:
    """The act's code -> its Danish words."""
    return _words("acts", "act")


@cache
def things() -> Mapping[str, str]:
    """The table's label -> what people call it."""
    return _words("things", "thing")


@cache
def codes() -> Mapping[str, str]:
    """The name of an id or code that an act tells -> its Danish words."""
    return _words("codes", "code")


def _words(name: str, kind: str) -> Mapping[str, str]:
    rows = tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))[kind]
    return {row["code"]: row["sentence"] for row in rows}
