"""Excel files (.xlsx), unpacked only when what they say they hold, and do hold, is in bounds."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from sammenhaeng.lake.faults import Unreadable

from .parts import Lines, Many, Part, Picks, told

LARGEST = 2**30  # bytes: the largest sheet Excel itself writes is about this
MOST_PARTS = 10_000
STEP = 2**20
WORKBOOK = "xl/workbook.xml"


class Sheet:
    """The first sheet of a workbook that is open."""

    mark = "."  # numbers come typed, and are written with a point when they become text
    ends_well = True

    def __init__(self, path: Path):
        refuse_bombs(path)
        try:
            book = CalamineWorkbook.from_path(str(path))
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        except (CalamineError, zipfile.BadZipFile, IndexError, OSError):
            raise Unreadable("truncated") from None
        if not rows or not any(rows[0]):
            raise Unreadable("empty")
        self.headers = [written(cell) or "" for cell in rows[0]]
        self.lines = Lines()
        self._rows = rows[1:]

    def parts(self, picks: Picks, many: Many) -> Iterator[Part]:
        if self._rows:
            yield {
                column: told(
                    pa.array([written(row[n]) for row in self._rows], pa.string()), column in many
                )
                for column, n in picks.items()
            }


def written(cell: object) -> str | None:
    """A cell as text; an empty one is None."""
    if cell in ("", None):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.isoformat()[:10]
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def refuse_bombs(path: Path) -> None:
    """Unreadable when the archive is cut, or holds more than it may: by its word and in fact."""
    try:
        with zipfile.ZipFile(path) as archive:
            held = archive.infolist()
            if len(held) > MOST_PARTS or sum(one.file_size for one in held) > LARGEST:
                raise Unreadable("expands")
            if WORKBOOK not in archive.namelist():
                raise Unreadable("not_a_table")
            left = LARGEST
            for one in held:
                left -= _unpacked(path, one, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
        raise Unreadable("truncated") from None


def _unpacked(path: Path, one: zipfile.ZipInfo, left: int) -> int:
    """How many bytes a part of the archive really unpacks to, whatever it says of itself."""
    with path.open("rb") as file:
        file.seek(one.header_offset + 26)
        name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
        file.seek(name + extra, 1)
        if one.compress_type == zipfile.ZIP_STORED:
            return one.compress_size
        if one.compress_type != zipfile.ZIP_DEFLATED or one.flag_bits & 1:
            raise Unreadable("not_a_table")
        unpacker, size, packed = zlib.decompressobj(-zlib.MAX_WBITS), 0, b""
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or file.read(STEP)
            if not packed:
                raise Unreadable("truncated")
            size += len(unpacker.decompress(packed, STEP))
            if size > min(left, one.file_size):
                raise Unreadable("expands")
    return size
