"""The Jinja2 environment of every page."""

from collections.abc import Callable
from functools import lru_cache

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from markupsafe import Markup

from .charts.chart import told
from .language import language, one_language
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
        gettext=said,
        _=said,
        url=address,
        static=lambda name: static(f"design/{name}"),
        csrf=csrf,
        danish=danish,
        language=language,
    )
    return env


def said(message: str, **values: object) -> Markup:
    """A sentence of a template in the language of the page: looked up once, asked for often."""
    if values:
        return _sentence(language(), message) % values
    return _whole_sentence(language(), message)


@lru_cache(maxsize=8192)
def _sentence(code: str, message: str) -> Markup:
    return Markup(translation.gettext(message))


@lru_cache(maxsize=8192)
def _whole_sentence(code: str, message: str) -> Markup:
    return _sentence(code, message) % {}


def address(name: str, *arguments: object) -> str:
    """Where a page is, in the language of the page."""
    return _address(language(), name, arguments)


@lru_cache(maxsize=4096)
def _address(code: str, name: str, arguments: tuple) -> str:
    """Addresses differ by language, and a list asks for one a row."""
    return reverse(name, args=arguments)


def danish(caller: Callable[[], Markup]) -> Markup:
    """A text that is Danish on every page, as a decision is."""
    with translation.override("da"), one_language():
        return caller()


@pass_context
def csrf(context) -> Markup:
    """The hidden field every form that changes something must have."""
    token = get_token(context["request"])
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(token)
