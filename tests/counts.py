"""How many cases a test tries: few in the suite, many with MATINEE_PROVE=1, which ``make prove`` sets."""

from __future__ import annotations

import os

PROVING = os.environ.get("MATINEE_PROVE") == "1"


def cases(small: int, large: int) -> int:
    """``small`` in the suite, ``large`` when proving."""
    return large if PROVING else small
