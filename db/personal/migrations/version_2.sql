CREATE TABLE journal_action (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  at VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  sentence VARCHAR NOT NULL,
  my_id INTEGER,
  origin VARCHAR DEFAULT '' NOT NULL,
  undone_at VARCHAR,
  undone_turn INTEGER,
  turned_at VARCHAR,
  dropped INTEGER DEFAULT 0 NOT NULL,
  UNIQUE (uid)
)

CREATE TABLE journal_now (
  one INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  PRIMARY KEY (one)
)

CREATE TABLE my_answer (
  subject_uid VARCHAR NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  subject VARCHAR DEFAULT 'title' NOT NULL,
  answer_id INTEGER,
  refused VARCHAR DEFAULT '[]' NOT NULL,
  answered_at VARCHAR NOT NULL,
  PRIMARY KEY (subject_uid),
  UNIQUE (uid)
)

CREATE TABLE my_choice (
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY ("key")
)

CREATE TABLE my_list (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  kind VARCHAR DEFAULT 'list' NOT NULL,
  name VARCHAR NOT NULL,
  about VARCHAR DEFAULT '' NOT NULL,
  "query" VARCHAR,
  position FLOAT DEFAULT (0.0) NOT NULL,
  ranked INTEGER DEFAULT 0 NOT NULL,
  created_at VARCHAR NOT NULL,
  CONSTRAINT list_kind CHECK (kind IN ('watchlist', 'list', 'smart')),
  UNIQUE (uid),
  UNIQUE (name)
)

CREATE TABLE my_person (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  person_id INTEGER,
  said_id INTEGER,
  shown_id INTEGER GENERATED ALWAYS AS (coalesce(person_id, said_id, -1000000000000000 - id)) VIRTUAL,
  name VARCHAR NOT NULL,
  year INTEGER,
  decided_by VARCHAR DEFAULT 'id' NOT NULL,
  UNIQUE (uid)
)

CREATE TABLE my_question (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  subject VARCHAR NOT NULL,
  my_id INTEGER NOT NULL,
  candidates VARCHAR DEFAULT '[]' NOT NULL,
  asked_at VARCHAR NOT NULL,
  CONSTRAINT asked_once UNIQUE (subject, my_id)
)

CREATE TABLE my_reconciled (
  one INTEGER NOT NULL,
  build VARCHAR DEFAULT '' NOT NULL,
  titles INTEGER DEFAULT 0 NOT NULL,
  people INTEGER DEFAULT 0 NOT NULL,
  answers INTEGER DEFAULT 0 NOT NULL,
  heard INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (one)
)

CREATE TABLE my_title (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  title_id INTEGER,
  said_id INTEGER,
  shown_id INTEGER GENERATED ALWAYS AS (coalesce(title_id, said_id, -1000000000000000 - id)) VIRTUAL,
  title VARCHAR NOT NULL,
  year INTEGER,
  kind VARCHAR DEFAULT 'movie' NOT NULL,
  decided_by VARCHAR DEFAULT 'id' NOT NULL,
  twin INTEGER DEFAULT 0 NOT NULL,
  UNIQUE (uid)
)

CREATE TABLE my_unmatched (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  origin VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  candidates VARCHAR DEFAULT '[]' NOT NULL,
  seen_at VARCHAR NOT NULL,
  UNIQUE (uid)
)

CREATE TABLE my_visit (
  subject VARCHAR NOT NULL,
  subject_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  year INTEGER,
  visited_at VARCHAR NOT NULL,
  PRIMARY KEY (subject, subject_id)
)

CREATE TABLE journal_change (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL,
  table_name VARCHAR NOT NULL,
  row_key VARCHAR NOT NULL,
  "before" VARCHAR,
  "after" VARCHAR,
  FOREIGN KEY(action_id) REFERENCES journal_action (id)
)

CREATE TABLE my_decision (
  origin VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER,
  decided_at VARCHAR NOT NULL,
  PRIMARY KEY (origin, "key"),
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_correction (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  section VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  made_at VARCHAR NOT NULL,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_diary (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  watched_on VARCHAR,
  rewatch INTEGER,
  rating INTEGER,
  liked INTEGER,
  tags VARCHAR DEFAULT '[]' NOT NULL,
  place VARCHAR DEFAULT '' NOT NULL,
  company VARCHAR DEFAULT '' NOT NULL,
  stopped_at INTEGER,
  note VARCHAR DEFAULT '' NOT NULL,
  logged_at VARCHAR NOT NULL,
  CONSTRAINT diary_rating_1_to_10 CHECK (rating IS NULL OR rating BETWEEN 1 AND 10),
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_draft (
  my_id INTEGER NOT NULL,
  headline VARCHAR DEFAULT '' NOT NULL,
  text VARCHAR DEFAULT '' NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  saved_at VARCHAR NOT NULL,
  PRIMARY KEY (my_id),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_duel (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  winner_id INTEGER NOT NULL,
  loser_id INTEGER NOT NULL,
  judged_at VARCHAR NOT NULL,
  UNIQUE (uid),
  FOREIGN KEY(winner_id) REFERENCES my_title (id),
  FOREIGN KEY(loser_id) REFERENCES my_title (id)
)

CREATE TABLE said_favourite (
  place INTEGER NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  chosen_at VARCHAR NOT NULL,
  PRIMARY KEY (place),
  CONSTRAINT four_favourites CHECK (place BETWEEN 1 AND 4),
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_follow (
  my_person_id INTEGER NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  followed_at VARCHAR NOT NULL,
  PRIMARY KEY (my_person_id),
  FOREIGN KEY(my_person_id) REFERENCES my_person (id),
  UNIQUE (uid)
)

CREATE TABLE said_hidden (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  under_id INTEGER,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  FOREIGN KEY(under_id) REFERENCES my_title (id)
)

CREATE TABLE said_like (
  my_id INTEGER NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  liked_at VARCHAR NOT NULL,
  PRIMARY KEY (my_id),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  UNIQUE (uid)
)

CREATE TABLE said_list_entry (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  list_id INTEGER NOT NULL,
  my_id INTEGER,
  my_person_id INTEGER,
  position FLOAT NOT NULL,
  note VARCHAR DEFAULT '' NOT NULL,
  added_at VARCHAR NOT NULL,
  CONSTRAINT title_once_a_list UNIQUE (list_id, my_id),
  CONSTRAINT person_once_a_list UNIQUE (list_id, my_person_id),
  CONSTRAINT title_or_person CHECK ((my_id IS NULL) <> (my_person_id IS NULL)),
  FOREIGN KEY(list_id) REFERENCES my_list (id) ON DELETE CASCADE,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  FOREIGN KEY(my_person_id) REFERENCES my_person (id)
)

CREATE TABLE said_note (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER,
  my_person_id INTEGER,
  text VARCHAR NOT NULL,
  edited_at VARCHAR NOT NULL,
  CONSTRAINT note_title_or_person CHECK ((my_id IS NULL) <> (my_person_id IS NULL)),
  UNIQUE (uid),
  UNIQUE (my_id),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  UNIQUE (my_person_id),
  FOREIGN KEY(my_person_id) REFERENCES my_person (id)
)

CREATE TABLE said_owned (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  medium VARCHAR DEFAULT 'file' NOT NULL,
  location VARCHAR NOT NULL,
  raw VARCHAR,
  size INTEGER,
  fingerprint VARCHAR,
  note VARCHAR DEFAULT '' NOT NULL,
  added_at VARCHAR NOT NULL,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_rating (
  my_id INTEGER NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  value INTEGER NOT NULL,
  rated_at VARCHAR NOT NULL,
  PRIMARY KEY (my_id),
  CONSTRAINT rating_1_to_10 CHECK (value BETWEEN 1 AND 10),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  UNIQUE (uid)
)

CREATE TABLE said_review_version (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  review_uid VARCHAR,
  kind VARCHAR DEFAULT 'review' NOT NULL,
  headline VARCHAR DEFAULT '' NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  saved_at VARCHAR NOT NULL,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_season (
  my_id INTEGER NOT NULL,
  season INTEGER NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  value INTEGER NOT NULL,
  rated_at VARCHAR NOT NULL,
  PRIMARY KEY (my_id, season),
  CONSTRAINT season_rating_1_to_10 CHECK (value BETWEEN 1 AND 10),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  UNIQUE (uid)
)

CREATE TABLE said_state (
  my_id INTEGER NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  state VARCHAR NOT NULL,
  since VARCHAR NOT NULL,
  PRIMARY KEY (my_id),
  CONSTRAINT series_state CHECK (state IN ('under way', 'paused', 'dropped', 'finished')),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  UNIQUE (uid)
)

CREATE TABLE said_tag (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  tag VARCHAR NOT NULL,
  CONSTRAINT tag_once_a_title UNIQUE (my_id, tag),
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_thread (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  subject VARCHAR NOT NULL,
  notes VARCHAR DEFAULT '[]' NOT NULL,
  edited_at VARCHAR NOT NULL,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE TABLE said_vote (
  my_id INTEGER NOT NULL,
  review VARCHAR NOT NULL,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  helpful INTEGER NOT NULL,
  PRIMARY KEY (my_id, review),
  FOREIGN KEY(my_id) REFERENCES my_title (id),
  UNIQUE (uid)
)

CREATE TABLE said_review (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR DEFAULT (lower(hex(randomblob(16)))) NOT NULL,
  my_id INTEGER NOT NULL,
  viewing_id INTEGER,
  headline VARCHAR DEFAULT '' NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  written_at VARCHAR NOT NULL,
  edited_at VARCHAR NOT NULL,
  FOREIGN KEY(viewing_id) REFERENCES said_diary (id) ON DELETE SET NULL,
  UNIQUE (uid),
  FOREIGN KEY(my_id) REFERENCES my_title (id)
)

CREATE UNIQUE INDEX my_list_one_watchlist ON my_list (kind) WHERE kind = 'watchlist'

CREATE INDEX ix_my_person_person_id ON my_person (person_id)

CREATE INDEX ix_my_person_shown_id ON my_person (shown_id)

CREATE INDEX ix_my_title_shown_id ON my_title (shown_id)

CREATE INDEX ix_my_title_title_id ON my_title (title_id)

CREATE INDEX my_title_twins ON my_title (twin) WHERE twin = 1

CREATE INDEX ix_my_visit_visited_at ON my_visit (visited_at)

CREATE INDEX ix_journal_change_action_id ON journal_change (action_id)

CREATE INDEX journal_change_row ON journal_change (table_name, row_key)

CREATE INDEX ix_said_correction_my_id ON said_correction (my_id)

CREATE INDEX said_diary_day ON said_diary (watched_on)

CREATE INDEX said_diary_title ON said_diary (my_id, stopped_at, watched_on)

CREATE INDEX ix_said_favourite_my_id ON said_favourite (my_id)

CREATE INDEX ix_said_hidden_my_id ON said_hidden (my_id)

CREATE INDEX ix_said_hidden_under_id ON said_hidden (under_id)

CREATE INDEX ix_said_list_entry_my_id ON said_list_entry (my_id)

CREATE INDEX ix_said_list_entry_my_person_id ON said_list_entry (my_person_id)

CREATE INDEX said_list_entry_order ON said_list_entry (list_id, position)

CREATE INDEX ix_said_owned_my_id ON said_owned (my_id)

CREATE INDEX ix_said_review_version_my_id ON said_review_version (my_id)

CREATE INDEX ix_said_review_version_review_uid ON said_review_version (review_uid)

CREATE INDEX said_tag_word ON said_tag (tag)

CREATE INDEX ix_said_thread_my_id ON said_thread (my_id)

CREATE INDEX ix_said_review_my_id ON said_review (my_id)

CREATE INDEX said_review_viewing ON said_review (viewing_id)
