"""The page of a leader's sickness absence, put together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.rules import indicators, words
from sammenhaeng.design.charts.chart import Chart, Table, told
from sammenhaeng.design.words import number
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.claims import Claim
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import course, knowledge, places, sureness, years
from . import figures as queries
from .course import Aimed
from .places import GROUPS, Place, Wanted

PARTS = ("absence_week", "absence_medium", "absence_long")
COARSE = ("absence_short", "absence_long", "absence")


@dataclass(frozen=True)
class Asked:
    """Whose page, what was chosen, and the units the reader may choose."""

    unit: Unit
    wanted: Wanted
    units: tuple[Unit, ...]
    day: date


def page(asked: Asked, csv: str) -> dict[str, Any]:
    """What the template shows; without figures the choices, and why there are none."""
    try:
        at = places.place(asked.unit, asked.wanted, (*PARTS, *COARSE))
    except Refused as refused:
        known = queries.years(asked.wanted.indicator, is_public=False)
        told_ = {"choices": choices(asked, known), "finding": gettext(refused.sentence)}
        return {"at": None} | told_
    known = at.seen.of(at.measurement.indicator)
    return {"at": at, "choices": choices(asked, known)} | _found(at, asked, csv)


def _found(at: Place, asked: Asked, csv: str) -> dict[str, Any]:
    is_shown, funnel = at.now.is_shown, places.funnel_of(at, asked.wanted, csv)
    aimed = course.aimed(at)
    told_years = years.of(at, aimed)
    return {
        "finding": f"{at.heading}." if is_shown else too_few(),
        "use": use(at),
        "numbers": key_numbers(at, aimed),
        "chance": chance(at) if funnel else "",
        "funnel": funnel,
        "months": course.months_of(at, aimed),
        "course": told_years.chart,
        "course_said": told_years.said() if is_shown else [],
        "parts": _parts_chart(at) if is_shown else None,
        "steps": steps(at),
        "sure": sureness.table(at),
        "peers": peers(at),
        "method": method(at),
        "ways": ways(at, asked.day),
    }


def table(asked: Asked) -> Table:
    """Every place of the funnel; without one, the place beside those that are like it."""
    at = places.place(asked.unit, asked.wanted)
    return places.table_of(at, asked.wanted) or peers(at)


def use(at: Place) -> str:
    """What the number is good for; where it does stand out, the finding speaks for itself."""
    is_silent = at.now.claim not in ("", Claim.AS_EXPECTED) or not at.now.is_shown
    return "" if is_silent or not at.now.use else gettext(words.USES[at.now.use])


def too_few() -> str:
    return gettext(
        "Vi viser ikke tal for enheder med under 10 fuldtidsansatte, eller hvor tallet ville røbe "
        "et andet."
    )


def choices(
    asked: Asked, years: list[Measurement]
) -> list[tuple[str, str, list[Any], object]]:  # fmt: skip
    """The filter: label, name, options and what is chosen."""
    wanted = asked.wanted
    told_years = [(one.first_on.year, str(one.first_on.year)) for one in years]
    kinds = [(one.code, places.name_of(one)) for one in indicators.of_room("absence")]
    groups = [(code, gettext(name)) for code, name in GROUPS.items()]
    return [
        (gettext("Sammenlign med"), "med", groups, wanted.group),
        (gettext("Periode"), "aar", told_years, wanted.year),
        (gettext("Fravær"), "indikator", kinds, wanted.indicator),
        *of_units(asked),
    ]  # fmt: skip


def of_units(asked: Asked) -> list[tuple[str, str, list[Any], object]]:
    """The choice of a unit, when there are several."""
    units = [(one.pk, one.name) for one in asked.units]
    return [(gettext("Enhed"), "enhed", units, asked.unit.pk)] if len(units) > 1 else []


def key_numbers(at: Place, aimed: Aimed) -> list[tuple[str, str, str]]:
    """Own figure, what is usual for a place with such staff, and the change in a year."""
    now, unit = at.now, places.unit_of(at.indicator)
    low, high = (told(end, 1) for end in now.usual)
    usual = HIDDEN if now.rate.is_hidden else f"{low}–{high}"
    mean = gettext("gennemsnit {mean} med samme slags medarbejdere")
    change = at.change
    return [
        (gettext("Jeres sted"), told(now.rate, 1), f"{unit}, {at.measurement.first_on.year}"),
        (gettext("Forventet for et sted som jeres"), usual,
         mean.format(mean=told(now.expected, 1))),
        (gettext("Ændring på et år"), _signed(change), since(at, aimed)),
    ]  # fmt: skip


def _signed(change: Disclosed[float] | None) -> str:
    if change is None or change.is_hidden:
        return HIDDEN
    return f"{'+' if change.value > 0 else ''}{number(change.value, 1)}"


def since(at: Place, aimed: Aimed) -> str:
    """What the change is from, and the target when the place has one."""
    said = gettext("der er kun tal for ét år")
    if at.before is not None:
        said = gettext("fra {rate}").format(rate=told(at.before.rate, 1))
    if ahead := [one for one in aimed.targets if one.year >= at.measurement.first_on.year]:
        aim = gettext("{said}. Jeres måltal er {target} i {year}")
        target = number(ahead[0].target / course.HUNDREDTHS, 1)
        return aim.format(said=said, target=target, year=ahead[0].year)
    return said


def chance(at: Place) -> str:
    """How many ordinary places stray outside the limits, beside how many do."""
    kind = at.kind
    if at.now.claim in (*words.BY_CHANCE, Claim.AS_EXPECTED):
        sentence = gettext(
            "Blandt {count} steder vil omkring {few} ligge uden for det blå bånd ved et tilfælde; "
            "{found} gør det."
        )
        few, found = kind.compared * 0.05, kind.outside_95
    else:
        sentence = gettext(
            "Blandt {count} steder vil omkring {few} ligge uden for den yderste grænse ved et "
            "tilfælde; {found} gør det."
        )
        few, found = kind.false_998, kind.outside_998
    return sentence.format(count=number(kind.compared), few=number(round(few)), found=number(found))


def steps(at: Place) -> Table:
    """Unadjusted and adjusted side by side, with the step of each factor between them."""
    names = [
        gettext("Ikke justeret"),
        *(gettext(words.FACTORS[one]).capitalize() for one in at.measurement.added),
    ]
    shown = [one.value if not one.is_hidden else None for one in at.now.steps]
    ratio = [None if one is None else at.now.rate.value / one for one in shown]
    rows = []
    for name, expected, times in zip(names, at.now.steps, ratio, strict=True):
        share = at.now.rate if times is None else places.told.beside(at.now.rate, 100 * times)
        rows.append((name, expected, share))
    columns = (gettext("Regnet med"), gettext("Forventet"), gettext("Jeres tal i procent af det"))
    return Table(gettext("Forventet, når ét forhold mere er regnet med"), columns, tuple(rows),
                 (1, 2), sureness.of_expected(at.now), (0, 1, 0))  # fmt: skip


def peers(at: Place) -> Table:
    """Those the place is compared with: never in the order of their figures."""
    rows = tuple((one.label, one.full_time, one.rate) for one in (at.now, *at.peers))
    columns = (
        gettext("Sted"),
        gettext("Fuldtidsansatte"),
        places.unit_of(at.indicator).capitalize(),
    )
    return Table(
        gettext("Sammenlignelige steder"), columns, rows, numeric=(1, 2), decimals=(0, 0, 1)
    )


def method(at: Place) -> dict[str, str]:
    one, kind = at.indicator, at.kind
    return {
        "definition": places.definition_of(one), "version": one.version,
        "year": str(one.first_year), "mean": number(kind.shown_mean, 1),
        "kind": places.kind_name(at).lower(),
        "source": places.source_of(at.measurement),
    }  # fmt: skip


def ways(at: Place, day: date) -> list[tuple[str, str, str]]:
    """What a leader can do with the figures."""
    shape = knowledge.shape(at.unit, at.seen.newest(), day)
    offered = [one for one in knowledge.library(shape) if one.reasons]
    pack = (gettext("Find en videnspakke"), gettext("Korte forslag til mindre fravær."))
    if offered:
        name = gettext(offered[0].package.name)
        pack = (gettext("Læs “{name}”").format(name=name), " ".join(offered[0].reasons))
    at_unit = f"?enhed={at.unit.pk}"
    return [
        (pack[0], reverse("compare:knowledge"), pack[1]),
        (gettext("Bed om besøg af rejseholdet"), reverse("absence:request_visit"),
         gettext("Rejseholdet kommer ud til jer og hjælper.")),
        (gettext("Regn på gevinsten"), reverse("compare:gain") + at_unit,
         gettext("Hvad er én fraværsdag mindre værd hos jer?")),
        (gettext("Aftal opfølgning"), reverse("compare:dialogue_of", args=[at.unit.pk]),
         gettext("Skriv, hvad I har set, og hvad I vil gøre.")),
    ]  # fmt: skip


def _parts_chart(at: Place) -> Chart | None:
    """Our own three parts where all of them may be told beside others, else DST's two."""
    fine = places.parts_of([at.parts[one] for one in PARTS if one in at.parts])
    if fine and len(fine.table.rows) == len(PARTS):
        return fine
    return places.parts_of([at.parts[one] for one in COARSE if one in at.parts])
