"""What only a browser can tell of the page frame: the session's end, print, language, themes."""

import re

import pytest

from house.screenshots import log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_five_minutes_before_the_end_one_click_keeps_you_logged_in(page, site):
    page.clock.install()
    log_in(page, site, "Anne Lund Petersen")
    dialog = page.locator("#session")
    page.clock.fast_forward("54:00")
    assert not dialog.is_visible()
    page.clock.fast_forward("01:10")
    assert dialog.is_visible()
    with page.expect_response(re.compile("/session/")) as answer:
        page.get_by_role("button", name="Bliv logget på").click()
    assert answer.value.status == 204
    dialog.wait_for(state="hidden")
    page.clock.fast_forward("54:00")
    assert not dialog.is_visible()
    page.clock.fast_forward("01:10")
    assert dialog.is_visible()


def test_when_the_session_is_over_the_page_says_log_in_again(page, site):
    page.clock.install()
    log_in(page, site, "Anne Lund Petersen")
    page.clock.fast_forward("55:10")
    page.context.clear_cookies()
    page.get_by_role("button", name="Bliv logget på").click()
    page.wait_for_url("**/log-paa/**")


def test_the_language_changes_and_the_page_stays(page, site):
    case = log_in(page, site, "Mette Krog")
    page.goto(f"{site}/sag/borgere/{case}/plan/")
    page.get_by_role("link", name="English").first.click()
    assert page.url == f"{site}/en/case/citizens/{case}/plan/"
    page.get_by_role("link", name="Dansk").first.click()
    assert page.url == f"{site}/sag/borgere/{case}/plan/"


def test_print_opens_the_tables_and_hides_the_ways(page, site):
    case = log_in(page, site, "Mette Krog")
    page.goto(f"{site}/sag/borgere/{case}/plan/")
    page.emulate_media(media="print")
    assert page.locator("figure table").is_visible()
    assert page.locator("figure .sh-wide").is_visible()
    assert not page.locator(".mainmenu").first.is_visible()
    assert not page.get_by_role("link", name="Hent tal (CSV)").is_visible()
    family = page.evaluate("getComputedStyle(document.querySelector('main p')).fontFamily")
    assert "serif" not in family.replace("sans-serif", "")


def test_nothing_moves_for_those_who_ask_for_less_motion(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/komponenter/")
    assert page.evaluate("getComputedStyle(document.querySelector('.spinner')).animationName") == (
        "none"
    )


def test_a_page_with_charts_breaks_no_content_policy(page, site):
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{site}/komponenter/")
    assert not [text for text in told if "Content Security Policy" in text]


def test_the_place_picked_out_of_a_figure_is_read_aloud(page, site):
    page.goto(f"{site}/komponenter/?fremhaev=s1")
    assert page.locator("#live").text_content().startswith("Elmebo: 67 timer")


@pytest.mark.parametrize("width", [1280, 390])
def test_every_figure_fits_its_page_in_one_of_its_two_widths(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/komponenter/")
    shown = page.locator("figure .sh-chart:visible")
    assert shown.count() == page.locator("figure").count()
    for box in (one.bounding_box() for one in shown.all()):
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
