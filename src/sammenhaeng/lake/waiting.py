"""Files that wait while somebody says which column is which: an hour at most, for nobody else."""

import os
import re
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from sammenhaeng.kernel.refusal import Refused

LONGEST_WAIT = timedelta(hours=1)
ENDING = re.compile(r"\.(xlsx|parquet)\Z")  # of a name; what is told of a file may rest on it
TOKEN = re.compile(rf"[0-9a-f]{{32}}({ENDING.pattern})?")
MODES = 0o700, 0o600


def put(chunks: Iterable[bytes], name: str) -> str:
    """Lay a file down, with the ending of its name; gives the token that finds it again."""
    _folder().mkdir(MODES[0], parents=True, exist_ok=True)
    ending = ENDING.search(name.lower())
    token = uuid.uuid4().hex + (ending[0] if ending else "")
    descriptor = os.open(_folder() / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODES[1])
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return token


def waits(token: str) -> bool:
    """Whether the file of a token is still there."""
    return bool(TOKEN.fullmatch(token)) and (_folder() / token).exists()


def place(token: str) -> Path:
    """Where the file of a token is, or Refused("missing")."""
    if not waits(token):
        raise Refused("missing", "Filen venter ikke længere. Vælg den igen.")
    return _folder() / token


def remove(token: str) -> None:
    place(token).unlink(missing_ok=True)


def clear(before: datetime) -> None:
    """Remove what was laid down before an instant."""
    for path in _folder().glob("*"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return settings.VAR / "waiting"
