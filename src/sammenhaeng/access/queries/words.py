"""The words for the codes in the log."""

from collections.abc import Collection

from django.utils.translation import gettext

from sammenhaeng.access import rules


class Wording:
    """The words for the codes in the log, for rooms above, in the language of the page."""

    def role(self, code: str) -> str:
        return gettext(rules.ROLES[code])

    def purpose(self, code: str) -> str:
        return gettext(rules.purposes()[code].sentence)

    def basis(self, code: str) -> str:
        return gettext(rules.bases()[code].sentence)

    def statute(self, code: str) -> str:
        return rules.bases()[code].statute

    def is_sure(self, code: str) -> bool:
        """Whether the basis was read in the statute itself."""
        return rules.bases()[code].sure

    def reason(self, code: str) -> str:
        return gettext(rules.REASONS[code])

    def verdict(self, code: str) -> str:
        return gettext(rules.VERDICTS[code])

    def category(self, code: str) -> str:
        return gettext(rules.categories()[code])

    def relation(self, code: str) -> str:
        return gettext(rules.RELATIONS[code]) if code in rules.RELATIONS else ""

    def verdicts(self) -> dict[str, str]:
        return rules.VERDICTS

    def reasons(self) -> dict[str, str]:
        return rules.REASONS

    def strongest(self, kinds: Collection[str]) -> str:
        """The closest of some relations, in words."""
        return next((gettext(text) for kind, text in rules.RELATIONS.items() if kind in kinds), "")
