"""Rows that could not be used: counted by file, and listed with line and reason in a report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

#: Lines of the report; beyond it rows are only counted.
LISTED = 10_000


@dataclass(slots=True)
class Refusals:
    """Gathers refused rows of one import."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, file: Path, dataset: str, line: int, reason: str) -> None:
        """One row of ``file`` was left out."""
        self.counts[dataset] += 1
        if len(self.lines) < LISTED:
            self.lines.append(f"{file}:{line}: {reason}")

    def mark(self) -> tuple[Counter[str], int]:
        """Where the count stands, for :meth:`back_to`."""
        return self.counts.copy(), len(self.lines)

    def back_to(self, mark: tuple[Counter[str], int]) -> None:
        """Forget what was refused since ``mark``: its file is read anew."""
        self.counts, length = mark[0].copy(), mark[1]
        del self.lines[length:]

    @property
    def total(self) -> int:
        """Rows refused in all files."""
        return self.counts.total()

    def write(self, path: Path) -> Path | None:
        """The report, where there is something to report."""
        if not self.lines:
            path.unlink(missing_ok=True)
            return None
        left = self.total - len(self.lines)
        more = [f"… and {left:,} more rows."] if left else []
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*self.lines, *more, ""]), encoding="utf-8", errors="replace")
        return path
