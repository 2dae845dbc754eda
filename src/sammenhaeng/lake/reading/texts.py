"""CSV files, streamed: comma, semicolon or tab, in UTF-8 or in what Windows writes in Denmark."""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from pyarrow import csv as arrow_csv

from sammenhaeng.lake.faults import Unreadable

from .parts import CELLS, MOST_ROWS, Lines, Many, Part, Picks

BLOCK = 16 * 2**20
CHUNK = 2**24
MOST_HEADER = 2**16
DELIMITERS = ";,\t"
HALF_UTF8 = re.compile(rb"\xc3[\x80-\xbf]")  # æ, ø and å as UTF-8 writes them
NO_ROWS = "Empty CSV", "Could not skip"  # the second when the header's line has no end
UNUSED_IN_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


class Text:
    """A CSV file that is open."""

    mark = ""

    def __init__(self, path: Path):
        self.path = path
        self.encoding = encoding_of(path)
        head = self._head()
        self.delimiter = max(DELIMITERS, key=head.count)
        try:
            rows = csv.reader([head], delimiter=self.delimiter, strict=True)
            self.headers = [cell.strip() for cell in next(rows, [])]
        except csv.Error:
            raise Unreadable("quotes") from None
        if not any(self.headers):
            raise Unreadable("empty")
        self.lines = Lines()
        self.ends_well = ends_with_newline(path)

    def _head(self) -> str:
        with self.path.open("rb") as file:
            line = file.readline(MOST_HEADER)
        if b"\0" in line or len(line) == MOST_HEADER:
            raise Unreadable("not_a_table")
        return line.decode("utf-8-sig" if self.encoding == "utf8" else self.encoding).strip("\r\n")

    def parts(self, picks: Picks, many: Many) -> Iterator[Part]:
        names = [f"c{n}" for n in range(len(self.headers))]
        wanted = {column: names[n] for column, n in picks.items()}
        rows = 0
        try:
            with arrow_csv.open_csv(self.path, *self._options(names, wanted, many)) as reader:
                for batch in reader:
                    rows += batch.num_rows
                    if rows > MOST_ROWS:
                        raise Unreadable("many_rows")
                    yield {column: batch.column(name) for column, name in wanted.items()}
        except pa.ArrowInvalid as error:
            if any(words in str(error) for words in NO_ROWS):
                return
            raise Unreadable("quotes") from None

    def _options(self, names: list[str], wanted: dict[str, str], many: Many):
        types = {name: pa.string() if column in many else CELLS for column, name in wanted.items()}
        return (
            arrow_csv.ReadOptions(
                column_names=names,
                skip_rows=1,
                block_size=BLOCK,
                encoding=self.encoding,
                use_threads=False,  # else broken rows have no number
            ),
            arrow_csv.ParseOptions(
                delimiter=self.delimiter,
                ignore_empty_lines=False,
                invalid_row_handler=self._broken,
            ),
            arrow_csv.ConvertOptions(
                include_columns=list(wanted.values()),
                column_types=types,
                strings_can_be_null=True,
                null_values=[""],
                check_utf8=False,
            ),
        )

    def _broken(self, row: arrow_csv.InvalidRow) -> str:
        self.lines.broken.append((row.number, row.actual_columns))
        return "skip"


def encoding_of(path: Path) -> str:
    """How the file's letters are written; Unreadable when it is neither of the two, or both."""
    with path.open("rb") as file:
        if _is_utf8(file):
            return "utf8"
        file.seek(0)
        while chunk := file.read(CHUNK):
            if HALF_UTF8.search(chunk) or UNUSED_IN_WINDOWS.search(chunk):
                raise Unreadable("encoding")
    return "cp1252"


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk:
                raise Unreadable("not_a_table" if b"\0\0\0" in chunk else "encoding")
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if not file.read(1) and error.reason == "unexpected end of data":
            raise Unreadable("truncated") from None
        return False
    return True


def ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in b"\r\n"
