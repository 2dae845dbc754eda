"""The pictures of the product: python -m house.screenshots ADDRESS FOLDER (a running demo)."""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CODE = re.compile(r"\b[0-9A-Z]{6}\b")
WIDTHS = {"desktop": 1280, "mobil": 390}
PAGES = {  # who -> name of the picture -> address, {sag} is Anne's case
    "": {
        "forside": "/",
        "log-paa": "/log-paa/",
        "menu": "/menu/",
        "komponenter": "/komponenter/",
        "offentliggjort": "/sammenlign/offentliggjort/",
        "metode-fravaer": "/metode/fravaer/",
        "sammenlign": "/sammenlign/",
        "sammenlign-skoler": "/sammenlign/school/",
        "sammenlign-faa": "/sammenlign/home_care/",
        "sammenlign-landet": "/sammenlign/landet/",
        "sammenlign-side": "/sammenlign/school/side-om-side/?sted=65&sted=152&sted=212&sted=251",
        "institution": "/institution/60/",  # one of the drawn nation's
        "ydelsesberegner": "/ydelser/",
        "ydelsesberegner-boligstoette": "/ydelser/boligstoette/",
        "ydelsesberegner-folkepension": "/ydelser/folkepension/",
    },
    "Anne Lund Petersen": {
        "borger-overblik": "/borger/",
        "borger-plan": "/borger/plan/",
        "borger-nyt-maal": "/borger/plan/nyt-maal/",
        "borger-kalender": "/borger/kalender/",
        "borger-kontaktperson": "/borger/kontaktperson/",
        "borger-log": "/borger/brug-af-oplysninger/",
        "borger-samtykker": "/borger/samtykker/",
        "borger-oplysninger": "/borger/oplysninger/",
        "borger-abonnement": "/borger/kalender/abonnement/",
        "borger-menu": "/menu/",
    },
    "Bent Aage Friis": {
        "borger-ydelser": "/borger/ydelser/",
        "borger-brev": "/borger/ydelser/1/",  # the first application in Solby is his
    },
    "Dorthe Skov": {
        "ydelse-indbakke": "/sag/",
        "ydelse-sag": "/sag/{sag}/ydelse/",
        "ydelse-ny": "/sag/{sag}/ydelse/ny/",
        "ydelse-ny-folkepension": "/sag/{sag}/ydelse/ny/folkepension/",
        "ydelse-afgoer": "/sag/{sag}/ydelse/2/afgoer/",
        "ydelse-oplysning": "/sag/{sag}/ydelse/2/oplysning/",
    },
    "Karen Holm": {
        "leder-overblik": "/leder/",
        "leder-planer": "/leder/planer/",
        "leder-fravaer-uden-tal": "/leder/fravaer/",
        "leder-samtaler": "/leder/fravaer/samtaler/",
        "leder-maal": "/leder/fravaer/maal/",
        "leder-nyt-maal": "/leder/fravaer/maal/nyt/",
        "leder-rejsehold": "/leder/fravaer/rejsehold/",
        "leder-oensk-besoeg": "/leder/fravaer/rejsehold/nyt/",
        "leder-puljer": "/leder/fravaer/puljer/",
        "leder-opfoelgning": "/leder/opfoelgning/",
        "leder-ledelsesspaend": "/leder/ledelsesspaend/",
        "leder-ledelse-og-resultater": "/leder/ledelse-og-resultater/",
        "leder-viden": "/leder/viden/",
        "leder-kommentar": "/leder/kommentar/",
        "leder-ydelser": "/leder/ydelser/",
    },
    "Inge Bro": {
        "leder-afvigelser": "/leder/",
        "leder-fravaer": "/leder/fravaer/",
        "leder-sammenligning": "/leder/sammenligning/",
        "leder-egen-gruppe": "/leder/sammenligning/forslag/",
        "leder-gevinst": "/leder/fravaer/gevinst/?dage=1&fuldtid=100",
        "leder-ark": "/leder/opfoelgning/",
    },
    "Bo Winther": {
        "skole-fravaer": "/leder/fravaer/",
        "skole-fravaer-lignende": "/leder/fravaer/?indikator=absence_long&med=peers",
    },
    "Nina Bruun": {"analytiker-indikatorer": "/administration/indikatorer/"},
    "Ruth Dahl": {
        "regelkontor": "/regelkontor/ydelser/",
        "regelsimulator-lov": "/regelkontor/ydelser/boligstoette/",
        "regelsimulator": "/regelkontor/ydelser/boligstoette/?dag_0=1&dag_1=6&dag_2=2026"
        "&s_sikring_indkomstgraense=190.000&s_sikring_aftrapning=20+%25",
        "lovforslag": "/regelkontor/lovforslag/",
        "lovforslag-vurdering": "/regelkontor/lovforslag/1/",
        "lovforslag-punkt": "/regelkontor/lovforslag/1/punkt/simple/",
        "lovforslag-tekst": "/regelkontor/lovforslag/1/tekst/",
        "lovforslag-rapport": "/regelkontor/lovforslag/1/rapport/",
    },
    "Rikke Toft": {"hr-maal": "/leder/fravaer/maal/", "hr-rejsehold": "/leder/fravaer/rejsehold/"},
    "Per Lind": {
        "tilsyn-overblik": "/tilsyn/",
        "tilsyn-afvisninger": "/tilsyn/afvisninger/",
        "tilsyn-opslag": "/tilsyn/opslag/",
        "tilsyn-revisionslog": "/administration/revisionslog/",
        "tilsyn-planer": "/leder/planer/",
    },
    "Eva Storm": {
        "administration": "/administration/",
        "administration-brugere": "/administration/brugere/",
        "administration-ny-bruger": "/administration/brugere/ny/",
        # Mette has the second account and the second seat of Solby
        "administration-bruger": "/administration/brugere/2/",
        "administration-plads": "/administration/brugere/2/plads/",
        "administration-slut": "/administration/pladser/2/afslut/",
        "administration-stedfortraeder": "/administration/pladser/2/stedfortraeder/",
        "administration-revisionslog": "/administration/revisionslog/",
        "administration-enheder": "/administration/enheder/",
        "administration-indlaesning": "/administration/indlaesning/",
        "administration-fhir": "/administration/indlaesning/fhir/",
        "administration-leverancer": "/administration/leverancer/",
        "administration-menu": "/menu/",
    },
    "Mette Krog": {
        "sag-indbakke": "/sag/",
        "sag-borgere": "/sag/borgere/",
        "sag-overblik": "/sag/borgere/{sag}/",
        "sag-plan": "/sag/borgere/{sag}/plan/",
        "sag-kalender": "/sag/borgere/{sag}/kalender/",
        "sag-moede": "/sag/borgere/{sag}/moede/",
        "sag-samtykke": "/sag/borgere/{sag}/samtykke/",
        "sag-opslag": "/sag/opslag/",
        "sag-ny-borger": "/sag/opslag/ny/",
        "sag-oplysninger": "/sag/borgere/{sag}/oplysninger/",
        "sag-planer": "/sag/borgere/{sag}/planer/",
        "sag-ny-plan": "/sag/borgere/{sag}/planer/ny/",
        "sag-saml": "/sag/borgere/{sag}/plan/saml/",
        "sag-hvil": "/sag/borgere/{sag}/plan/gang/hold/",
    },
}


def log_in(page: Page, address: str, name: str) -> str:
    """Log in as one of the cast; gives the code of Anne's case when they see it."""
    page.goto(f"{address}/log-paa/")
    page.get_by_role("button", name=f"Log på som {name}").click()
    if "/sag/" not in page.url:
        return ""
    page.goto(f"{address}/sag/borgere/")
    link = page.get_by_role("link", name="Anne Lund Petersen")
    if not link.count():  # the benefits office only has her application
        page.goto(f"{address}/sag/")
    found = CODE.search(link.first.get_attribute("href") or "")
    return found[0] if found else ""


def shoot(browser: Browser, address: str, folder: Path) -> None:
    for label, width in WIDTHS.items():
        for name, pages in PAGES.items():
            page = browser.new_page(viewport={"width": width, "height": 900})
            case = log_in(page, address, name) if name else ""
            for picture, path in pages.items():
                page.goto(address + path.format(sag=case))
                page.screenshot(path=folder / f"{picture}-{label}.png", full_page=True)
            page.close()


def main() -> None:
    address, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        shoot(browser, address, folder)


if __name__ == "__main__":
    main()
