"""What the viewer said, by the catalogue's ids: a view ``my_…`` for every table ``said_…`` that hangs on a title or person.

Two rows of ``my_title`` may be one title of the catalogue by now. Of what there is only one (a rating, a place on a list) the
newest is shown then; of what there may be many (viewings, reviews) all are. The views are simple enough for SQLite to merge
into the query that reads them, so that its indexes are used; a test sees to that. CROSS JOIN is SQLite's word for "in this
order": the titles that are the same one are few, the rows of a list are many.
"""

from __future__ import annotations


def _every(view: str, table: str, columns: str) -> str:
    """Every row."""
    return (
        f"CREATE VIEW {view} AS\n  SELECT t.shown_id AS title_id, {_of(columns)}\n"
        f"  FROM {table} AS s JOIN my_title AS t ON t.id = s.my_id"
    )


def _newest(view: str, table: str, columns: str, order: str, same: str = "") -> str:
    """One row a title (and what is in ``same``): the last by ``order``, columns whose values together are unique."""
    told = "".join(f" AND n.{column} = s.{column}" for column in same.split())
    later, this = (", ".join(f"{name}.{column}" for column in order.split()) for name in "ns")
    return (
        f"{_every(view, table, columns)}\n"
        f"  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN {table} AS n ON n.my_id = o.id\n"
        f"    WHERE o.shown_id = t.shown_id{told} AND ({later}) > ({this}))"
    )


def _of(columns: str) -> str:
    return ", ".join(f"s.{column}" for column in columns.split())


#: Whether a viewing was one of a film seen before: what the viewer says, else what the other viewings say. A viewing of a
#: day unknown counts as the first.
_REWATCH = """coalesce(s.rewatch, EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_diary AS e ON e.my_id = o.id
    WHERE o.shown_id = t.shown_id AND e.stopped_at IS NULL
      AND (coalesce(e.watched_on, ''), e.id) < (coalesce(s.watched_on, ''), s.id))) AS rewatch"""

_DIARY = f"""CREATE VIEW my_diary AS
  SELECT s.id, s.uid, t.shown_id AS title_id, s.watched_on, {_REWATCH},
    s.rating, s.liked, s.tags, s.place, s.company, s.stopped_at, s.note, s.logged_at
  FROM said_diary AS s JOIN my_title AS t ON t.id = s.my_id"""

_HIDDEN = """CREATE VIEW my_hidden AS
  SELECT t.shown_id AS title_id, coalesce(u.shown_id, 0) AS under
  FROM said_hidden AS s JOIN my_title AS t ON t.id = s.my_id LEFT JOIN my_title AS u ON u.id = s.under_id"""

_FOLLOW = """CREATE VIEW my_follow AS
  SELECT p.shown_id AS person_id, p.name, s.followed_at
  FROM said_follow AS s JOIN my_person AS p ON p.id = s.my_person_id
  WHERE NOT EXISTS (SELECT 1 FROM my_person AS o CROSS JOIN said_follow AS n ON n.my_person_id = o.id
    WHERE o.shown_id = p.shown_id AND (n.followed_at, n.my_person_id) > (s.followed_at, s.my_person_id))"""

_PERSON_NOTE = """CREATE VIEW my_person_note AS
  SELECT p.shown_id AS person_id, s.text, s.edited_at
  FROM said_note AS s JOIN my_person AS p ON p.id = s.my_person_id
  WHERE NOT EXISTS (SELECT 1 FROM my_person AS o CROSS JOIN said_note AS n ON n.my_person_id = o.id
    WHERE o.shown_id = p.shown_id AND (n.edited_at, n.id) > (s.edited_at, s.id))"""

_LIST_PERSON = """CREATE VIEW my_list_person AS
  SELECT s.id, s.uid, s.list_id, p.shown_id AS person_id, p.name, s.position, s.note, s.added_at
  FROM said_list_entry AS s JOIN my_person AS p ON p.id = s.my_person_id
  WHERE NOT EXISTS (SELECT 1 FROM my_person AS o CROSS JOIN said_list_entry AS n ON n.my_person_id = o.id
    WHERE o.shown_id = p.shown_id AND n.list_id = s.list_id AND n.id > s.id)"""

#: Entries that are not shown, since a newer one of the same list is the same title: nearly always none.
_COVERED = """CREATE VIEW my_covered_entry AS
  SELECT s.id FROM my_title AS t CROSS JOIN said_list_entry AS s ON s.my_id = t.id
  WHERE t.twin = 1 AND EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_list_entry AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND n.list_id = s.list_id AND n.id > s.id)"""

VIEWS = (
    _newest("my_rating", "said_rating", "value rated_at", "rated_at my_id"),
    _newest("my_like", "said_like", "liked_at", "liked_at my_id"),
    _every("my_favourite", "said_favourite", "place chosen_at"),
    _newest("my_season", "said_season", "season value rated_at", "rated_at my_id", same="season"),
    _newest("my_state", "said_state", "state since", "since my_id"),
    _newest("my_list_entry", "said_list_entry", "id uid list_id position note added_at", "id", same="list_id"),
    _COVERED,
    _LIST_PERSON,
    _DIARY,
    _every("my_review", "said_review", "id uid viewing_id headline text spoiler written_at edited_at"),
    _every("my_review_version", "said_review_version", "id kind headline text spoiler saved_at"),
    _newest("my_review_vote", "said_vote", "review helpful", "my_id", same="review"),
    _newest("my_tag", "said_tag", "id tag", "id", same="tag"),
    _newest("my_note", "said_note", "text edited_at", "edited_at id"),
    _PERSON_NOTE,
    _HIDDEN,
    _FOLLOW,
    _every("my_owned", "said_owned", "id medium location raw size fingerprint note added_at"),
    _newest("my_draft", "said_draft", "headline text spoiler saved_at", "saved_at my_id"),
)
