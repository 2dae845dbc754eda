"""The calculator's pages answered one after the other, in any language."""

import re

HOUSING = [
    {"q-ordning-0": "ydelse", "q-voksne-0": "1", "q-boern-0": "0", "q-begge_under_30-0": "nej"},
    {"q-indkomst_maaned-0": "17.400", "q-formue-0": "64.000", "q-kapitalindkomst-0": "0",
     "q-aktieindkomst-0": "0"},
    {"q-boligform-0": "lejer", "q-areal-0": "58", "q-husleje-0": "6.200",
     "q-varme_saerskilt-0": "ja", "q-varmt_vand-0": "som_varmen", "q-el_i_husleje-0": "nej",
     "q-vand_saerskilt-0": "nej", "q-vedligeholdelse-0": "ingen"},
    {f"q-{name}-0": "nej" for name in (
        "foertidspension", "bevaegelseshaemmet", "doegnhjaelp", "anvist_bolig", "bofaellesskab",
        "paragraf_14_stk_6")}
    | {"q-eget_koekken-0": "ja", "q-helaarsbolig-0": "ja", "q-foerste_beregning-0": "ja"},
]  # fmt: skip
HIDDEN = re.compile(r'<input type="hidden" name="(a-[^"]+|adults|children)" value="([^"]*)">')


def text(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def walk(browser, address: str, pages) -> str:
    """Answer page after page, without script, as the hidden fields bring the answers along."""
    told = text(browser.get(address))
    for number, answers in enumerate(pages):
        carried = dict(HIDDEN.findall(told))
        told = text(browser.post(address, {**carried, **answers, "trin": number}))
    return told
