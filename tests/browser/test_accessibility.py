"""Every page at three widths: nothing axe can find, no sideways scroll, one h1, no CSP error."""

import pytest

from house.screenshots import PAGES

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
    .then(({violations}) => violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))
"""
WIDTHS = (320, 390, 1280)


def problems(page) -> list[str]:
    """What axe finds at each width, and what it does not look for."""
    told = [f"{page.locator('h1').count()} h1"] if page.locator("h1").count() != 1 else []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        told += [f"{width}: {found}" for found in page.evaluate(RUN, RULES)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(f"{width}: scrolls sideways")
    return told


@pytest.mark.parametrize("who", list(PAGES))
def test_every_page_is_accessible(of, site, who):
    (page, case), told = of(who), {}
    for name, path in PAGES[who].items():
        answer = page.goto(site + path.format(sag=case))
        assert answer.status == 200, path
        if found := problems(page):
            told[name] = found
    assert not told


ERRORS = [
    ("Mette Krog", "/sag/opslag/", "Søg"),
    ("Mette Krog", "/sag/borgere/{sag}/plan/maal/", "Tilføj mål"),
    ("Mette Krog", "/sag/borgere/{sag}/samtykke/", "Send spørgsmålet"),
    ("Mette Krog", "/sag/borgere/{sag}/samtykke/2/mundtligt/", "Skriv samtykket ned"),
    ("Mette Krog", "/sag/borgere/{sag}/moede/", "Send indkaldelsen"),
    ("Mette Krog", "/sag/borgere/{sag}/kalender/5/flyt/", "Gem"),
    ("Mette Krog", "/sag/borgere/{sag}/kalender/5/aflys/", "Gem"),
    ("Mette Krog", "/sag/borgere/{sag}/plan/gang/hold/", "Sæt planen i bero"),
    ("Mette Krog", "/sag/borgere/{sag}/plan/gang/hand_over/", "Giv koordinationen videre"),
    ("Mette Krog", "/sag/borgere/{sag}/plan/maal/1/indsats/", "Gem"),
    ("Mette Krog", "/sag/borgere/{sag}/plan/maal/1/skridt/", "Gem"),
    ("Mette Krog", "/sag/opslag/ny/", "Opret"),
    ("Karen Holm", "/tilsyn/begrundelser/1/", "Gem vurderingen"),
    ("Anne Lund Petersen", "/borger/plan/", "Send kommentar"),
    ("Anne Lund Petersen", "/borger/kalender/5/", "Send til Jobcenter Solby"),
    ("Anne Lund Petersen", "/borger/oplysninger/1/", "Send"),
    ("Eva Storm", "/administration/brugere/2/plads/", "Giv plads"),
    ("Eva Storm", "/administration/pladser/2/stedfortraeder/", "Gem"),
    ("Eva Storm", "/administration/indlaesning/", "Indlæs filen"),
    ("Eva Storm", "/administration/indlaesning/fhir/", "Indlæs filen"),
    ("Eva Storm", "/administration/brugere/", "Søg"),
    ("Eva Storm", "/administration/brugere/ny/", "Opret brugeren"),
    ("Per Lind", "/tilsyn/opslag/", "Find opslaget"),
]


@pytest.mark.parametrize(("who", "path", "button"), ERRORS)
def test_a_form_with_errors_is_accessible_and_takes_you_to_the_field(of, site, who, path, button):
    page, case = of(who)
    page.goto(site + path.format(sag=case))
    page.get_by_role("button", name=button).first.click()

    assert page.title().startswith("Fejl: ")
    assert page.evaluate("document.activeElement.dataset.module") == "error-summary"
    assert not problems(page)
    page.locator("[data-module=error-summary] a").first.click()
    assert page.evaluate("document.activeElement.matches('input, textarea, select')")
