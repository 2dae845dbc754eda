"""Logging in with a real OpenID Connect provider on this machine."""

import os
import re
import socket
import subprocess
import sys
import time
from html import escape, unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sammenhaeng.access.models import Account, Seat
from sammenhaeng.access.pages import oidc

SUBJECT = "7f3c"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def issuer():
    """The address of a provider that anybody may log in to, and that demands a nonce."""
    port = free_port()
    command = [
        sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "-n",
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as provider:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        provider.terminate()


@pytest.fixture
def served(issuer, settings, solby, monkeypatch):
    """Outside the demo, with that provider."""
    settings.DEMO = False
    settings.OIDC = {"issuer": issuer, "client_id": "sammenhaeng", "client_secret": "secret"}
    monkeypatch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")
    return solby


@pytest.fixture
def known(served, issuer):
    """Mette as the provider knows her."""
    account = Account.objects.get(subject="mette")
    account.issuer, account.subject = issuer, SUBJECT
    account.save()
    return account


def away(client) -> str:
    return client.get("/log-paa/tjeneste/").url


def consent(address: str, subject: str = SUBJECT) -> str:
    """What the provider sends the browser back to after someone has logged in there."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def test_someone_known_logs_in_and_comes_home(known, client):
    page = client.get(consent(away(client)))
    assert page.url == "/sag/"
    assert "Mette Krog, koordinerende sagsbehandler" in client.get("/sag/").content.decode()


def test_the_question_carries_state_nonce_and_a_hashed_proof(served, client):
    asked = parse_qs(urlsplit(away(client)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 20
    assert len(asked["nonce"][0]) >= 20
    assert "secret" not in str(asked)


def test_the_session_before_is_worth_nothing_after(known, client):
    address = away(client)
    before = client.session.session_key
    client.get(consent(address))
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_someone_elses_answer_is_refused(known, client):
    there = consent(away(client))
    forged = re.sub(r"state=[^&]+", "state=forged", there)
    assert client.get(forged).status_code == 403
    assert "seat" not in client.session


def test_an_answer_counts_once(known, client):
    there = consent(away(client))
    client.get(there)
    assert client.get(there).status_code == 403


def test_an_answer_to_another_browser_is_refused(known, client):
    from django.test import Client  # noqa: PLC0415

    assert Client().get(consent(away(client))).status_code == 403


def test_whoever_said_no_at_the_provider_is_not_let_in(served, client):
    assert client.get("/log-paa/tilbage/?error=access_denied&state=x").status_code == 403


def test_an_account_nobody_made_gets_a_clear_no(served, client):
    page = client.get(consent(away(client), "stranger"))
    assert page.status_code == 403
    assert "ingen har oprettet dig" in page.content.decode()
    assert "stranger" in page.content.decode()
    assert client.get("/sag/").url == "/log-paa/"


def test_the_same_subject_at_another_issuer_is_someone_else(known, client):
    known.issuer = "https://other.example"
    known.save()
    assert client.get(consent(away(client))).status_code == 403


def test_whoever_has_no_seat_is_told_so(known, client):
    Seat.objects.filter(account=known).update(last_on="2020-01-01")
    client.get(consent(away(client)))
    assert "Du har ikke en plads endnu" in client.get("/plads/").content.decode()


def test_whoever_has_two_seats_chooses_and_may_switch(known, solby, client):
    other = Seat.objects.create(
        account=known, role="leader", unit=solby.family, title="leder", first_on="2020-01-01"
    )
    assert client.get(consent(away(client))).url == "/plads/"
    assert client.get("/leder/").url == "/log-paa/"
    assert client.post("/plads/skift/", {"id": other.pk}).url == "/leder/"
    page = client.get("/leder/").content.decode()
    assert "Mette Krog, leder" in page
    assert "Skift plads" in page


def test_whoever_wanted_a_page_comes_to_it(known, client):
    client.get("/sag/?side=2")
    assert client.get(consent(away(client))).url == "/sag/?side=2"


def test_whoever_wanted_a_page_comes_to_it_once_a_seat_is_chosen(known, solby, client):
    Seat.objects.create(
        account=known, role="leader", unit=solby.family, title="leder", first_on="2020-01-01"
    )
    client.get("/sag/?side=2")
    assert client.get(consent(away(client))).url == "/plads/"
    assert client.post("/plads/skift/", {"id": solby.mette.pk}).url == "/sag/?side=2"
    assert client.post("/plads/skift/", {"id": solby.mette.pk}).url == "/sag/"


def test_nobody_takes_a_seat_of_someone_else(known, solby, client):
    client.get(consent(away(client)))
    assert client.post("/plads/skift/", {"id": solby.karen.pk}).status_code == 404


def test_logging_out_ends_the_session(known, client):
    client.get(consent(away(client)))
    client.post("/log-af/")
    assert client.get("/sag/").url == "/log-paa/"


def test_logging_out_ends_the_session_at_the_provider_too(known, issuer, client):
    client.get(consent(away(client)))
    token = client.session["id_token"]
    page = client.post("/log-af/")
    delay, there = page["Refresh"].split("; url=")
    asked = parse_qs(urlsplit(there).query)
    assert (delay, there.partition("?")[0]) == ("0", f"{issuer}/oauth2/end_session")
    assert asked["id_token_hint"] == [token]
    assert asked["client_id"] == ["sammenhaeng"]
    assert escape(there) in page.content.decode()
    assert not client.session.keys()


def test_the_provider_sends_whoever_logged_out_back_to_our_page(known, client):
    client.get(consent(away(client)))
    there = client.post("/log-af/")["Refresh"].split("; url=")[1]
    form = requests.get(there, timeout=5).text
    back = unescape(re.search(r'name="redirect_uri"\s+value="([^"]+)"', form)[1])
    confirmed = requests.post(
        f"{there.partition('?')[0]}/confirm", data={"redirect_uri": back},
        allow_redirects=False, timeout=5,
    )  # fmt: skip
    assert confirmed.headers["Location"] == "http://testserver/logget-af/"
    assert "Du er logget af" in client.get("/logget-af/").content.decode()


def test_a_provider_without_an_end_of_session_leaves_our_own_log_out(known, client, monkeypatch):
    client.get(consent(away(client)))
    monkeypatch.delitem(oidc.provider().server_metadata, "end_session_endpoint")
    assert client.post("/log-af/").url == "/logget-af/"
    assert not client.session.keys()


def test_a_silent_provider_keeps_nobody_logged_in(known, client, settings):
    client.get(consent(away(client)))
    settings.OIDC = {**settings.OIDC, "issuer": f"http://127.0.0.1:{free_port()}"}
    assert client.post("/log-af/").url == "/logget-af/"
    assert client.get("/sag/").url == "/log-paa/"


def test_whoever_took_a_seat_in_the_demo_is_logged_out_here_alone(solby, client):
    client.post("/log-paa/som/", {"id": solby.mette.pk})
    assert client.post("/log-af/").url == "/logget-af/"


def test_outside_the_demo_only_the_provider_is_offered(served, client):
    page = client.get("/log-paa/").content.decode()
    assert "Fortsæt til log-in" in page
    assert "Mette Krog" not in page


def test_without_a_provider_there_is_no_such_page(db, client):
    assert client.get("/log-paa/tjeneste/").status_code == 404


def test_a_provider_that_does_not_answer_is_told_in_one_sentence(served, client, settings):
    settings.OIDC = {**settings.OIDC, "issuer": f"http://127.0.0.1:{free_port()}"}
    oidc._client.cache_clear()
    page = client.get("/log-paa/tjeneste/")
    assert page.status_code == 503
    assert "svarer ikke" in page.content.decode()
