"""The API's shape of a knowledge package."""

from django.utils.translation import gettext

from sammenhaeng.compare.queries.knowledge import Offered
from sammenhaeng.design.api import Closed


class PackageTold(Closed):
    """A knowledge package; `reasons` say why it is suggested, none that it is only in the library.

    Without a `source` it is our own suggestion.
    """

    code: str
    name: str
    text: str
    source: str
    tags: list[str]
    reasons: list[str]

    @classmethod
    def of(cls, one: Offered) -> "PackageTold":
        it = one.package
        return cls(
            code=it.code, name=gettext(it.name), text=gettext(it.sentence), source=it.source,
            tags=list(it.tags), reasons=list(one.reasons),
        )  # fmt: skip
