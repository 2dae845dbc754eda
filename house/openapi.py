"""What the API promises, written down: python -m house.openapi writes docs/openapi.json.

A test compares the file with the code, so that every change of the promise is seen in a diff.
"""

import json
import os
from pathlib import Path

import django

FILE = Path(__file__).parents[1] / "docs" / "openapi.json"


def written() -> str:
    """The schema as the file holds it."""
    from sammenhaeng.config.api import api  # noqa: PLC0415  needs Django set up

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
    django.setup()
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
