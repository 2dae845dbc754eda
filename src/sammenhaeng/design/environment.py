"""The Jinja2 environment of every page."""

from functools import lru_cache

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from markupsafe import Markup

from .charts.chart import told
from .words import FILTERS


def environment(**options) -> Environment:
    """Autoescaping, strict about unknown names, translating with Django's catalogs."""
    env = Environment(
        **{**options, "undefined": StrictUndefined},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    env.filters.update(FILTERS, oplyst=told)
    env.globals.update(
        url=lambda name, *arguments: _address(translation.get_language(), name, arguments),
        static=lambda name: static(f"design/{name}"),
        csrf=csrf,
        language=translation.get_language,
    )
    return env


@lru_cache(maxsize=4096)
def _address(language: str, name: str, arguments: tuple) -> str:
    """Addresses differ by language, and a list asks for one a row."""
    return reverse(name, args=arguments)


@pass_context
def csrf(context) -> Markup:
    """The hidden field every form that changes something must have."""
    token = get_token(context["request"])
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(token)
