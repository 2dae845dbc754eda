"""What everybody may read without logging in."""

from django.conf import settings
from django.views.decorators.http import require_safe

from sammenhaeng.design.rendering import render
from sammenhaeng.front import queries


@require_safe
def home(request):
    return render(request, "front/home.html", {})


@require_safe
def menu(request):
    return render(request, "front/menu.html", {"sections": queries.site_map(request.seat)})


@require_safe
def help_(request):
    return render(request, "front/help.html", {})


@require_safe
def about(request):
    return render(request, "front/about.html", {})


@require_safe
def accessibility(request):
    return render(request, "front/accessibility.html", {})


@require_safe
def privacy(request):
    seconds = settings.SESSION_COOKIE_AGE
    return render(request, "front/privacy.html", {"minutes": seconds // 60})
