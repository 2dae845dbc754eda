"""Invented figures for the page of components: one chart of each kind."""

from sammenhaeng.statistics.disclosure import Disclosed, disclose

from .charts.chart import Chart, Headline, Measure
from .charts.course import Course, Moment, Peers
from .charts.distribution import Question, distribution
from .charts.dots import Dot, Middle, box_plot, dot_plot
from .charts.funnel import View, funnel
from .charts.geography import atlas
from .charts.ground import Claim, Ground, Limits, Place
from .charts.histogram import Bin, Counted, Own, histogram
from .charts.map import Area, kommune_map
from .charts.pairs import Pair, paired_bars
from .charts.trend import trend

SOURCE = "Opdigtede tal for 2026."
HOURS = Measure("Sygetimer pr. fuldtidsansat", "timer")
STAFF = Measure("Fuldtidsansatte på stedet", "fuldtidsansatte")
MEAN, SPREAD, BETWEEN = 104, 178, 11  # hours: of all, between persons, between places
PLACES: tuple[tuple[str, int, int, Claim], ...] = (
    ("Solbakken", 72, 152, "higher"), ("Elmebo", 118, 67, "lower"),
    ("Fjordhjem", 31, 97, "as_expected"), ("Lille hus", 3, 90, "as_expected"),
    ("Skovbo", 12, 118, "as_expected"), ("Ådalen", 24, 61, "as_expected"),
    ("Engparken", 45, 121, "as_expected"), ("Havblik", 88, 189, "clearly_higher"),
    ("Kildevæld", 17, 155, "as_expected"), ("Møllegården", 56, 92, "as_expected"),
    ("Nørrebo", 9, 287, "higher"), ("Østervang", 38, 108, "as_expected"),
    ("Rosenhaven", 64, 101, "as_expected"), ("Søndergården", 28, 133, "as_expected"),
)  # fmt: skip
OWN = (135, 138, 136, 141, 145, 149, 155, 158, 158, 156, 155, 152)
MEDIANS = (110, 109, 109, 110, 108, 107, 107, 106, 106, 106, 105, 104)
TARGETS = (130,) * 4 + (126,) * 4 + (118,) * 4
ANSWERS = ("Helt uenig", "Uenig", "Hverken eller", "Enig", "Helt enig")
REMARK = "I hele landet har en fjerdedel af lederne 27 eller flere. Det er ikke et måltal."


def numbers(*values: int) -> tuple[Disclosed, ...]:
    return disclose([[*values, 1_000]]).rows[0][:-1]


def figures() -> dict[str, Chart]:
    """Every chart by the name that the examples call it."""
    return {
        "funnel": _funnel(), "trend": _trend(), "dots": _dots(), "boxes": _boxes(),
        "answers": _answers(), "span": _span(), "map": _map(), "pairs": _pairs(),
    }  # fmt: skip


def _headline(heading: str, sub: str) -> Headline:
    return Headline(heading, sub, SOURCE, "#")


def ground() -> Ground:
    places = []
    for i, (name, *known, claim) in enumerate(PLACES):
        size, hours = numbers(*known)
        places.append(Place(f"s{i}", name, size, hours, claim))
    return Ground(tuple(places), numbers(MEAN)[0], _limits(), STAFF, HOURS)


def _limits() -> Limits:
    sizes = tuple(range(5, 141, 3))

    def line(z: float) -> tuple[float, ...]:
        return tuple(max(0, MEAN + z * (SPREAD**2 / n + BETWEEN**2) ** 0.5) for n in sizes)

    return Limits(sizes, line(-1.96), line(1.96), line(-3.09), line(3.09))


def _funnel() -> Chart:
    headline = _headline(
        "Jeres fravær er højere end forventet",
        "Hvert punkt er et plejecenter. Små steder svinger mest, derfor er båndet bredest til"
        " venstre.",
    )
    return funnel("funnel", headline, ground(), View(own="s0", highlight="s1"))


def _trend() -> Chart:
    moments = tuple(
        Moment(
            f"{i % 4 + 1}. kv. {24 + i // 4}", own, Peers(*numbers(mid - 14, mid, mid + 14)), aim
        )
        for i, (own, mid, aim) in enumerate(zip(numbers(*OWN), MEDIANS, TARGETS, strict=True))
    )
    headline = _headline(
        "Fraværet ligger 34 timer over måltallet",
        "Glidende 12 måneder. Det blå bånd er den midterste halvdel af de sammenlignelige steder.",
    )
    return trend("trend", headline, Course(moments, "wavering"), HOURS)


def _dots() -> Chart:
    measure = Measure("Tilfredse, procent", "procent")
    headline = _headline(
        "Kun Elmebo ligger under gennemsnittet", "Cirkel: andel tilfredse. Streg: 95 %-interval."
    )
    rows = (("Solbakken", 81, 74, 87), ("Elmebo", 62, 52, 71), ("Fjordhjem", 88, 80, 93),
            ("Lille hus", 3, 3, 3))  # fmt: skip
    dots = []
    for name, *cells in rows:
        value, low, high = numbers(*cells)
        dots.append(Dot(name, value, low, high, is_own=name == "Solbakken"))
    return dot_plot("dots", headline, dots, measure, numbers(78)[0])


def _boxes() -> Chart:
    headline = _headline(
        "Langtidsfraværet er dobbelt så højt som hos andre",
        "Blå kasse: den midterste halvdel af de sammenlignelige steder. Streg: median.",
    )
    rows = (("Kort, 1-7 dage", 34, 30, 35, 38), ("Mellem, 8-30 dage", 32, 23, 27, 34),
            ("Langt, over 30 dage", 87, 30, 42, 56))  # fmt: skip
    return box_plot(
        "boxes", headline, [Middle(name, *numbers(*cells)) for name, *cells in rows], HOURS
    )


def _answers() -> Chart:
    headline = _headline(
        "Tre af fire vil anbefale stedet",
        "Hver bjælke er et spørgsmål, fra lyst (uenig) til mørkt.",
    )
    asked = disclose([[5, 9, 14, 48, 36], [12, 22, 30, 30, 18], [0, 6, 10, 40, 56]])
    names = ("Jeg kan anbefale mit arbejdssted", "Min leder er tydelig om vores opgaver",
             "Jeg får hjælp af kolleger")  # fmt: skip
    few = disclose([[2, 12, 20, 21, 3]])
    questions = [
        Question(name, counts, total)
        for name, counts, total in zip(names, asked.rows, asked.row_totals, strict=True)
    ]
    questions.append(Question("Jeg har tid nok", few.rows[0], few.total))
    return distribution("answers", headline, questions, ANSWERS)


def _span() -> Chart:
    counts = numbers(3, 61, 148, 203, 166, 121, 84, 52, 27, 13)
    bins = tuple(Bin(5 * i, 5 * i + 5, count) for i, count in enumerate(counts))
    counted = Counted(bins, Measure("Ansatte pr. leder", "ansatte"), Measure("Ledere", "ledere"))
    own = tuple(
        Own(name, count)
        for name, count in zip(("Bente Holm", "Ali Khan"), numbers(31, 14), strict=True)
    )
    headline = _headline(
        "Hver fjerde leder har 27 eller flere ansatte", "Hver søjle er ledere med så mange ansatte."
    )
    return histogram("span", headline, counted, own, REMARK)


def _pairs() -> Chart:
    headline = _headline(
        "Enlige med børn får mest: 203 kr. mere om året i gennemsnit",
        "Beløb til hver familietype om året, i mio. kr.",
    )
    rows = (("Enlige", 3612, 3631, "+19 mio. kr."), ("Par", 890, 887, "−3 mio. kr."),
            ("Pensionister", 2417, 2417, "ingen ændring"))  # fmt: skip
    pairs = []
    for name, first, then, told in rows:
        before, after = numbers(first, then)
        pairs.append(Pair(name, before, after, told))
    return paired_bars("pairs", headline, pairs, Measure("Beløb om året", "mio. kr."))


def _map() -> Chart:
    codes = sorted(atlas().outlines)
    hours = numbers(*(3 if i == 50 else 67 + 37 * i % 36 for i in range(len(codes))))
    areas = [Area(code, f"Kommune {code}", cell) for code, cell in zip(codes, hours, strict=True)]
    headline = _headline("Sygetimerne går fra 67 til 102", "Hver kommune efter sygetimer.")
    return kommune_map("map", headline, areas, HOURS, "0461")
