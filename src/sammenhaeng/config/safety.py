"""What is unsafe in production, and refused there with its reason before anything is served."""

from django.conf import settings

SHORTEST_SECRET = 16  # characters


def unsafe() -> list[str]:
    """One sentence per unsafe setting; nothing outside production."""
    if not settings.PRODUCTION:
        return []
    told = {
        "SAMMENHAENG_DEBUG is on: pages would show their insides. Take it away.": settings.DEBUG,
        "SAMMENHAENG_SECRET is not set or too short: sessions could be forged. Set a long random "
        "text.": _is_guessed(settings.SECRET_KEY, settings.DEFAULT_SECRET),
        "SAMMENHAENG_LAKE_KEY is not set or too short: anybody could undo pseudonyms. Set a long "
        "random text, and keep it: with another one the same people get other pseudonyms.": (
            _is_guessed(settings.LAKE_KEY, settings.DEFAULT_LAKE_KEY)
        ),
        "SAMMENHAENG_HOSTS is not set, or takes any. Set the names the product is reached by.": (
            not settings.HOSTS or "*" in settings.HOSTS.split(",")
        ),
        "SAMMENHAENG_DEMO is on: anybody could log in as anybody. Take it away.": settings.DEMO,
        "DATABASE_URL is not set. Set it, or SAMMENHAENG_EMBEDDED=1 if the embedded database "
        "is what you want.": not (settings.DATABASE_URL or settings.EMBEDDED),
        "OIDC_ISSUER is not set, so nobody could log in. Set it.": not settings.OIDC["issuer"],
    }
    return [sentence for sentence, is_so in told.items() if is_so]


def _is_guessed(secret: str, default: str) -> bool:
    """Whether a secret is the one that everybody knows, or so short that it can be tried out."""
    return secret == default or len(secret) < SHORTEST_SECRET
