"""Keyed pseudonyms: the same person is the same number, and only the key leads there."""

import hashlib
import hmac
import re
from collections.abc import Sequence

import numpy as np
from django.conf import settings

BLOCK = 64  # bytes, of SHA-256
CPR_WITH_MARK = re.compile(r"(\d{6})[- ](\d{4})")


def plain(number: str) -> str:
    """A CPR or staff number as it is keyed: without spaces at the ends and the mark in a CPR."""
    number = number.strip()
    found = CPR_WITH_MARK.fullmatch(number)
    return "".join(found.groups()) if found else number


def pseudonym(number: str) -> int:
    """The first 8 bytes of HMAC-SHA256 under LAKE_KEY, as a signed number."""
    told = hmac.digest(settings.LAKE_KEY.encode(), plain(number).encode(), "sha256")
    return int.from_bytes(told[:8], "big", signed=True)


def pseudonyms(numbers: Sequence[str]) -> np.ndarray:
    """The pseudonym of each number: as `pseudonym`, with the key's two blocks hashed once."""
    key = settings.LAKE_KEY.encode()
    key = hashlib.sha256(key).digest() if len(key) > BLOCK else key
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key.ljust(BLOCK, b"\0")))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key.ljust(BLOCK, b"\0")))
    told = bytearray()
    for number in numbers:
        first, second = inner.copy(), outer.copy()
        first.update(number.encode())
        second.update(first.digest())
        told += second.digest()[:8]
    return np.frombuffer(bytes(told), ">i8").astype(np.int64)


def collide(pseudonyms_of: np.ndarray) -> bool:
    """Whether two different numbers got the same pseudonym."""
    told = np.sort(pseudonyms_of)
    return bool((told[1:] == told[:-1]).any())
