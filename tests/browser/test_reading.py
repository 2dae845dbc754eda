"""Every page in its empty state, with wider text spacing, and in plain words."""

import re

import pytest

from house.screenshots import PAGES, log_in

from .conftest import examined
from .test_accessibility import problems

pytestmark = pytest.mark.browser
ANNE, BENT = "Anne Lund Petersen", "Bent Aage Friis"
SPACING = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em
!important} p{margin-bottom:2em!important}"""  # WCAG 2.2, 1.4.12
HARDEST = 40  # LIX: 35-44 is "middel", the level of newspapers


def lix(text: str) -> float:
    """Björnsson's readability index: words per sentence and the share of words over six letters."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.!?:]+(?:\s|$)|\n", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_every_page_without_a_plan_is_accessible(browser, site):
    context = examined(browser)
    page, told, titles = context.new_page(), {}, []
    log_in(page, site, BENT)
    for name, path in PAGES[ANNE].items():
        page.goto(site + path)
        titles.append(page.title())
        if found := problems(page):
            told[name] = found
    context.close()
    assert not told
    assert len(set(titles)) == len(titles)


def test_wider_text_spacing_cuts_nothing_off(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 900}, bypass_csp=True)
    page, told = context.new_page(), []
    log_in(page, site, ANNE)
    for name, path in PAGES[ANNE].items():
        page.goto(site + path)
        page.add_style_tag(content=SPACING)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(name)
    context.close()
    assert told == []


def test_the_citizens_pages_are_in_plain_words(browser, site):
    page, told = browser.new_page(), {}
    log_in(page, site, ANNE)
    for name, path in PAGES[ANNE].items():
        page.goto(site + path)
        told_there = page.locator("main p").all_inner_texts()
        prose = [one for one in told_there if one.strip().endswith(".")]  # not names of places
        if prose and (found := lix("\n".join(prose))) > HARDEST:
            told[name] = round(found)
    page.close()
    assert told == {}
