"""The whole story of Anne by forms alone, and by the keyboard alone."""

import re
from datetime import date

import pytest

from house.screenshots import log_in
from sammenhaeng.kernel.calendar import add_working_days

pytestmark = pytest.mark.browser
ANNE, METTE = "Anne Lund Petersen", "Mette Krog"


@pytest.fixture
def people(browser, site):
    """Mette and Anne, each at a browser of their own without JavaScript."""
    context = {name: browser.new_context(java_script_enabled=False) for name in (METTE, ANNE)}
    pages = {name: one.new_page() for name, one in context.items()}
    case = log_in(pages[METTE], site, METTE)
    log_in(pages[ANNE], site, ANNE)
    yield pages[METTE], pages[ANNE], f"{site}/sag/borgere/{case}/", site
    [one.close() for one in context.values()]


def press(page, name: str):
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def fill_date(page, name: str, day: date):
    for place, part in enumerate((day.day, day.month, day.year)):
        page.locator(f"[name={name}_{place}]").fill(str(part))


def in_force(page, case: str) -> int:
    page.goto(case + "planer/")
    return page.get_by_role("main").get_by_text("Gælder", exact=True).count()


def begin_anew(mette, case: str):
    """Mette ends the plan of the telling and begins another with one goal."""
    mette.goto(case + "plan/gang/withdraw/")
    mette.locator("[name=reason]").fill("Vi begynder forfra")
    press(mette, "Træk planen tilbage")
    mette.goto(case + "plan/begynd/")
    for box in mette.locator("main input[type=checkbox]").all():
        box.check()
    press(mette, "Gem")
    mette.goto(case + "plan/maal/")
    mette.locator("[name=title]").fill("Job på deltid")
    press(mette, "Tilføj mål" if mette.get_by_role("button", name="Tilføj mål").count() else "Gem")


def merge_both(mette, case: str):
    """Mette takes in both plans and says which line carries each of their contents."""
    for _ in range(2):
        mette.goto(case + "plan/saml/")
        press(mette, "Saml i planen")
    for place in range(2):
        mette.goto(case + "plan/saml/")
        form = mette.locator("form", has=mette.locator("select")).nth(place)
        for box in form.locator("select").all():
            box.select_option(index=1)
        form.get_by_role("button", name="Gem, hvor indholdet er").click()


def ask_consent(mette, case: str):
    mette.goto(case + "samtykke/")
    mette.locator("[name=purpose]").first.check()
    mette.locator("[name=explanation]").fill("Jobcentret må samle dine planer")
    fill_date(mette, "valid_until", date(date.today().year + 1, 1, 31))  # noqa: DTZ011
    press(mette, "Send spørgsmålet")


def call(mette, case: str, day: date, at: str):
    mette.goto(case + "moede/")
    mette.locator("[name=title]").fill("Opfølgning")
    fill_date(mette, "starts_on", day)
    mette.locator("[name=starts_at]").fill(at)
    press(mette, "Send indkaldelsen")


def test_annes_whole_story_without_javascript(people):
    mette, anne, case, site = people
    begin_anew(mette, case)
    assert in_force(mette, case) == 2
    mette.goto(case + "plan/")
    merge_both(mette, case)
    ask_consent(mette, case)
    mette.goto(case + "plan/")
    press(mette, "Send til borgeren")
    anne.goto(site + "/borger/plan/")
    anne.get_by_label("Ja, planen skal gælde").check()
    press(anne, "Send dit svar")
    assert in_force(mette, case) == 0

    meet_without_a_clash(mette, case)
    withdraw(anne, site)
    assert in_force(mette, case) == 2


def meet_without_a_clash(mette, case: str):
    day = add_working_days(date.today(), 30)  # noqa: DTZ011
    call(mette, case, day, "10.00")
    assert mette.url.endswith("/kalender/")
    call(mette, case, day, "10.30")
    told = mette.get_by_role("main")
    assert mette.title().startswith("Fejl: ")
    assert "Tiden er optaget" in told.inner_text()
    assert len(re.findall("alle kan", told.inner_text())) == 3
    mette.locator("[name=starts_at]").fill("12.30")
    press(mette, "Send indkaldelsen")
    assert mette.url.endswith("/kalender/")


def withdraw(anne, site: str):
    """Anne sees who looked, and takes her consent back."""
    anne.goto(site + "/borger/brug-af-oplysninger/")
    assert "Jobcenter Solby" in anne.get_by_role("main").inner_text()
    anne.goto(site + "/borger/samtykker/")
    section = anne.locator("section", has_text="Jobcentret må samle dine planer")
    section.get_by_role("link", name="Træk samtykket tilbage").first.click()
    anne.get_by_role("main").get_by_role("button").first.click()


FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e), b =
e.getBoundingClientRect(); return {id: e === document.body ? "" :
[...document.querySelectorAll("*")].indexOf(e), seen: b.width > 0 &&
(s.outlineStyle !== "none" || s.boxShadow !== "none"),
href: e.getAttribute("href")} }"""
REACHABLE = """() => [...document.querySelectorAll(
"a[href], button, input:not([type=hidden]), select, textarea, summary")]
.filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0
&& !(e.type === "radio" && e !== document.querySelector(`[name="${e.name}"]`)))
.map(e => [...document.querySelectorAll("*")].indexOf(e))"""


@pytest.mark.parametrize(
    ("who", "path"),
    [(ANNE, "/borger/"), (ANNE, "/borger/plan/"), (METTE, "/sag/borgere/{sag}/moede/")],
)
def test_the_keyboard_reaches_everything_in_reading_order(browser, site, who, path):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    case = log_in(page, site, who)
    page.goto(site + path.format(sag=case))
    wanted, stops = page.evaluate(REACHABLE), []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["id"] == "" or (stops and stop["id"] == stops[0]["id"]):
            break
        stops.append(stop)
    ids = [stop["id"] for stop in stops]
    assert stops[0]["href"] == "#main-content"
    assert ids == sorted(ids)
    assert set(wanted) <= set(ids)
    assert [stop for stop in stops if not stop["seen"]] == []
    page.close()


def test_escape_closes_the_drawer(browser, site):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    log_in(page, site, ANNE)
    page.locator(".js-menu-open").click()
    drawer = page.locator(".mobile-drawer")
    assert drawer.is_visible()
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert not drawer.is_visible()
    page.close()
