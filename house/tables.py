"""What the house asks of tables: keys across rooms point down, and each says what it holds."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import models

from sammenhaeng.kernel.personal import Impersonal, Personal

CONTRACTS = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]
FLOORS: list[list[str]] = [floor.split(" | ") for floor in CONTRACTS[0]["layers"]]
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}


def stray_keys(tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """A foreign key across rooms that points up or sideways, or leaves a way back."""
    for table in tables:
        here = table._meta.app_label
        for field in table._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            there = field.related_model._meta.app_label
            if there == here or there not in FLOOR:
                continue
            if FLOOR[here] >= FLOOR[there]:
                yield f"{field} points up"
            if not field.remote_field.hidden:
                yield f'{field} crosses rooms: say related_name="+"'


def undeclared(tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """A table that does not say whether it holds personal data, what, and how long."""
    for table in tables:
        label, personal = table._meta.label, vars(table).get("personal")
        if not isinstance(personal, Personal | Impersonal):
            yield f"{label} does not declare `personal`"
        elif isinstance(personal, Personal):
            if not (personal.what and personal.kept):
                yield f"{label} must say what it holds and how long it is kept"
            columns = {field.attname for field in table._meta.concrete_fields}
            if personal.subject and personal.subject not in columns:
                yield f"{label} has no column {personal.subject}"
