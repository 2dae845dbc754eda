"""A trial in words, tables and figures, as the rules office reads it."""

from collections.abc import Iterable

from django.utils.translation import gettext

from sammenhaeng.benefits.rules.gated import Effect, both
from sammenhaeng.benefits.rules.impact import BANDS
from sammenhaeng.design.charts.bars import Bar, Finding, bar_chart
from sammenhaeng.design.charts.chart import Cell, Chart, Headline, Measure, Table, note_of
from sammenhaeng.design.charts.map import Area, kommune_map
from sammenhaeng.design.charts.pairs import Pair, paired_bars
from sammenhaeng.design.words import danish_order, number
from sammenhaeng.organisation.queries import names_of_authorities
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed, beside

from .trial import Trial, TypicalTold

FAMILY_TYPES = {
    "single": "Enlige", "couple": "Par", "single_parent": "Enlige med børn",
    "couple_with_children": "Par med børn", "pensioner": "Enlige pensionister",
    "pensioner_couple": "Pensionistpar",
}  # fmt: skip
MILLION = 1e6


def family_name(code: str) -> str:
    return gettext(FAMILY_TYPES.get(code, code))


def millions(cell: Disclosed) -> Disclosed[float]:
    return both((cell,), lambda kroner: kroner / MILLION)


def shown(cell: Disclosed, decimals: int = 0) -> str:
    return HIDDEN if cell.is_hidden else number(cell.value, decimals)


def signed(cell: Disclosed, decimals: int = 0) -> str:
    """With its sign, for a change."""
    if cell.is_hidden:
        return HIDDEN
    text = number(cell.value, decimals)
    return f"+{text}" if cell.value > 0 else text


def headline(trial: Trial) -> str:
    """What the change does, in one sentence."""
    every = trial.everybody
    if trial.asked.is_law_in_force:
        said = gettext("Loven i dag giver {total} mio. kr. om året")
        return said.format(total=shown(millions(every.before), 0))
    if every.cost.is_hidden:
        return gettext("Så få bliver berørt, at tallene ikke kan vises")
    if not (every.winners.value or every.losers.value):
        return gettext("Forslaget ændrer ikke beløbet for nogen")
    words = gettext("Forslaget koster {cost} mio. kr. om året") if every.cost.value >= 0 else (
        gettext("Forslaget sparer {cost} mio. kr. om året")
    )  # fmt: skip
    return words.format(cost=number(abs(every.cost.value) / MILLION, 1))


def facts(trial: Trial) -> list[tuple[str, str]]:
    every, kroner = trial.everybody, gettext("{total} mio. kr.")
    before = kroner.format(total=shown(millions(every.before), 1))
    if trial.asked.is_law_in_force:
        return [
            (gettext("Udgift om året"), before),
            (gettext("Husstande i beregningen"), shown(every.households)),
        ]
    return [
        (gettext("Udgift om året, loven i dag"), before),
        (gettext("Med forslaget"), kroner.format(total=shown(millions(every.after), 1))),
        (gettext("Forskel"), kroner.format(total=signed(millions(every.cost), 1))),
        (gettext("Husstande, der får mere"), shown(every.winners)),
        (gettext("Husstande, der får mindre"), shown(every.losers)),
        (gettext("Husstande uden ændring"), shown(every.unchanged)),
    ]


def families_chart(trial: Trial, csv: str) -> Chart:
    """What each kind of household gets, today and with the proposal."""
    sub = gettext("Beløb til hver familietype om året, i mio. kr.")
    source = gettext("Beregnet på syntetiske husstande. Beregneren er ikke en afgørelse.")
    names = [family_name(code) for code in trial.families]
    rows = list(zip(names, trial.by_family.groups, strict=True))
    if trial.asked.is_law_in_force:
        finding = Finding(_most_paid(rows), sub, (gettext("Familietype"), gettext("Mio. kr.")), csv)
        bars = tuple(Bar(name, millions(effect.before)) for name, effect in rows)
        return bar_chart("families", finding, bars, millions(trial.everybody.before))
    pairs = [
        Pair(name, millions(effect.before), millions(effect.after), _difference(effect))
        for name, effect in rows
    ]
    measure = Measure(gettext("Beløb om året"), gettext("mio. kr."), 1)
    told = Headline(_families_finding(rows), sub, source, csv)
    return paired_bars("families", told, pairs, measure)


def _most_paid(rows: list[tuple[str, Effect]]) -> str:
    known = [(name, one.before.value) for name, one in rows if not one.before.is_hidden]
    name, _ = max(known, key=lambda row: row[1], default=("", 0))
    return gettext("{family} får tilsammen mest").format(family=name)


def _difference(effect: Effect) -> str:
    if effect.cost.is_hidden:
        return HIDDEN
    if not (effect.won.value or effect.lost.value):
        return gettext("ingen ændring")
    said = gettext("{cost} mio. kr.: {winners} vinder, {losers} taber")
    return said.format(
        cost=signed(millions(effect.cost), 1), winners=shown(effect.winners),
        losers=shown(effect.losers),
    )  # fmt: skip


def _families_finding(rows: list[tuple[str, Effect]]) -> str:
    known = [(name, one.each.value) for name, one in rows if not one.each.is_hidden]
    name, most = max(known, key=lambda row: abs(row[1]), default=("", 0.0))
    if not most:
        return gettext("Ingen familietype får mere eller mindre")
    words = gettext("{family} får mest: {each} kr. mere om året i gennemsnit") if most > 0 else (
        gettext("{family} mister mest: {each} kr. om året i gennemsnit")
    )  # fmt: skip
    return words.format(family=name, each=number(abs(most)))


COLUMNS = (
    "Husstande", "Får mere", "Får mindre", "Uændret", "Vundet (mio. kr.)", "Tabt (mio. kr.)",
    "Forskel (mio. kr.)", "Kr. pr. husstand",
)  # fmt: skip
DECIMALS = (0, 0, 0, 0, 0, 1, 1, 1, 0)


def _cells(effect: Effect) -> tuple[Disclosed, ...]:
    return (
        effect.households, effect.winners, effect.losers, effect.unchanged,
        millions(effect.won), millions(effect.lost), millions(effect.cost), effect.each,
    )  # fmt: skip


def _table(caption: str, first: str, rows: Iterable[tuple[str, Effect]]) -> Table:
    cells: list[tuple[Cell, ...]] = [(name, *_cells(effect)) for name, effect in rows]
    columns = (first, *(gettext(name) for name in COLUMNS))
    return Table(caption, columns, tuple(cells), tuple(range(1, 9)), note_of(cells), DECIMALS)


def _with_all(rows: Iterable[tuple[str, Effect]], trial: Trial) -> list[tuple[str, Effect]]:
    return [*rows, (gettext("I alt"), trial.everybody)]


def families_table(trial: Trial) -> Table:
    names = [family_name(code) for code in trial.families]
    rows = _with_all(zip(names, trial.by_family.groups, strict=True), trial)
    return _table(gettext("Vindere og tabere efter familietype"), gettext("Familietype"), rows)


def kommuner_table(trial: Trial) -> Table:
    rows = sorted(_kommuner(trial), key=lambda row: danish_order(row[1]))
    named = [(name, effect) for _, name, effect in rows]
    everybody = (gettext("I alt"), trial.by_kommune.everybody)
    caption = gettext("Vindere og tabere efter kommune")
    return _table(caption, gettext("Kommune"), [*named, everybody])


def _kommuner(trial: Trial) -> list[tuple[str, str, Effect]]:
    names = names_of_authorities()
    return [
        (code, names.get(code, code), effect)
        for code, effect in zip(trial.kommuner, trial.by_kommune.groups, strict=True)
    ]


def kommuner_map(trial: Trial, csv: str) -> Chart:
    """What the change gives a household of each kommune on average."""
    areas = [Area(code, name, effect.each) for code, name, effect in _kommuner(trial)]
    measure = Measure(gettext("Ændring pr. husstand om året"), gettext("kr."))
    sub = gettext("Kroner om året til en gennemsnitlig husstand i kommunen, alle talt med.")
    known = [area for area in areas if not area.value.is_hidden]
    if not known:
        finding = gettext("Så få bliver berørt i hver kommune, at tallene ikke kan vises")
    else:
        most = max(known, key=lambda area: abs(area.value.value))
        said = gettext("Ændringen er størst i {kommune}: {each} kr. pr. husstand om året")
        finding = said.format(kommune=most.name, each=signed(most.value))
    source = gettext("Beregnet på syntetiske husstande.")
    return kommune_map("kommuner", Headline(finding, sub, source, csv), areas, measure)


def bands_chart(trial: Trial) -> Chart:
    """Those whose amount changes, by how much."""
    bars = tuple(Bar(name, cell) for name, cell in zip(_names_of_bands(), trial.bands, strict=True))
    every = trial.everybody
    touched = both((every.winners, every.losers), lambda wins, loses: wins + loses)
    said = gettext("{winners} husstande får mere, og {losers} får mindre")
    heading = said.format(winners=shown(every.winners), losers=shown(every.losers))
    sub = gettext("Husstande, hvis beløb ændres, efter hvor meget om året.")
    finding = Finding(heading, sub, (gettext("Ændring om året"), gettext("Husstande")))
    return bar_chart("bands", finding, bars, touched)


def _names_of_bands() -> list[str]:
    low, middle, high = number(abs(BANDS[0])), number(abs(BANDS[1])), number(BANDS[-1])
    return [
        gettext("Mister over {most} kr.").format(most=low),
        gettext("Mister {least}–{most} kr.").format(least=middle, most=low),
        gettext("Mister op til {most} kr.").format(most=middle),
        gettext("Får op til {most} kr. mere").format(most=middle),
        gettext("Får {least}–{most} kr. mere").format(least=middle, most=high),
        gettext("Får over {most} kr. mere").format(most=high),
    ]


def edges_table(trial: Trial, told: tuple[TypicalTold, ...], caption: str) -> Table:
    """The typical household of each kind at an edge."""
    labels = [gettext(trial.law.inputs[name].label) for name, _ in told[0].facts] if told else []
    columns = (
        gettext("Familietype"), gettext("Husstande"),
        gettext("Får i dag (kr. om året)"), gettext("Ændring (kr. om året)"),
        *labels,
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (family_name(one.family), one.households, one.before, _signed_cell(one.change),
         *(cell for _, cell in one.facts))
        for one in told
    ]  # fmt: skip
    return Table(caption, columns, tuple(rows), tuple(range(1, len(columns))), note_of(rows))


def _signed_cell(cell: Disclosed) -> Cell:
    return cell if cell.is_hidden else signed(beside(cell, cell.value))


def file_of(trial: Trial) -> Table:
    """Families and kommuner in one table, for a file."""
    families, kommuner = families_table(trial), kommuner_table(trial)
    rows = [(gettext("Familietype"), *row) for row in families.rows]
    rows += [(gettext("Kommune"), *row) for row in kommuner.rows]
    columns = (gettext("Inddeling"), gettext("Gruppe"), *families.columns[1:])
    caption = gettext("Vindere og tabere")
    return Table(caption, columns, tuple(rows), tuple(range(2, 10)), "", (0, *DECIMALS))


def edges(trial: Trial) -> list[Table]:
    """Those who win most and those who lose most, as typical households."""
    both_ways = (
        (trial.winning, gettext("De, der vinder mest")),
        (trial.losing, gettext("De, der taber mest")),
    )
    return [edges_table(trial, told, caption) for told, caption in both_ways if told]
