"""What stands round every page: who is logged in, where they are, and the ways on."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Link:
    """A way to another page; `count` is how much waits there, `info` a second line."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None
    info: str = ""


@dataclass(frozen=True)
class Frame:
    """The page frame for one request."""

    heading: str
    home: str = "/"
    authority: str = ""
    support: str = ""
    address: tuple[str, ...] = ()
    user: str = ""
    role: str = ""
    nav: tuple[Link, ...] = ()
    log_in: str = ""
    log_out: str = ""
    switch: str = ""
    keep_alive: str = ""
    session_seconds: int = 0
    languages: tuple[Link, ...] = field(default=())
    is_demo: bool = False
