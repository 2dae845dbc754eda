"""The figures that others have published, told as a page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.compare.rules import published as rules
from sammenhaeng.compare.rules.published import Figure, Measure, figures, measures
from sammenhaeng.design.charts.chart import Table
from sammenhaeng.design.words import danish_order, number
from sammenhaeng.organisation import queries as organisation

__all__ = [
    "Figure", "Measure", "Told", "choices", "chosen", "figures", "measures", "measures_told",
    "table", "told",
]  # fmt: skip
COUNTED_IN = {
    "dagsvaerk": "Dagsværk", "dage": "Dage", "procent": "Procent", "antal": "Antal",
    "andel": "Procent", "ingen": "",
}  # fmt: skip
FIRST, EVERY = "krl", "alle"
ONE_DECIMAL = ("dagsvaerk", "dage")
SHARE = "andel"  # a part of one, told in per cent
GROUPS = {
    "m": "Mænd", "k": "Kvinder", "sosu": "Social- og sundhedspersonale",
    "paedagogisk": "Pædagogisk personale", "laerere": "Lærere", "hk": "Kontorpersonale",
    "sundhed": "Sundhedspersonale", "forsvar-politi": "Forsvar og politi",
    "aeldrepleje": "Ældreplejen", "administration": "Administration",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One figure in words."""

    figure: Figure
    area: str
    value: str
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.area, str(self.figure.year), self.value, self.figure.source, self.note


def told() -> list[Told]:
    """Every figure, by measure, area and year."""
    names = organisation.names_of_authorities()
    order = list(measures())
    rows = [Told(one, _area(one, names), _value(one), _note(one)) for one in figures()]
    return sorted(
        rows, key=lambda row: (order.index(row.figure.measure), danish_order(row.area),
                               row.figure.year),
    )  # fmt: skip


def _area(one: Figure, names: dict[str, str]) -> str:
    known = {code: gettext(name) for code, name in rules.AREAS.items()}
    words = [known.get(one.area) or names[one.area]]
    return ", ".join(
        [*words, *(gettext(GROUPS[code]).lower() for code in (one.group, one.sex) if code)]
    )


def _value(one: Figure) -> str:
    if one.value is None:
        return gettext("kun nævnt")
    unit = measures()[one.measure].unit
    value = 100 * one.value if unit == SHARE else one.value
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return number(value, max(len(text.partition(".")[2]), int(unit in ONE_DECIMAL)))


def _note(one: Figure) -> str:
    unsure = gettext("Usikker: kilden siger det i runde ord") if one.is_unsure else ""
    return ". ".join(filter(None, (unsure, one.note and gettext(one.note))))


def measures_told(wanted: str) -> Iterator[tuple[Measure, str, Table]]:
    """Each measure, or the one that is wanted, with its unit and the table of its figures."""
    rows = told()
    for one in measures().values():
        if wanted not in (EVERY, one.code):
            continue
        own = tuple(row.cells for row in rows if row.figure.measure == one.code)
        if own:
            unit = gettext(COUNTED_IN[one.unit]).lower() if COUNTED_IN[one.unit] else ""
            yield one, unit, Table(gettext(one.name), _columns(), own, numeric=(2,))


def choices() -> list[tuple[str, str]]:
    """The measures to choose from, and all of them."""
    names = [(code, gettext(one.name)) for code, one in measures().items()]
    return [*names, (EVERY, gettext("Alle mål"))]


def chosen(wanted: str) -> str:
    return wanted if wanted in {code for code, _ in choices()} else FIRST


def _columns() -> tuple[str, ...]:
    return (gettext("Område"), gettext("År"), gettext("Tal"), gettext("Kilde"),
            gettext("Bemærkning"))  # fmt: skip


def table() -> Table:
    """All of them in one table, for a file."""
    names = {code: gettext(one.name) for code, one in measures().items()}
    rows = tuple((names[row.figure.measure], *row.cells) for row in told())
    columns = (gettext("Mål"), *_columns())
    return Table(gettext("Offentliggjorte tal om sygefravær"), columns, rows, numeric=(3,))
