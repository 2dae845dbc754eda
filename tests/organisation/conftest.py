"""Files of units as people write them."""

import pytest

from sammenhaeng.organisation.operations import imports
from sammenhaeng.organisation.queries import faults
from sammenhaeng.organisation.rules import units as rules

HEADER = "authority;code;parent;name;name_en;kind;phone;hours;address;first_on;last_on"


def line(code, parent="", name="Enhed", **cells):
    """A row of Solby's, with other cells where they are given."""
    told = {
        "authority": "0999", "code": code, "parent": parent, "name": name, "name_en": "",
        "kind": "department", "phone": "", "hours": "", "address": "",
        "first_on": "2026-01-01", "last_on": "",
    }  # fmt: skip
    return ";".join({**told, **cells}.values())


def written(*lines, header=HEADER):
    return "\n".join([header, *lines]).encode()


@pytest.fixture
def bring(solby, at):
    """Import a file as someone of the cast; gives the record and its faults as (row, column)."""

    def import_(content, by="eva", name="units.csv"):
        sheet = rules.read(name, content)
        done = imports.import_units(sheet, by=solby.seats[by], at=at)
        return done, [(one.row, one.column, one.reason) for one in _faults(done)]

    return import_


def _faults(done):
    from sammenhaeng.organisation.models import ImportFault  # noqa: PLC0415

    assert len(list(faults(done))) == ImportFault.objects.filter(of=done).count()
    return ImportFault.objects.filter(of=done).order_by("row", "column", "pk")
