"""A title's awards in one sentence, for the page, the preview and the command line."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Award
from widgets.text import plural


def award_sentence(awards: Sequence[Award]) -> str:
    """``Won 2 Oscars · 3 more nominations · 1 other prize``; empty where there are none."""
    oscars = [award for award in awards if award.event == "Oscar"]
    won = sum(award.won for award in oscars)
    others = [award for award in awards if award.event != "Oscar"]
    parts = []
    if won:
        parts.append(f"Won {plural(won, 'Oscar')}")
        if len(oscars) > won:
            parts.append(plural(len(oscars) - won, "more nomination"))
    elif oscars:
        parts.append(f"Nominated for {plural(len(oscars), 'Oscar')}")
    wins = sum(award.won for award in others)
    if wins:
        prizes = list(
            dict.fromkeys(f"{award.category} at {award.event}" for award in others if award.won and "d'Or" in award.category)
        )
        parts.append(f"Won {prizes[0]}" if prizes and not oscars else plural(wins, "other prize" if oscars else "prize"))
    elif others:
        parts.append(plural(len(others), "other nomination" if oscars else "nomination"))
    return " · ".join(parts)
