"""Every error page says what happened and what to do; a lost race shows both versions."""

import re

import pytest
from django.test import RequestFactory

from sammenhaeng.config import refusals
from sammenhaeng.design.frame import Frame
from sammenhaeng.design.rendering import THEMES, render
from sammenhaeng.kernel.refusal import Refused


@pytest.fixture
def request_(rf: RequestFactory):
    request = rf.get("/sag/")
    request.frame = Frame(heading="Sag på tværs")
    return request


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 422, 429, 500])
def test_an_error_page_tells_and_leads_on(request_, code):
    told = {"sentence": "Ring til Jobcenter Solby."} if code in (409, 422) else {}
    page = render(request_, f"design/errors/{code}.html", told, code)
    html = page.content.decode()

    assert page.status_code == code
    assert html.count("<h1>") == 1
    assert re.search(r'<p class="font-lead">\w[^<]+[.]</p>', html)
    assert "Gå til forsiden" in html


def test_a_lost_race_shows_both_versions_side_by_side(request_):
    refused = Refused(
        "stale", "En anden har ændret indsatsen.",
        mine={"title": "Praktik, 20 timer"}, theirs={"title": "Praktik, 15 timer"},
    )  # fmt: skip
    html = refusals.answer(request_, refused).content.decode()

    mine, theirs = html.index("Det, du skrev"), html.index("Det, der står nu")
    assert mine < html.index("20 timer") < theirs < html.index("15 timer")


@pytest.mark.parametrize("portal", sorted(THEMES))
def test_each_portal_has_its_own_style_sheet(request_, settings, portal):
    settings.PORTAL_THEME = portal
    html = render(request_, "design/errors/404.html", {}, 404).content.decode()
    assert f"css/{THEMES[portal]}." in html
