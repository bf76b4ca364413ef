"""The origin of an installation: a random id, kept outside ``personal.db`` so that a copied file does not bring it along."""

from __future__ import annotations

import os
import re
import secrets

from db.base.home import Home

_ORIGIN = re.compile(r"[0-9a-f]{32}")


def of(home: Home) -> str:
    """This installation's origin, 32 hexadecimal digits; made on first use."""
    try:
        found = (home.state / "origin").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    return found if _ORIGIN.fullmatch(found) else renew(home)


def renew(home: Home) -> str:
    """A new origin: what is written from now on must not be taken for a continuation of what was written before."""
    fresh = secrets.token_hex(16)
    path = home.state / "origin"
    part = path.with_name(f"origin.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(fresh + "\n", encoding="ascii")
    part.replace(path)
    return fresh
