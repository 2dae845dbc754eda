"""A1, A4, the homes and the oversight: who may open what, and that nothing breaks."""

import pytest

PAGES = {
    "leader": ["/leder/"],
    "auditor": ["/tilsyn/", "/tilsyn/afvisninger/", "/tilsyn/opslag/"],
    "administrator": [
        "/administration/", "/administration/brugere/", "/administration/brugere/csv/",
        "/administration/brugere/ny/",
    ],
    "both": ["/administration/revisionslog/", "/administration/revisionslog/csv/"],
}  # fmt: skip
WHO = {"karen": "leader", "per": "auditor", "eva": "administrator", "mette": "", "anne": ""}
CASES = [
    (who, path, role in (own, "both" if own in ("auditor", "administrator") else own))
    for who, own in WHO.items()
    for role, paths in PAGES.items()
    for path in paths
]


@pytest.mark.parametrize(("who", "path", "may"), CASES)
def test_each_role_opens_its_own_pages_and_no_other(as_, who, path, may):
    assert as_(who).get(path).status_code == (200 if may else 403)


@pytest.mark.parametrize(
    ("who", "path", "told"),
    [
        ("mette", "/leder/", "En administrator i din myndighed kan give dig en plads"),
        ("mette", "/borger/", "kun for borgeren selv"),
        ("anne", "/leder/", "Dine egne sider står i menuen"),
    ],
)
def test_who_is_refused_a_page_is_told_what_to_do(as_, who, path, told):
    assert told in as_(who).get(path).content.decode()


@pytest.mark.parametrize("path", [path for paths in PAGES.values() for path in paths])
def test_whoever_is_not_logged_in_is_sent_to_log_in(db, client, path):
    assert client.get(path).url == "/log-paa/"


@pytest.mark.parametrize(
    ("who", "home"), [("karen", "/leder/"), ("per", "/tilsyn/"), ("eva", "/administration/")]
)
def test_the_demo_shows_the_persona_and_takes_them_home(solby, client, who, home):
    seat = solby.seats[who]
    assert f'value="{seat.pk}"' in client.get("/log-paa/").content.decode()
    assert client.post("/log-paa/som/", {"id": seat.pk}).url == home


EVA_WANTS = ["/administration/leverancer/?side=2", "/administration/enheder/"]


@pytest.mark.parametrize("wanted", EVA_WANTS)
def test_whoever_wanted_a_page_comes_to_it_after_log_in(solby, client, wanted):
    assert client.get(wanted).url == "/log-paa/"
    assert log_in(client, solby.eva) == wanted
    assert log_in(client, solby.eva) == "/administration/"


def test_whoever_wanted_what_is_not_theirs_is_refused_it_as_always(solby, client):
    client.get("/administration/")
    assert client.get(log_in(client, solby.karen)).status_code == 403


@pytest.mark.parametrize("method", ["post", "head"])
def test_only_a_page_that_was_read_is_come_back_to(solby, client, method):
    getattr(client, method)("/administration/brugere/ny/")
    assert log_in(client, solby.eva) == "/administration/"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil"],
)
def test_nobody_is_sent_to_an_address_that_is_not_ours(solby, client, address):
    session = client.session
    session["wanted"] = address
    session.save()
    client.get("/log-paa/", {"next": address})
    assert log_in(client, solby.eva) == "/administration/"


def test_what_was_wanted_before_log_out_is_forgotten(solby, client):
    client.get("/leder/")
    client.post("/log-af/")
    assert not client.session.keys()
    assert log_in(client, solby.eva) == "/administration/"


def log_in(client, seat) -> str:
    """The page someone comes to by the demo's log-in."""
    return client.post("/log-paa/som/", {"id": seat.pk}).url


@pytest.mark.parametrize(
    ("who", "path", "heading"),
    [
        ("karen", "/en/leader/", "Overview"),
        ("per", "/en/oversight/refusals/", "Refusals"),
        ("eva", "/en/administration/users/", "Users and seats"),
        ("eva", "/en/administration/audit-log/", "Audit log"),
    ],
)
def test_every_page_has_its_english_twin(as_, who, path, heading):
    assert f"<h1>{heading}</h1>" in as_(who).get(path).content.decode()


@pytest.mark.parametrize("who", ["karen", "per", "eva", "mette", "anne"])
def test_every_page_on_the_site_map_opens(as_, who):
    browser = as_(who)
    page = browser.get("/menu/").content.decode()
    own = page[page.index("Dine sider") : page.index("<h2>Alle</h2>")]
    links = [part.split('"')[0] for part in own.split('href="')[1:]]
    assert len(links) >= 1
    assert [browser.get(link).status_code for link in links] == [200] * len(links)
