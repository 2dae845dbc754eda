"""Opening a file: what it begins with says what it is; what its name promises, it must be."""

from collections.abc import Callable
from pathlib import Path

from sammenhaeng.lake.faults import Unreadable

from .parquets import Parquet
from .parts import LARGEST, Table
from .sheets import Sheet
from .texts import Text

BEGINNINGS: dict[bytes, Callable[[Path], Table]] = {b"PK\x03\x04": Sheet, b"PAR1": Parquet}
OTHERS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"{", b"<")
NEVER_TEXT = (".xlsx", ".parquet")


def opened(path: Path) -> Table:
    """The file as a table, or Unreadable."""
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty")
    if size > LARGEST:
        raise Unreadable("expands")
    with path.open("rb") as file:
        begins = file.read(4)
    is_misnamed = path.suffix.lower() in NEVER_TEXT and begins not in BEGINNINGS
    if is_misnamed or begins.lstrip().startswith(OTHERS):
        raise Unreadable("not_a_table")
    return BEGINNINGS.get(begins, Text)(path)
