"""A light load generator: so many users, each asking again as soon as the answer has come."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

HEAD = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n{cookie}\r\n"
POST = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
    "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
)
PAGES_PER_CONNECTION = 20  # then another browser comes, perhaps to another process


@dataclass(frozen=True)
class Visit:
    """One page as one logged-in person opens it."""

    path: str
    session: str = ""

    @property
    def message(self) -> bytes:
        cookie = f"Cookie: sammenhaeng={self.session}\r\n" if self.session else ""
        return HEAD.format(path=self.path, cookie=cookie).encode()


@dataclass(frozen=True)
class Post(Visit):
    """A question with a body, as a program asks it."""

    body: str = ""

    @property
    def message(self) -> bytes:
        body = self.body.encode()
        head = POST.format(path=self.path, length=len(body))
        return head.encode() + body


@dataclass
class Tally:
    """What came of a run."""

    seconds: float = 0
    times: list[float] = field(default_factory=list)
    errors: int = 0
    processor: float = 0  # seconds the product used
    cacheable: int = 0  # answers that a cache might have kept

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, percent: int) -> float:
        """In milliseconds."""
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000


def run(port: int, visits: Iterable[Visit], *, users: int, seconds: float) -> Tally:
    """Let the users open the visits in turn for some seconds."""
    return asyncio.run(_run(port, itertools.cycle(visits), users, seconds))


async def _run(port: int, visits: Iterator[Visit], users: int, seconds: float) -> Tally:
    tally = Tally()
    begun = time.perf_counter()
    await asyncio.gather(*(_user(port, visits, begun + seconds, tally) for _ in range(users)))
    tally.seconds = time.perf_counter() - begun
    return tally


async def _user(port: int, visits: Iterator[Visit], end: float, tally: Tally) -> None:
    """Open one visit after the other, some over each connection."""
    while time.perf_counter() < end:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for visit in itertools.islice(visits, PAGES_PER_CONNECTION):
            if (begun := time.perf_counter()) >= end:
                break
            writer.write(visit.message)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            tally.times.append(time.perf_counter() - begun)
            tally.errors += not head.startswith(b"http/1.1 200")
            tally.cacheable += b"cache-control: no-store" not in head
        writer.close()


def line(name: str, tally: Tally, told: str) -> None:
    """Print one line of the table."""
    used = f"{tally.processor / len(tally.times) * 1000:.1f}" if tally.processor else "–"
    print(
        f"{name:34}{tally.rate:>11.1f}{tally.percentile(50):>8.1f}{tally.percentile(95):>8.1f}"
        f"{used:>8}{tally.errors:>8}  {told}",
        flush=True,
    )
