"""Reviews as a sheet: headline, rating, author, text, and what readers thought of it."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Review, ReviewVersion
from widgets.sheet import Line, Sheet, Span, Spot, heading, indented, prose, span, stack, wrap
from widgets.story_sheet import shut
from widgets.text import day, plural

#: Orders that ``s`` turns through, with their names.
ORDERS = {
    "helpful": "most helpful first",
    "newest": "newest first",
    "best": "highest rating first",
    "worst": "lowest rating first",
}
#: Filters that ``f`` turns through.
FILTERS = {"all": "all reviews", "liked": "7 to 10", "mixed": "4 to 6", "disliked": "1 to 3", "safe": "without spoilers"}


def arrange(reviews: Sequence[Review], order: str, wanted: str) -> list[Review]:
    """The viewer's own first, the rest filtered and in order."""

    def fits(review: Review) -> bool:
        rating = review.rating or 0
        return {
            "liked": rating >= 7, "mixed": 4 <= rating <= 6, "disliked": 1 <= rating <= 3, "safe": not review.spoiler,
        }.get(wanted, True)  # fmt: skip

    others = [review for review in reviews if not review.own and fits(review)]
    if order == "newest":
        others.sort(key=lambda review: review.date, reverse=True)
    elif order == "best":
        others.sort(key=lambda review: -(review.rating or 0))
    elif order == "worst":
        others.sort(key=lambda review: review.rating or 11)
    else:
        others.sort(key=lambda review: -(review.helpful or 0))
    return [review for review in reviews if review.own] + others


def reviews_sheet(
    reviews: Sequence[Review], versions: Sequence[ReviewVersion], draft: str, cells: int, *,
    spoilers: bool, order: str = "helpful", wanted: str = "all", show_versions: bool = False,
) -> Sheet:  # fmt: skip
    """Every review, one's own first with their earlier versions."""
    measure = min(cells, 92)
    shown = arrange(reviews, order, wanted)
    count = plural(len(reviews), "review")
    blocks: list[list[Line]] = [
        [heading("Reviews", f"{count} · {FILTERS[wanted]} · {ORDERS[order]}" if len(reviews) > 1 else count)]
    ]
    if draft:
        blocks.append(
            [[span(" You have an unfinished draft  ", "gold", Spot(("draft",), "edit")), span("e continue draft", "muted")]]
        )
    elif not any(review.own for review in reviews):
        blocks.append([[span(" You have not reviewed this  ", "muted", Spot(("write",), "edit")), span("e write", "gold")]])
    own = [review for review in shown if review.own]
    blocks += [_review(review, measure, spoilers) for review in own]
    if versions:  # also of a review that was deleted
        blocks.append(_versions(versions, measure, show_versions))
    blocks += [_review(review, measure, spoilers) for review in shown if not review.own]
    return Sheet(stack(*blocks))


def _review(review: Review, cells: int, spoilers: bool) -> list[Line]:
    spot = Spot(("review", review.digest), None if not review.own else "edit")
    head: Line = [span(f"★ {review.rating}  ", "gold", spot)] if review.rating else []
    head.append(span(review.headline or "Untitled", "b text", spot))
    who = "you" if review.own else review.author or "unsigned"
    by = " · ".join(filter(None, [who, review.place, day(review.date)]))
    lines = [*wrap(head, cells), [span(by, "done" if review.own else "muted", spot)]]
    if review.spoiler and not spoilers and not review.own:
        return [*lines, *shut(1, "the review")]
    lines += [[], *indented(prose(review.text, cells - 2), 2)]
    foot = []
    if review.helpful is not None and review.voted:
        foot.append(f"{review.helpful:,} of {review.voted:,} found this helpful")
    if review.my_vote is not None:
        foot.append("✓ you found it helpful" if review.my_vote else "✗ you did not find it helpful")
    if foot:
        lines += [[], [span("  " + " · ".join(foot), "muted", spot)]]
    return lines


def _versions(versions: Sequence[ReviewVersion], cells: int, shown: bool) -> list[Line]:
    lines: list[Line] = [
        [
            span(f" {plural(len(versions), 'earlier version')}  ", "muted", Spot(("versions",), "versions")),
            Span("V", "b gold"),
        ]
    ]
    if shown:
        for version in versions:
            lines += [
                [],
                [span(f"   {day(version.saved_at)}  {version.headline}", "muted")],
                *indented(prose(version.text, cells - 4, "muted"), 4),
            ]
    return lines
