"""A no of the API is in the language that its reader asks for, and Danish otherwise."""

import pytest
from django.test import Client

UNKNOWN = "/api/cases/ZZZZZZ/plan"
NOT_FOUND = {"da": "Der er ingen sag med den kode.", "en": "There is no case with that code."}


def told(browser, address=UNKNOWN, **headers):
    return browser.get(address, headers=headers)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("en", "en"),
        ("en-GB,en;q=0.9,da;q=0.5", "en"),
        ("da,en;q=0.9", "da"),
        ("fr", "da"),
        ("", "da"),
    ],
)
def test_a_refusal_is_in_the_language_asked_for(as_, asked, language):
    answer = told(as_("mette"), accept_language=asked)
    assert answer.json()["title"] == NOT_FOUND[language]
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


def test_whoever_is_not_logged_in_is_told_in_english_too(db):
    answer = told(Client(), "/api/me/plan", accept_language="en")
    assert (answer.status_code, answer.json()["title"]) == (401, "Log in first.")


def test_a_mistake_in_what_was_sent_is_told_in_english_too(as_):
    answer = as_("mette").post(
        "/api/cases/ZZZZZZ/plan", "{}", "application/json", headers={"accept-language": "en"}
    )
    assert answer.json()["title"] == "Correct what is wrong."


def test_the_next_answer_is_danish_again(as_):
    browser = as_("mette")
    told(browser, accept_language="en")
    assert told(browser).json()["title"] == NOT_FOUND["da"]


def test_a_page_keeps_to_the_language_of_its_address(db):
    page = told(Client(), "/log-paa/", accept_language="en").content.decode()
    assert 'lang="da"' in page
