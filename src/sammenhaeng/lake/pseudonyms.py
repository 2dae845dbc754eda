"""Keyed pseudonyms: the same person is the same number, and only the key leads there."""

import hashlib
import hmac
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

BLOCK = 64  # bytes, of SHA-256
CPR_WITH_MARK = r"^(\d{6})[- ](\d{4})$"
CPR = r"^(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(0[1-9]|1[0-2])\d{6}$"  # day (+ 60), month


def keyed(numbers: pa.Array, authority_id: int) -> pa.Array:
    """Numbers as they are keyed: a CPR number without its mark, any other with who numbers so.

    A CPR number is the same person everywhere; a staff number only inside the authority.
    """
    plain = pc.replace_substring_regex(numbers, CPR_WITH_MARK, r"\1\2")
    own = pc.binary_join_element_wise(pa.scalar(str(authority_id)), plain, "/")
    return pc.if_else(pc.match_substring_regex(plain, CPR), plain, own)


def pseudonym(number: str, authority_id: int) -> int:
    """The first 8 bytes of HMAC-SHA256 under LAKE_KEY, as a signed number."""
    (word,) = keyed(pa.array([number.strip()]), authority_id).to_pylist()
    told = hmac.digest(settings.LAKE_KEY.encode(), word.encode(), "sha256")
    return int.from_bytes(told[:8], "big", signed=True)


def pseudonyms(numbers: Sequence[str]) -> np.ndarray:
    """As `pseudonym`, of numbers as they are keyed; the key's two blocks are hashed once."""
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
