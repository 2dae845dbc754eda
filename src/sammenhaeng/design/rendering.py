"""Pages are rendered at once, inside the page's transaction, never lazily."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .frame import Frame
from .icons import sprite
from .language import one_language

THEMES = {"neutral": "sammenhaeng", "borgerdk": "borgerdk", "virk": "virkdk"}
ICONS_HERE = "<!--icons-->"


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The finished page, in the frame that `request.frame` holds."""
    frame = getattr(request, "frame", None) or Frame(heading="Sammenhæng")
    told = {**context, "frame": frame, "theme": THEMES[settings.PORTAL_THEME]}
    with one_language():
        html: str = render_to_string(template, told, request=request)
    html = html.replace(ICONS_HERE, sprite(html), 1)
    return HttpResponse(html, status=status)
