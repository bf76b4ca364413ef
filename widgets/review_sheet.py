"""Reviews as a sheet: what critics agree on and wrote, then viewers: headline, rating, author, text, what readers thought."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Critic, Critics, Review, ReviewVersion
from widgets.footnotes import Footnotes
from widgets.sheet import Line, Sheet, Span, Spot, heading, indented, prose, span, stack, wrap
from widgets.story_sheet import shut
from widgets.text import day, plural

#: The source of reviews that come with the program: they are signed.
HOUSE = "Matinee's starter catalogue"
#: Orders that ``s`` turns through, with their names.
ORDERS = {
    "helpful": "most helpful first",
    "newest": "newest first",
    "best": "highest rating first",
    "worst": "lowest rating first",
    "longest": "longest first",
}
#: Filters that ``f`` turns through.
FILTERS = {"all": "all reviews", "liked": "7 to 10", "mixed": "4 to 6", "disliked": "1 to 3", "safe": "without spoilers",
           "critics": "critics alone"}  # fmt: skip
#: Reviews and critics that a sheet shows at first, and how many more each time; critics before the viewers' reviews.
AT_ONCE, _CRITICS = 60, 3


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
    elif order == "longest":
        others.sort(key=lambda review: -len(review.text))
    else:
        others.sort(key=lambda review: -(review.helpful or 0))
    return [review for review in reviews if review.own] + others


def arrange_critics(critics: Sequence[Critic], order: str) -> list[Critic]:
    """Top critics first, or the newest or longest first; scores of different scales are in no order."""
    if order == "newest":
        return sorted(critics, key=lambda critic: critic.date, reverse=True)
    if order == "longest":
        return sorted(critics, key=lambda critic: -len(critic.text))
    return sorted(critics, key=lambda critic: not critic.top)


def reviews_sheet(
    reviews: Sequence[Review], critics: Critics, versions: Sequence[ReviewVersion], draft: str, cells: int, *,
    spoilers: bool, order: str = "helpful", wanted: str = "all", show_versions: bool = False, shown: int = AT_ONCE,
) -> Sheet:  # fmt: skip
    """Every review, one's own first with their earlier versions; ``shown`` at most, and a line that leads to more."""
    measure = min(cells, 92)
    alone = wanted == "critics"
    arranged = [review for review in arrange(reviews, order, wanted) if review.own or not alone]
    count = (
        f"{len(reviews):,} user · {plural(len(critics.critics), 'critic')}"
        if critics.critics
        else plural(len(reviews), "review")
    )
    several = len(reviews) + len(critics.critics) > 1
    blocks: list[list[Line]] = [[heading("Reviews", f"{count} · {FILTERS[wanted]} · {ORDERS[order]}" if several else count)]]
    if draft:
        blocks.append(
            [[span(" You have an unfinished draft  ", "gold", Spot(("draft",), "edit")), span("e continue draft", "muted")]]
        )
    elif not any(review.own for review in reviews):
        blocks.append([[span(" You have not reviewed this  ", "muted", Spot(("write",), "edit")), span("e write", "gold")]])
    own = [review for review in arranged if review.own]
    blocks += [_review(review, measure, spoilers) for review in own]
    if versions:  # also of a review that was deleted
        blocks.append(_versions(versions, measure, show_versions))
    if critics.critics and wanted in ("all", "critics"):
        blocks += _critics(critics, measure, order, shown if alone else _CRITICS, alone=alone)
    others = [review for review in arranged if not review.own]
    blocks += [_review(review, measure, spoilers) for review in others[:shown]]
    left = (len(critics.critics) if alone else len(others)) - shown
    if left > 0:
        blocks.append([[span(f" {left:,} more  ", "muted", Spot(("more",), "more")), span("Enter", "gold")]])
    foot = Footnotes(critics.sources if wanted in ("all", "critics") else ()).lines(measure)
    return Sheet([*stack(*blocks), *foot])


def _critics(critics: Critics, cells: int, order: str, most: int, *, alone: bool) -> list[list[Line]]:
    notes = Footnotes(critics.sources)
    head: list[Line] = [heading("Critics", f"{len(critics.critics):,}")]
    fresh = [critic.fresh for critic in critics.critics if critic.fresh is not None]
    if fresh:
        head.append([span(f" {sum(fresh):,} of {len(fresh):,} recommend it", "muted")])
    if critics.consensus is not None:
        head += [[], *indented(prose(critics.consensus.text, cells - 1), 1)]
    arranged = arrange_critics(critics.critics, order)
    blocks = [head, *(_critic(critic, at, cells, notes) for at, critic in enumerate(arranged[:most]))]
    if not alone and len(arranged) > most:
        blocks.append(
            [[span(f" All {len(arranged):,} critics  ", "muted", Spot(("critics",), "critics")), span("Enter", "gold")]]
        )
    return blocks


def _critic(critic: Critic, at: int, cells: int, notes: Footnotes) -> list[Line]:
    spot = Spot(("critic", at))
    verdict = {True: "recommends it", False: "does not", None: ""}[critic.fresh]
    who = critic.author or critic.publisher or "unsigned"
    head: Line = [span(f"{critic.score}  ", "gold", spot)] if critic.score else []
    head += [span(who, "b text", spot), *notes.mark(critic.source)]
    by = " · ".join(filter(None, [critic.publisher if critic.author else "", verdict, day(critic.date)]))
    lines = [*wrap(head, cells), *([[span(by, "muted", spot)]] if by else [])]
    return [*lines, *indented(prose(critic.text, cells - 2), 2)] if critic.text else lines


def _review(review: Review, cells: int, spoilers: bool) -> list[Line]:
    spot = Spot(("review", review.digest), None if not review.own else "edit")
    head: Line = [span(f"★ {review.rating}  ", "gold", spot)] if review.rating else []
    head.append(span(review.headline or "Untitled", "b text", spot))
    who = "you" if review.own else review.author or "unsigned"
    by = " · ".join(filter(None, [who, review.place, day(review.date), review.source if review.source != HOUSE else ""]))
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
