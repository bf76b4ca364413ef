"""The tables as they stood in version 1, from which every later revision starts."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE journal_action (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at VARCHAR NOT NULL, kind VARCHAR NOT
  NULL, sentence VARCHAR NOT NULL, title_id INTEGER, origin VARCHAR NOT NULL, undone_at VARCHAR, undone_turn INTEGER,
  dropped INTEGER NOT NULL);
CREATE TABLE journal_now (one INTEGER NOT NULL, action_id INTEGER NOT NULL, PRIMARY KEY (one));
CREATE TABLE my_choice ("key" VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE my_decision (origin VARCHAR NOT NULL, "key" VARCHAR NOT NULL, title_id INTEGER, decided_at VARCHAR NOT
  NULL, PRIMARY KEY (origin, "key"));
CREATE TABLE my_draft (title_id INTEGER NOT NULL, headline VARCHAR NOT NULL, text VARCHAR NOT NULL, spoiler INTEGER
  NOT NULL, saved_at VARCHAR NOT NULL, PRIMARY KEY (title_id));
CREATE TABLE my_follow (person_id INTEGER NOT NULL, name VARCHAR NOT NULL, followed_at VARCHAR NOT NULL, PRIMARY KEY
  (person_id));
CREATE TABLE my_list (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, name VARCHAR NOT NULL,
  about VARCHAR NOT NULL, "query" VARCHAR, position FLOAT NOT NULL, created_at VARCHAR NOT NULL, CONSTRAINT list_kind
  CHECK (kind IN ('watchlist', 'list', 'smart')), UNIQUE (name));
CREATE UNIQUE INDEX my_list_one_watchlist ON my_list (kind) WHERE kind = 'watchlist';
CREATE TABLE my_note (subject VARCHAR NOT NULL, subject_id INTEGER NOT NULL, text VARCHAR NOT NULL, edited_at VARCHAR
  NOT NULL, PRIMARY KEY (subject, subject_id));
CREATE TABLE my_title (title_id INTEGER NOT NULL, title VARCHAR NOT NULL, year INTEGER, kind VARCHAR NOT NULL, PRIMARY
  KEY (title_id));
CREATE TABLE my_unmatched (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, origin VARCHAR NOT NULL, "row" VARCHAR NOT
  NULL, candidates VARCHAR NOT NULL, seen_at VARCHAR NOT NULL);
CREATE TABLE my_visit (subject VARCHAR NOT NULL, subject_id INTEGER NOT NULL, name VARCHAR NOT NULL, year INTEGER,
  visited_at VARCHAR NOT NULL, PRIMARY KEY (subject, subject_id));
CREATE INDEX ix_my_visit_visited_at ON my_visit (visited_at);
CREATE TABLE journal_change (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, action_id INTEGER NOT NULL, table_name
  VARCHAR NOT NULL, row_key VARCHAR NOT NULL, "before" VARCHAR, "after" VARCHAR, FOREIGN KEY(action_id) REFERENCES
  journal_action (id));
CREATE INDEX ix_journal_change_action_id ON journal_change (action_id);
CREATE INDEX journal_change_row ON journal_change (table_name, row_key);
CREATE TABLE my_correction (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL, section VARCHAR
  NOT NULL, value VARCHAR NOT NULL, made_at VARCHAR NOT NULL, FOREIGN KEY(title_id) REFERENCES my_title (title_id));
CREATE INDEX ix_my_correction_title_id ON my_correction (title_id);
CREATE TABLE my_diary (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL, watched_on VARCHAR
  NOT NULL, rewatch INTEGER NOT NULL, rating INTEGER, place VARCHAR NOT NULL, company VARCHAR NOT NULL, stopped_at
  INTEGER, note VARCHAR NOT NULL, logged_at VARCHAR NOT NULL, CONSTRAINT diary_rating_1_to_10 CHECK (rating IS NULL OR
  rating BETWEEN 1 AND 10), FOREIGN KEY(title_id) REFERENCES my_title (title_id));
CREATE INDEX ix_my_diary_title_id ON my_diary (title_id);
CREATE INDEX my_diary_day ON my_diary (watched_on);
CREATE TABLE my_duel (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, winner_id INTEGER NOT NULL, loser_id INTEGER NOT
  NULL, judged_at VARCHAR NOT NULL, FOREIGN KEY(winner_id) REFERENCES my_title (title_id), FOREIGN KEY(loser_id)
  REFERENCES my_title (title_id));
CREATE TABLE my_hidden (title_id INTEGER NOT NULL, under INTEGER NOT NULL, PRIMARY KEY (title_id, under), FOREIGN
  KEY(title_id) REFERENCES my_title (title_id));
CREATE TABLE my_list_entry (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, list_id INTEGER NOT NULL, title_id INTEGER
  NOT NULL, position FLOAT NOT NULL, note VARCHAR NOT NULL, added_at VARCHAR NOT NULL, CONSTRAINT once_a_list UNIQUE
  (list_id, title_id), FOREIGN KEY(list_id) REFERENCES my_list (id) ON DELETE CASCADE, FOREIGN KEY(title_id)
  REFERENCES my_title (title_id));
CREATE INDEX ix_my_list_entry_title_id ON my_list_entry (title_id);
CREATE INDEX my_list_entry_order ON my_list_entry (list_id, position);
CREATE TABLE my_owned (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL, medium VARCHAR NOT
  NULL, location VARCHAR NOT NULL, note VARCHAR NOT NULL, added_at VARCHAR NOT NULL, FOREIGN KEY(title_id) REFERENCES
  my_title (title_id));
CREATE INDEX ix_my_owned_title_id ON my_owned (title_id);
CREATE TABLE my_rating (title_id INTEGER NOT NULL, value INTEGER NOT NULL, rated_at VARCHAR NOT NULL, PRIMARY KEY
  (title_id), CONSTRAINT rating_1_to_10 CHECK (value BETWEEN 1 AND 10), FOREIGN KEY(title_id) REFERENCES my_title
  (title_id));
CREATE TABLE my_review (title_id INTEGER NOT NULL, headline VARCHAR NOT NULL, text VARCHAR NOT NULL, spoiler INTEGER
  NOT NULL, written_at VARCHAR NOT NULL, edited_at VARCHAR NOT NULL, PRIMARY KEY (title_id), FOREIGN KEY(title_id)
  REFERENCES my_title (title_id));
CREATE TABLE my_review_version (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL, headline
  VARCHAR NOT NULL, text VARCHAR NOT NULL, spoiler INTEGER NOT NULL, saved_at VARCHAR NOT NULL, FOREIGN KEY(title_id)
  REFERENCES my_title (title_id));
CREATE INDEX ix_my_review_version_title_id ON my_review_version (title_id);
CREATE TABLE my_review_vote (title_id INTEGER NOT NULL, review VARCHAR NOT NULL, helpful INTEGER NOT NULL, PRIMARY KEY
  (title_id, review), FOREIGN KEY(title_id) REFERENCES my_title (title_id));
CREATE TABLE my_tag (title_id INTEGER NOT NULL, tag VARCHAR NOT NULL, PRIMARY KEY (title_id, tag), FOREIGN
  KEY(title_id) REFERENCES my_title (title_id));
CREATE TABLE my_thread (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL, subject VARCHAR NOT
  NULL, notes VARCHAR NOT NULL, edited_at VARCHAR NOT NULL, FOREIGN KEY(title_id) REFERENCES my_title (title_id));
CREATE INDEX ix_my_thread_title_id ON my_thread (title_id);
"""


def upgrade() -> None:
    """Make them."""
    for statement in TABLES.split(";"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    """There is no way back but the copy that was made before."""
    raise NotImplementedError
