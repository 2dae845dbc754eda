"""The place of the files: a folder or an S3 bucket, in which a file is whole or not there."""

import hashlib
import os
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from pyarrow import fs

DRAFTS = "drafts"
FOLDER_MODE, FILE_MODE = 0o700, 0o600


class Draft:
    """A file on its way: what is written to it goes to a name nobody reads, and is summed up."""

    def __init__(self, file: BinaryIO, place: str):
        self.place = place
        self.size = 0
        self.closed = False
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.size += len(data)
        self._file.write(data)
        return len(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        """Nothing: whoever opened the draft closes it, on the disk first."""

    @property
    def checksum(self) -> str:
        return self._digest.hexdigest()


class Store:
    """Where the lake's files are: `base` in a filesystem."""

    def __init__(self, address: str):
        self.is_local = "://" not in address or address.startswith("file://")
        if self.is_local:
            Path(address.removeprefix("file://")).mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            self.fs, self.base = fs.LocalFileSystem(), address.removeprefix("file://")
        else:
            self.fs, self.base = fs.FileSystem.from_uri(address)

    def path(self, name: str) -> str:
        return f"{self.base}/{name}"

    @contextmanager
    def draft(self, write: Callable[[Draft], object]) -> Iterator[Draft]:
        """A file written to its end and on the disk; gone when the block ends, unless kept."""
        self.fs.create_dir(self.path(DRAFTS), recursive=True)
        place = self.path(f"{DRAFTS}/{uuid.uuid4().hex}")
        try:
            with self._opened(place) as file:
                draft = Draft(file, place)
                write(draft)
            yield draft
        finally:
            with suppress(FileNotFoundError):
                self.fs.delete_file(place)

    @contextmanager
    def _opened(self, place: str) -> Iterator[BinaryIO]:
        if not self.is_local:
            with self.fs.open_output_stream(place) as stream:
                yield stream
            return
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def keep(self, draft: Draft, kind: str) -> str:
        """Give a finished draft its name, which says its content; only then can it be read."""
        name = f"{kind}/{draft.checksum}.parquet"
        self.fs.create_dir(self.path(kind), recursive=True)
        self.fs.move(draft.place, self.path(name))
        if self.is_local:
            for folder in (self.base, self.path(kind)):
                _sync(folder)
        return name

    def strays(self, named: Collection[str], before: datetime) -> list[str]:
        """Files that no name speaks of, last written before an instant: drafts, too."""
        found = self.fs.get_file_info(fs.FileSelector(self.base, recursive=True))
        files = {one.path.removeprefix(f"{self.base}/"): one for one in found if one.is_file}
        return sorted(
            name for name, one in files.items() if name not in named and one.mtime < before
        )

    def delete(self, name: str) -> None:
        self.fs.delete_file(self.path(name))


def _sync(folder: str) -> None:
    """The folder's new entry is on the disk, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def store() -> Store:
    """The place that LAKE names."""
    return Store(str(settings.LAKE))
