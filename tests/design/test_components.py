"""Every component's HTML compared with a reviewed file.

Write the files anew with: python -m tests.design.test_components
"""

import re
from functools import cache
from pathlib import Path

import django
import pytest
from django.test import RequestFactory
from django.utils import translation

GOLDEN = Path(__file__).parent / "golden"


@cache
def shown() -> dict:
    """What the components are shown with, in Danish."""
    from sammenhaeng.design import components  # noqa: PLC0415

    return components.sample()


def rendered(name: str) -> str:
    from django.template.loader import render_to_string  # noqa: PLC0415

    request = RequestFactory().get("/komponenter/")
    with translation.override("da"):
        html = render_to_string(f"design/examples/{name}.html", shown(), request=request)
    return re.sub(r"\n\s*\n+", "\n", html).strip() + "\n"


EXAMPLES = sorted(
    path.stem
    for path in (
        Path(__file__).parents[2] / "src/sammenhaeng/design/templates/design/examples"
    ).glob("*.html")
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_component_is_as_reviewed(name):
    assert rendered(name) == (GOLDEN / f"{name}.html").read_text()


def test_every_golden_file_still_has_its_component():
    assert sorted(path.stem for path in GOLDEN.glob("*.html")) == EXAMPLES


def test_the_component_page_shows_every_call(client, db):
    page = client.get("/komponenter/").content.decode()
    assert page.count('class="sh-code"') == len(EXAMPLES)
    assert not re.search(r'\sstyle="|<style|\son[a-z]+="', page)


if __name__ == "__main__":
    django.setup()
    GOLDEN.mkdir(exist_ok=True)
    for example in EXAMPLES:
        (GOLDEN / f"{example}.html").write_text(rendered(example))
