"""C1, the funnel: small places vary most, so each is held against limits for its own size."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from sammenhaeng.statistics.disclosure import HIDDEN

from . import legend
from .chart import Cell, Chart, Choice, Described, Headline, Table, note_of
from .ground import (
    FILLED,
    NARROW,
    TOP,
    WIDE,
    Ground,
    Place,
    Sheet,
    background,
    place_on,
)  # fmt: skip
from .marks import INK, PEERS, Line, Mark, Picture, Shape, Text, breadth, drawn

NAMED = 8  # places beyond the axes that are listed under the picture
NEAR = 190  # pixels in which the words of two places would meet


@dataclass(frozen=True)
class View:
    """Whose page it is: the key of the own place, and of the one picked out."""

    own: str = ""
    highlight: str = ""


def funnel(id: str, headline: Headline, ground: Ground, view: View | None = None) -> Chart:
    """The chart of one reader; an own place whose numbers are hidden is not marked."""
    view = view or View()
    own = _shown(ground, view.own)
    choices = tuple(_choice(ground, one) for one in ground.ordered if one.key != view.own)
    picked = ground.by_key.get(view.highlight)
    chosen = _choice(ground, picked) if picked is not None else None
    described = Described(id, headline.heading, " ".join(_told(ground, own, headline)))
    ringed = _shown(ground, view.highlight)
    wide, narrow = (
        drawn(_picture(ground, sheet, own, ringed), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    notes = (*_notes(ground), headline.source)
    return Chart(id, headline.heading, headline.sub, wide, narrow,
                 table(ground, view, headline), headline.csv,
                 tuple(filter(None, notes)), choices, chosen)  # fmt: skip


def claim_words(claim: str) -> str:
    """What may be said of a place, no more."""
    return {
        "as_expected": gettext("som forventet"),
        "higher": gettext("højere end forventet"),
        "lower": gettext("lavere end forventet"),
        "clearly_higher": gettext("tydeligt højere end forventet"),
        "clearly_lower": gettext("tydeligt lavere end forventet"),
    }[claim]


def _shown(ground: Ground, key: str) -> Place | None:
    place = ground.by_key.get(key)
    return place if place is not None and place.is_shown else None


def _row(place: Place) -> tuple[Cell, ...]:
    claim = claim_words(place.claim) if place.is_shown else HIDDEN
    return (place.label, place.size, place.value, claim)


def _choice(ground: Ground, place: Place) -> Choice:
    if not place.is_shown:
        hidden = gettext("{place}: tallet er skjult.").format(place=place.label)
        return Choice(place.key, place.label, hidden)
    sentence = gettext("{place}: {value}, {size}, {claim}.").format(
        place=place.label, value=ground.value.told(place.value),
        size=ground.size.told(place.size), claim=claim_words(place.claim),
    )  # fmt: skip
    return Choice(place.key, place.label, sentence)


def _told(ground: Ground, own: Place | None, headline: Headline) -> list[str]:
    """The picture in words: how many, the mean, the own place, and what may be claimed."""
    counts = ground.counts
    told = [headline.sub, _how_many(ground.count)]
    told.append(gettext("Gennemsnittet er {mean}.").format(mean=ground.value.told(ground.mean)))
    if own is not None:
        told.append(
            gettext("Jeres sted: {value}, {size}, {claim}.").format(
                value=ground.value.told(own.value), size=ground.size.told(own.size),
                claim=claim_words(own.claim),
            )
        )  # fmt: skip
    told.append(
        gettext("Som forventet: {same}. Højere: {higher}. Lavere: {lower}.").format(
            same=counts["as_expected"],
            higher=counts["higher"] + counts["clearly_higher"],
            lower=counts["lower"] + counts["clearly_lower"],
        )
    )
    return [*told, *_notes(ground)]


def _how_many(count: int) -> str:
    return ngettext("{n} sted er vist.", "{n} steder er vist.", count).format(n=count)


def _notes(ground: Ground) -> list[str]:
    """What the picture cannot show where it is."""
    hidden = 0 if ground.crowd else len(ground.places) - len(ground.shown)
    notes = [_beyond(ground)]
    if hidden:
        notes.append(
            ngettext(
                "{n} sted er ikke vist, fordi tallet er skjult.",
                "{n} steder er ikke vist, fordi tallene er skjult.", hidden,
            ).format(n=hidden)
        )  # fmt: skip
    return [note for note in notes if note]


def _beyond(ground: Ground) -> str:
    """Those at the edge by name, the first of them; of a crowd those that have a row."""
    many = ground.crowd.all_beyond if ground.crowd else len(ground.beyond)
    if not many:
        return ""
    named = [
        f"{place.label} ({ground.value.told(place.value)}, {ground.size.told(place.size)})"
        for place in ground.beyond[:NAMED]
    ]
    if not named:
        return ngettext(
            "{n} sted ligger ud over figurens kant og er vist med en pil.",
            "{n} steder ligger ud over figurens kant og er vist med en pil.", many,
        ).format(n=many)  # fmt: skip
    more = many - len(named)
    return gettext("Ud over figurens kant, vist med en pil: {places}.").format(
        places="; ".join(named) + (gettext(" og {n} flere").format(n=more) if more > 0 else "")
    )


def table(ground: Ground, view: View, headline: Headline) -> Table:
    """Own place first, then the others that have a row, by name; never by rank."""
    first = [ground.by_key[key] for key in (view.own,) if key in ground.by_key]
    others = [one for one in ground.ordered if one.key != view.own]
    mean = (gettext("Gennemsnit"), "", ground.mean, "")
    rows = (*map(_row, (*first, *others)), mean)
    notes = [note_of(rows)]
    if ground.crowd:
        notes.append(gettext("Tabellen har de nævnte steder. Alle steder står i filen (CSV)."))
    columns = (gettext("Sted"), ground.size.name, ground.value.name, gettext("Vurdering"))
    decimals = (0, ground.size.decimals, ground.value.decimals, 0)
    return Table(headline.sub, columns, rows, (1, 2), " ".join(filter(None, notes)), decimals)


def _picture(ground: Ground, sheet: Sheet, own: Place | None, ringed: Place | None) -> Picture:
    marks: list[Mark] = [background(ground, sheet)]
    if own is not None:
        marks += _own(ground, sheet, own)
    if ringed is not None and ringed is not own:
        marks += _ring(ground, sheet, ringed, own)
    signs = legend.legend(_signs(ground, own), sheet.height + 14, sheet.width)
    return Picture(sheet.width, round(legend.bottom(signs)) + 14, (*marks, *signs))


def _signs(ground: Ground, own: Place | None) -> list[legend.Sign]:
    signs = [legend.own(gettext("Jeres sted"))] if own is not None else []
    if ground.crowd:
        few, many = FILLED[-1][1], FILLED[0][1]
        signs.append(legend.shape(gettext("Få steder som forventet"), "square", few, PEERS))
        signs.append(legend.shape(gettext("Mange steder"), "square", many, PEERS))
    else:
        signs.append(legend.shape(gettext("Som forventet"), "circle"))
    return [
        *signs,
        legend.shape(gettext("Højere end forventet"), "up", fill=PEERS),
        legend.shape(gettext("Lavere end forventet"), "down", fill=PEERS),
    ]


def _own(ground: Ground, sheet: Sheet, own: Place) -> list[Mark]:
    """The diamond, and its words at the end of a line."""
    words = gettext("Jeres sted: {value}").format(value=ground.value.told(own.value))
    spot = place_on(sheet.scales(ground), own)
    size = 16 if sheet is WIDE else 14
    return [*_pointed(sheet, spot, words, size, _side(spot)), legend.diamond(spot)]


def _ring(ground: Ground, sheet: Sheet, place: Place, own: Place | None) -> list[Mark]:
    """A ring round the place picked out; its name keeps clear of the own place's words."""
    scales = sheet.scales(ground)
    x, y = place_on(scales, place)
    side = _side((x, y))
    if own is not None:
        mine, level = place_on(scales, own)
        if abs(mine - x) < NEAR and abs(level - y) < NEAR:
            side = -_side((mine, level))
    ring = Shape("circle", ((x, y),), 13, "none", INK, 3)
    return [ring, *_pointed(sheet, (x, y), place.label, 14, side)]


def _side(spot: tuple[float, float]) -> int:
    """Words stand above a spot, or below one that is high up."""
    return -1 if spot[1] > TOP + 70 else 1


def _pointed(
    sheet: Sheet, spot: tuple[float, float], words: str, size: int, side: int
) -> list[Mark]:
    """Words with a line to a spot."""
    x, y = spot
    half = breadth(words, size) / 2 + 4
    middle = round(min(max(x, sheet.left + half), sheet.right - half), 1)
    return [
        Line(x, y + side * 14, x, y + side * 46, INK, 1.5),
        Text(middle, y + side * 58, words, size, 600, "center", halo=True),
    ]
