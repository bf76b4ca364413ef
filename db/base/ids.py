"""IMDb's ids as integers, and stable ids for what has none.

``tt0040725`` is 40725, ``nm0790452`` is 790452. What no reference gives an id gets a negative one that depends only on its
name, so that what the viewer says about it survives every rebuild.
"""

from __future__ import annotations

import re
from hashlib import blake2b

_WRITTEN = re.compile(r"^(?P<prefix>tt|nm)?(?P<digits>[0-9]{1,10})$", re.IGNORECASE)
_LOCAL = re.compile(r"^local-([0-9]{1,15})$")


def tconst(title_id: int) -> str:
    """``tt0040725`` for 40725; ``local-123`` for a title without an IMDb id."""
    return f"tt{title_id:07d}" if title_id > 0 else f"local-{-title_id}"


def nconst(person_id: int) -> str:
    """``nm0790452`` for 790452; ``local-123`` for a person without an IMDb id."""
    return f"nm{person_id:07d}" if person_id > 0 else f"local-{-person_id}"


def number(written: str, prefix: str) -> int | None:
    """The number of an id as a person writes it (``tt0040725``, ``40725``, ``local-123``), or None."""
    written = written.strip()
    if found := _LOCAL.match(written):
        return -int(found[1])
    found = _WRITTEN.match(written)
    if not found or (found["prefix"] or prefix).lower() != prefix:
        return None
    return int(found["digits"])


def stable(*parts: object) -> int:
    """A negative id that depends on ``parts`` alone; 47 bits, so that a collision among millions stays unlikely."""
    text = "\x1f".join(str(part) for part in parts)
    return -(int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") >> 1) - 1


def uid_of(*parts: object) -> str:
    """A row's uid, 32 hexadecimal digits, that depends on ``parts`` alone: ``uid_of("letterboxd", uri, day)``.

    Two machines that read the same record of the same export give it the same.
    """
    text = "\x1f".join(str(part) for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
