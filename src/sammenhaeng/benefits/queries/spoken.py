"""In which language the law is said to whoever reads a page."""

from django.utils.translation import gettext

from sammenhaeng.benefits.rules.words import DANISH, Language
from sammenhaeng.design.language import language

ENGLISH = Language(gettext, thousands=",", decimal=".")


def spoken() -> Language:
    """The page's language; what is kept of English was looked up while English was spoken."""
    return ENGLISH if language() == "en" else DANISH
