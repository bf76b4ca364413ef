"""The filters of a line joined to one SQL condition on ``title_rank AS r`` and ``title AS t``, cheapest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Where:
    """Conditions, their parameters, and (from a mark, list, tag or person) a query for the ids among which to look, with the
    parameters of that query.
    """

    sql: str
    values: tuple[object, ...]
    among: str = ""
    among_values: tuple[object, ...] = ()

    @cached_property
    def of_cards(self) -> str:
        """The same conditions on ``title_card AS t``, which has all the columns that they name."""
        return re.sub(r"\br\.", "t.", self.sql)


#: No conditions.
NOTHING = Where("", ())
