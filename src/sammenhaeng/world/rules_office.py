"""The demo's rules office: a change of the law that was tried, and a bill that is assessed."""

from datetime import date, datetime
from pathlib import Path

from sammenhaeng.access import queries as access
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.benefits.models import Bill
from sammenhaeng.benefits.operations import bills, scenarios
from sammenhaeng.benefits.queries.trial import Asked
from sammenhaeng.benefits.rules.bills import NO, PARTLY, YES, Assessed
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import authorities, units
from sammenhaeng.organisation.rules.units import Description

from . import population
from .solby import FOUNDED

OFFICER = ("ruth", "Ruth Dahl", "rules_officer", "regelkonsulent")
OFFICE = Description("department", "Regelkontoret", "rules")
MINISTRY = "Ministeriet for regler (opdigtet)"
HOUSEHOLDS = 100_000  # of the population that the demo tries changes on
TRIED = Asked(
    "boligstoette", date(2026, 6, 1),
    (("sikring_indkomstgraense", "190.000"), ("sikring_aftrapning", "20 %")),
)  # fmt: skip
TITLE = "Lov om ændring af lov om individuel boligstøtte (opdigtet)"
TEXT = """§ 1. Boligstøtte ydes til lejere, når husstandens indkomst ikke er over grænsen i § 3.
Stk. 2. Ved husstand forstås de personer, der ifølge CPR bor i boligen.
§ 2. Ansøgning sker digitalt med MitID. Den, der er fritaget for Digital Post, kan søge skriftligt.
§ 3. Indkomstgrænsen er 190.000 kr. om året.
Stk. 2. Kommunen kan i særlige tilfælde se bort fra indkomst, medmindre formuen er væsentlig.
§ 4. Støtten sættes ned med 20 pct. af den indkomst, der er over grænsen.
Stk. 2. Dog nedsættes støtten ikke for pensionister.
"""
ANSWERS = {
    "simple": Assessed(
        PARTLY, "§ 3\n§ 4", "",
        "Undtagelsen i § 3 bevares for få husstande. Den får en vejledning med tre eksempler.",
    ),
    "digital": Assessed(YES, "§ 2", "Ansøgning er digital; fritagne kan søge på anden måde."),
    "automatic": Assessed(
        NO, "§ 3", "",
        "Skønnet i § 3 kan ikke afgøres af en maskine. De sager går til en sagsbehandler.",
    ),
    "coherent": Assessed(YES, "§ 1, stk. 2", "Husstand er som i CPR; indkomst fra eIndkomst."),
    "secure": Assessed(YES, "§ 1", "Hjemlen er den samme; ingen nye oplysninger indsamles."),
    "infrastructure": Assessed(YES, "§ 2", "Fælles log-in, Digital Post, CPR og udbetaling."),
    "fraud": Assessed(YES, "§ 4", "Indkomst kontrolleres hver måned mod eIndkomst."),
    "organisation": Assessed(YES, "", "Sagsbehandlere skal kende den nye undtagelse i § 3."),
    "it": Assessed(YES, "", "Beregningen får to nye satser; ingen nye systemer."),
    "data_protection": Assessed(NO),
}  # fmt: skip


def tell(*, at: datetime) -> Seat:
    """The office with its officer, a scenario that was kept, and a bill in screening."""
    officer = settle(at=at)
    scenarios.keep(TRIED, "Højere grænse og hurtigere aftrapning", by=officer, at=at)
    assess(bills.open_bill(TITLE, MINISTRY, by=officer, at=at), by=officer, at=at)
    return officer


def settle(*, at: datetime) -> Seat:
    subject, name, role, title = OFFICER
    account = Account.objects.create(subject=subject, name=name)
    return Seat.objects.create(
        account=account, role=role, unit=_office(at), title=title, first_on=FOUNDED
    )


def _office(at: datetime) -> Unit:
    machine = access.machine()
    owner = authorities.establish(
        "state", authorities.Profile(MINISTRY), first_on=FOUNDED, by=machine, at=at
    )
    return units.establish(owner, OFFICE, parent=None, days=Days(FOUNDED), by=machine, at=at)


def assess(bill: Bill, *, by: Seat, at: datetime) -> Bill:
    """Its text and all but the last of the eleven answers."""
    bill = bills.move(bill, "screen", by=by, at=at)
    bills.keep_text(bill, TEXT, seen=0, by=by, at=at)
    for code, told in ANSWERS.items():
        bills.answer(bill, code, told, seen=0, by=by, at=at)
    return bill


def draw(file: Path) -> None:
    """The population that changes of the law are tried on, when it is not there yet."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        population.write(file, HOUSEHOLDS)
