"""The pages about one citizen, for the left menu and the drawer."""

from django.urls import reverse
from django.utils.translation import gettext

from sammenhaeng.design.frame import Link

PAGES = (
    ("Overblik", "front:citizen"),
    ("Én plan", "journeys:plan"),
    ("Planer efter de enkelte love", "journeys:statutory_plans"),
    ("Kalender", "journeys:case_calendar"),
    ("Familie og oplysninger", "citizens:facts"),
    ("Samtykke og adgang", "citizens:consents"),
)


def case_menu(code: str, path: str) -> list[Link]:
    urls = [(gettext(label), reverse(name, args=[code])) for label, name in PAGES]
    return [Link(label, url, is_current=path == url) for label, url in urls]
