import pytest

from sammenhaeng.compare.models import Comment, Dialogue

SHEET, COMMENT = "/leder/opfoelgning/", "/leder/kommentar/"


@pytest.fixture
def address(solby):
    return f"{SHEET}{solby.jobcentre.pk}/"


def text(answer) -> str:
    return answer.content.decode()


def test_the_leader_begins_shares_and_the_next_level_agrees(leaders, sitting, address):
    karen, top = sitting(leaders.karen), sitting(leaders.top)
    told = {
        "comment": "Fraværet steg", "action": "Tidlige samtaler", "owner": leaders.karen.pk,
        "due_on_0": "15", "due_on_1": "12", "due_on_2": "2099", "seen": "",
    }  # fmt: skip
    answer = karen.post(f"{address}2026-K3/", told)
    assert answer.url == f"{address}?periode=2026-K3"
    made = Dialogue.objects.get()
    assert "Fraværet steg" not in text(top.get(answer.url))
    moved = f"{SHEET}aftale/{made.pk}/"
    assert karen.post(f"{moved}share/", {"seen": 1}).status_code == 302
    assert "Aftal det" in text(top.get(answer.url))
    assert top.post(f"{moved}agree/", {"seen": 2}).status_code == 302
    assert "Aftalt af Tove Leder" in text(karen.get(answer.url))
    assert "Følg op på aftalen" in text(karen.get(answer.url))


def test_the_next_meeting_opens_with_the_last_agreement_and_how_it_went(agreed, sitting, leaders):
    karen = sitting(leaders.karen)
    page = text(karen.get(f"{SHEET}?periode=2026-K4"))
    assert "Tidlige samtaler" in page
    assert "Skriv, hvordan det gik" in page
    done = karen.post(f"{SHEET}aftale/{agreed.pk}/slut/", {"outcome": "Det virkede", "seen": 3})
    assert done.status_code == 302
    assert "Det virkede" in text(karen.get(f"{SHEET}?periode=2026-K4"))


def test_two_who_write_at_once_see_both_texts(drafted, sitting, leaders, address):
    karen = sitting(leaders.karen)
    told = {"comment": "Min", "action": "", "owner": "", "seen": 1}
    assert karen.post(f"{address}2026-K3/", told).status_code == 302
    answer = karen.post(f"{address}2026-K3/", {**told, "comment": "Din"})
    assert answer.status_code == 409
    assert "Min" in text(answer)
    assert "Din" in text(answer)
    assert "Hvad I ser" in text(answer)


def test_a_mistake_is_told_at_its_field(leaders, sitting, address):
    answer = sitting(leaders.karen).post(f"{address}2026-K3/", {"comment": "", "seen": ""})
    assert answer.status_code == 422
    assert "<title>Fejl:" in text(answer)
    assert "Skriv, hvad I ser i resultaterne." in text(answer)


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("top", "", 200), ("karen", "", 200), ("low", "", 404), ("school", "", 404),
        ("top", "?periode=2026", 200), ("top", "?periode=x", 404), ("karen", "2026-K3/", 200),
        ("school", "2026-K3/", 404), ("karen", "2026-K9/", 404),
    ],
)  # fmt: skip
def test_the_sheet_is_for_the_chain_of_leaders(leaders, sitting, address, who, path, status):
    assert sitting(getattr(leaders, who)).get(address + path).status_code == status


@pytest.mark.parametrize("event", ["share", "agree", "follow_up", "drop"])
def test_a_stranger_moves_nothing(shared, leaders, sitting, event):
    path = f"{SHEET}aftale/{shared.pk}/{event}/"
    assert sitting(leaders.school).post(path, {"seen": 2}).status_code == 404
    assert Dialogue.objects.get().version == 2


def test_an_unknown_move_or_none_at_all_is_refused(shared, leaders, sitting):
    browser = sitting(leaders.top)
    assert browser.post(f"{SHEET}aftale/{shared.pk}/drop/", {"seen": 2}).status_code == 404
    assert browser.post(f"{SHEET}aftale/{shared.pk}/agree/").status_code == 404
    assert browser.get(f"{SHEET}aftale/{shared.pk}/agree/").status_code == 405


def test_the_sheet_reads_in_english(agreed, leaders, sitting):
    page = text(sitting(leaders.karen).get("/en/leader/follow-up/?periode=2026-K3"))
    assert "Follow-up for Jobcenter Solby" in page
    assert "quarter 3 of 2026" in page


def test_a_comment_is_published_changed_and_taken_down(leaders, sitting):
    karen = sitting(leaders.karen)
    assert karen.post(COMMENT, {"text": "Første", "seen": ""}).status_code == 302
    first = Comment.objects.get()
    assert f'name="seen" value="{first.pk}"' in text(karen.get(COMMENT))
    assert karen.post(COMMENT, {"text": "Anden", "seen": first.pk}).status_code == 302
    assert karen.post(COMMENT, {"text": "Tredje", "seen": first.pk}).status_code == 409
    assert karen.post(f"{COMMENT}fjern/").status_code == 302
    assert karen.post(f"{COMMENT}fjern/").status_code == 404


def test_a_comment_with_a_cpr_number_stops_at_the_field(leaders, sitting):
    answer = sitting(leaders.karen).post(COMMENT, {"text": "Om 010203-1234", "seen": ""})
    assert answer.status_code == 422
    assert "ligner et CPR-nummer" in text(answer)


@pytest.mark.parametrize("path", [SHEET, COMMENT])
@pytest.mark.parametrize(
    ("who", "status"), [("karen", 200), ("mette", 403), ("per", 403), ("eva", 403), ("anne", 403)]
)
def test_the_pages_are_for_leaders(solby, sitting, client, who, status, path):
    assert sitting(solby.seats[who]).get(path).status_code == status
    assert client.get(path).url == "/log-paa/"
