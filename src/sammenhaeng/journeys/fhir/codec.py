"""JSON that loses nothing: decimals keep their digits, and what cannot be stored is refused."""

import json
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from sammenhaeng.kernel.refusal import Refused

Resource = dict[str, Any]


def parse(content: bytes) -> Resource:
    """The JSON object in a file, else Refused("invalid") with where it is broken."""
    try:
        tree = json.loads(
            content.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
        text = write(tree)
        text.encode()
    except UnicodeError:
        raise Refused(
            "invalid", "Filen er ikke tekst i UTF-8. Gem den som UTF-8, og indlæs den igen."
        ) from None
    except (RecursionError, ValueError) as error:
        raise Refused(
            "invalid",
            "Filen er ikke gyldig JSON ({why}). Hent den igen fra det system, den kommer fra.",
            why=_why(error),
        ) from None
    if "\\u0000" in text:
        raise Refused("invalid", "Filen indeholder nultegn. Fjern dem, og indlæs den igen.")
    if not isinstance(tree, dict):
        raise Refused("invalid", "Filen er ikke en FHIR-ressource. Den skal begynde med {{.")
    return tree


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return gettext("linje {number}").format(number=error.lineno)
    if isinstance(error, RecursionError):
        return gettext("for mange niveauer")
    return gettext("et tal kan ikke læses")


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _object(pairs: list[tuple[str, Any]]) -> Resource:
    built = dict(pairs)
    if len(built) < len(pairs):
        names = [name for name, _ in pairs]
        raise Refused(
            "invalid",
            "Feltet “{name}” står to gange i det samme objekt. Ret filen, og indlæs den igen.",
            name=next(name for name in names if names.count(name) > 1),
        )
    return built


def write(value: Any) -> str:
    """The JSON text of what parse gave, with every decimal as it was written."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_text(k)}:{write(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    if isinstance(value, Decimal):
        return str(value)
    return _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
