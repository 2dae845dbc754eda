"""Questions about the library of knowledge packages."""

from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.compare.rules import knowledge as rules
from sammenhaeng.compare.rules.knowledge import Because, Package, Profile


@dataclass(frozen=True)
class Offered:
    """A package as a page shows it, with the reasons in words when it is suggested."""

    package: Package
    reasons: tuple[str, ...]


def library(profile: Profile | None) -> list[Offered]:
    """Every package, those that the unit's profile suggests first."""
    suggested = rules.suggestions(profile) if profile else []
    first = [Offered(one.package, tuple(map(_told, one.because))) for one in suggested]
    taken = {one.package.code for one in first}
    return first + [Offered(one, ()) for one in rules.packages() if one.code not in taken]


def _told(because: Because) -> str:
    said = gettext(rules.REASONS[because.trait])
    return said.format(share=because.share, count=because.count)
