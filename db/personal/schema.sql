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

CREATE VIEW my_rating AS
  SELECT t.shown_id AS title_id, s.value, s.rated_at
  FROM said_rating AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_rating AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND (n.rated_at, n.my_id) > (s.rated_at, s.my_id))

CREATE VIEW my_like AS
  SELECT t.shown_id AS title_id, s.liked_at
  FROM said_like AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_like AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND (n.liked_at, n.my_id) > (s.liked_at, s.my_id))

CREATE VIEW my_favourite AS
  SELECT t.shown_id AS title_id, s.place, s.chosen_at
  FROM said_favourite AS s JOIN my_title AS t ON t.id = s.my_id

CREATE VIEW my_season AS
  SELECT t.shown_id AS title_id, s.season, s.value, s.rated_at
  FROM said_season AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_season AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND n.season = s.season AND (n.rated_at, n.my_id) > (s.rated_at, s.my_id))

CREATE VIEW my_state AS
  SELECT t.shown_id AS title_id, s.state, s.since
  FROM said_state AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_state AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND (n.since, n.my_id) > (s.since, s.my_id))

CREATE VIEW my_list_entry AS
  SELECT t.shown_id AS title_id, s.id, s.uid, s.list_id, s.position, s.note, s.added_at
  FROM said_list_entry AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_list_entry AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND n.list_id = s.list_id AND (n.id) > (s.id))

CREATE VIEW my_covered_entry AS
  SELECT s.id FROM my_title AS t CROSS JOIN said_list_entry AS s ON s.my_id = t.id
  WHERE t.twin = 1 AND EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_list_entry AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND n.list_id = s.list_id AND n.id > s.id)

CREATE VIEW my_list_person AS
  SELECT s.id, s.uid, s.list_id, p.shown_id AS person_id, p.name, s.position, s.note, s.added_at
  FROM said_list_entry AS s JOIN my_person AS p ON p.id = s.my_person_id
  WHERE NOT EXISTS (SELECT 1 FROM my_person AS o CROSS JOIN said_list_entry AS n ON n.my_person_id = o.id
    WHERE o.shown_id = p.shown_id AND n.list_id = s.list_id AND n.id > s.id)

CREATE VIEW my_diary AS
  SELECT s.id, s.uid, t.shown_id AS title_id, s.watched_on, coalesce(s.rewatch, EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_diary AS e ON e.my_id = o.id
    WHERE o.shown_id = t.shown_id AND e.stopped_at IS NULL
      AND (coalesce(e.watched_on, ''), e.id) < (coalesce(s.watched_on, ''), s.id))) AS rewatch,
    s.rating, s.liked, s.tags, s.place, s.company, s.stopped_at, s.note, s.logged_at
  FROM said_diary AS s JOIN my_title AS t ON t.id = s.my_id

CREATE VIEW my_review AS
  SELECT t.shown_id AS title_id, s.id, s.uid, s.viewing_id, s.headline, s.text, s.spoiler, s.written_at, s.edited_at
  FROM said_review AS s JOIN my_title AS t ON t.id = s.my_id

CREATE VIEW my_review_version AS
  SELECT t.shown_id AS title_id, s.id, s.kind, s.headline, s.text, s.spoiler, s.saved_at
  FROM said_review_version AS s JOIN my_title AS t ON t.id = s.my_id

CREATE VIEW my_review_vote AS
  SELECT t.shown_id AS title_id, s.review, s.helpful
  FROM said_vote AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_vote AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND n.review = s.review AND (n.my_id) > (s.my_id))

CREATE VIEW my_tag AS
  SELECT t.shown_id AS title_id, s.id, s.tag
  FROM said_tag AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_tag AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND n.tag = s.tag AND (n.id) > (s.id))

CREATE VIEW my_note AS
  SELECT t.shown_id AS title_id, s.text, s.edited_at
  FROM said_note AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_note AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND (n.edited_at, n.id) > (s.edited_at, s.id))

CREATE VIEW my_person_note AS
  SELECT p.shown_id AS person_id, s.text, s.edited_at
  FROM said_note AS s JOIN my_person AS p ON p.id = s.my_person_id
  WHERE NOT EXISTS (SELECT 1 FROM my_person AS o CROSS JOIN said_note AS n ON n.my_person_id = o.id
    WHERE o.shown_id = p.shown_id AND (n.edited_at, n.id) > (s.edited_at, s.id))

CREATE VIEW my_hidden AS
  SELECT t.shown_id AS title_id, coalesce(u.shown_id, 0) AS under
  FROM said_hidden AS s JOIN my_title AS t ON t.id = s.my_id LEFT JOIN my_title AS u ON u.id = s.under_id

CREATE VIEW my_follow AS
  SELECT p.shown_id AS person_id, p.name, s.followed_at
  FROM said_follow AS s JOIN my_person AS p ON p.id = s.my_person_id
  WHERE NOT EXISTS (SELECT 1 FROM my_person AS o CROSS JOIN said_follow AS n ON n.my_person_id = o.id
    WHERE o.shown_id = p.shown_id AND (n.followed_at, n.my_person_id) > (s.followed_at, s.my_person_id))

CREATE VIEW my_owned AS
  SELECT t.shown_id AS title_id, s.id, s.medium, s.location, s.raw, s.size, s.fingerprint, s.note, s.added_at
  FROM said_owned AS s JOIN my_title AS t ON t.id = s.my_id

CREATE VIEW my_draft AS
  SELECT t.shown_id AS title_id, s.headline, s.text, s.spoiler, s.saved_at
  FROM said_draft AS s JOIN my_title AS t ON t.id = s.my_id
  WHERE t.twin = 0 OR NOT EXISTS (SELECT 1 FROM my_title AS o CROSS JOIN said_draft AS n ON n.my_id = o.id
    WHERE o.shown_id = t.shown_id AND (n.saved_at, n.my_id) > (s.saved_at, s.my_id))

CREATE TRIGGER keep_text_update AFTER UPDATE OF headline, text, spoiler ON said_review
WHEN OLD.headline <> NEW.headline OR OLD.text <> NEW.text OR OLD.spoiler <> NEW.spoiler BEGIN
  INSERT INTO said_review_version (my_id, review_uid, headline, text, spoiler, saved_at)
    SELECT OLD.my_id, OLD.uid, OLD.headline, OLD.text, OLD.spoiler, OLD.edited_at
    WHERE NOT EXISTS (SELECT 1 FROM said_review_version AS kept WHERE kept.review_uid = OLD.uid AND kept.text = OLD.text
      AND kept.headline = OLD.headline AND kept.spoiler = OLD.spoiler);
END

CREATE TRIGGER keep_text_delete AFTER DELETE ON said_review
BEGIN
  INSERT INTO said_review_version (my_id, review_uid, headline, text, spoiler, saved_at)
    SELECT OLD.my_id, OLD.uid, OLD.headline, OLD.text, OLD.spoiler, OLD.edited_at
    WHERE NOT EXISTS (SELECT 1 FROM said_review_version AS kept WHERE kept.review_uid = OLD.uid AND kept.text = OLD.text
      AND kept.headline = OLD.headline AND kept.spoiler = OLD.spoiler);
END

CREATE TRIGGER hear_answer_insert AFTER INSERT ON my_answer BEGIN
  UPDATE my_reconciled SET answers = answers + 1;
END

CREATE TRIGGER hear_answer_update AFTER UPDATE ON my_answer BEGIN
  UPDATE my_reconciled SET answers = answers + 1;
END

CREATE TRIGGER hear_answer_delete AFTER DELETE ON my_answer BEGIN
  UPDATE my_reconciled SET answers = answers + 1;
END

CREATE TRIGGER see_twins_insert AFTER INSERT ON my_title BEGIN
  UPDATE my_title SET twin = (SELECT count(*) FROM my_title AS o WHERE o.shown_id = my_title.shown_id) > 1
    WHERE shown_id IN (NEW.shown_id);
END

CREATE TRIGGER see_twins_update AFTER UPDATE OF title_id ON my_title BEGIN
  UPDATE my_title SET twin = (SELECT count(*) FROM my_title AS o WHERE o.shown_id = my_title.shown_id) > 1
    WHERE shown_id IN (OLD.shown_id, NEW.shown_id);
END

CREATE TRIGGER see_twins_delete AFTER DELETE ON my_title BEGIN
  UPDATE my_title SET twin = (SELECT count(*) FROM my_title AS o WHERE o.shown_id = my_title.shown_id) > 1
    WHERE shown_id IN (OLD.shown_id);
END

CREATE TRIGGER journal_my_answer_insert AFTER INSERT ON my_answer
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_answer', NEW.uid,
      NULL,
      json_object('subject_uid', NEW."subject_uid", 'uid', NEW."uid", 'subject', NEW."subject", 'answer_id', NEW."answer_id", 'refused', NEW."refused", 'answered_at', NEW."answered_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_answer_update AFTER UPDATE ON my_answer
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_answer', OLD.uid,
      json_object('subject_uid', OLD."subject_uid", 'uid', OLD."uid", 'subject', OLD."subject", 'answer_id', OLD."answer_id", 'refused', OLD."refused", 'answered_at', OLD."answered_at"),
      json_object('subject_uid', NEW."subject_uid", 'uid', NEW."uid", 'subject', NEW."subject", 'answer_id', NEW."answer_id", 'refused', NEW."refused", 'answered_at', NEW."answered_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_answer_delete AFTER DELETE ON my_answer
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_answer', OLD.uid,
      json_object('subject_uid', OLD."subject_uid", 'uid', OLD."uid", 'subject', OLD."subject", 'answer_id', OLD."answer_id", 'refused', OLD."refused", 'answered_at', OLD."answered_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_rating_insert AFTER INSERT ON said_rating
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_rating', NEW.uid,
      NULL,
      json_object('my_id', NEW."my_id", 'uid', NEW."uid", 'value', NEW."value", 'rated_at', NEW."rated_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_rating_update AFTER UPDATE ON said_rating
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_rating', OLD.uid,
      json_object('my_id', OLD."my_id", 'uid', OLD."uid", 'value', OLD."value", 'rated_at', OLD."rated_at"),
      json_object('my_id', NEW."my_id", 'uid', NEW."uid", 'value', NEW."value", 'rated_at', NEW."rated_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_rating_delete AFTER DELETE ON said_rating
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_rating', OLD.uid,
      json_object('my_id', OLD."my_id", 'uid', OLD."uid", 'value', OLD."value", 'rated_at', OLD."rated_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_like_insert AFTER INSERT ON said_like
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_like', NEW.uid,
      NULL,
      json_object('my_id', NEW."my_id", 'uid', NEW."uid", 'liked_at', NEW."liked_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_like_update AFTER UPDATE ON said_like
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_like', OLD.uid,
      json_object('my_id', OLD."my_id", 'uid', OLD."uid", 'liked_at', OLD."liked_at"),
      json_object('my_id', NEW."my_id", 'uid', NEW."uid", 'liked_at', NEW."liked_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_like_delete AFTER DELETE ON said_like
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_like', OLD.uid,
      json_object('my_id', OLD."my_id", 'uid', OLD."uid", 'liked_at', OLD."liked_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_favourite_insert AFTER INSERT ON said_favourite
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_favourite', NEW.uid,
      NULL,
      json_object('place', NEW."place", 'uid', NEW."uid", 'my_id', NEW."my_id", 'chosen_at', NEW."chosen_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_favourite_update AFTER UPDATE ON said_favourite
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_favourite', OLD.uid,
      json_object('place', OLD."place", 'uid', OLD."uid", 'my_id', OLD."my_id", 'chosen_at', OLD."chosen_at"),
      json_object('place', NEW."place", 'uid', NEW."uid", 'my_id', NEW."my_id", 'chosen_at', NEW."chosen_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_favourite_delete AFTER DELETE ON said_favourite
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_favourite', OLD.uid,
      json_object('place', OLD."place", 'uid', OLD."uid", 'my_id', OLD."my_id", 'chosen_at', OLD."chosen_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_season_insert AFTER INSERT ON said_season
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_season', NEW.uid,
      NULL,
      json_object('my_id', NEW."my_id", 'season', NEW."season", 'uid', NEW."uid", 'value', NEW."value", 'rated_at', NEW."rated_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_season_update AFTER UPDATE ON said_season
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_season', OLD.uid,
      json_object('my_id', OLD."my_id", 'season', OLD."season", 'uid', OLD."uid", 'value', OLD."value", 'rated_at', OLD."rated_at"),
      json_object('my_id', NEW."my_id", 'season', NEW."season", 'uid', NEW."uid", 'value', NEW."value", 'rated_at', NEW."rated_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_season_delete AFTER DELETE ON said_season
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_season', OLD.uid,
      json_object('my_id', OLD."my_id", 'season', OLD."season", 'uid', OLD."uid", 'value', OLD."value", 'rated_at', OLD."rated_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_state_insert AFTER INSERT ON said_state
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_state', NEW.uid,
      NULL,
      json_object('my_id', NEW."my_id", 'uid', NEW."uid", 'state', NEW."state", 'since', NEW."since")
    FROM journal_now;
END

CREATE TRIGGER journal_said_state_update AFTER UPDATE ON said_state
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_state', OLD.uid,
      json_object('my_id', OLD."my_id", 'uid', OLD."uid", 'state', OLD."state", 'since', OLD."since"),
      json_object('my_id', NEW."my_id", 'uid', NEW."uid", 'state', NEW."state", 'since', NEW."since")
    FROM journal_now;
END

CREATE TRIGGER journal_said_state_delete AFTER DELETE ON said_state
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_state', OLD.uid,
      json_object('my_id', OLD."my_id", 'uid', OLD."uid", 'state', OLD."state", 'since', OLD."since"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_insert AFTER INSERT ON my_list
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'kind', NEW."kind", 'name', NEW."name", 'about', NEW."about", 'query', NEW."query", 'position', NEW."position", 'ranked', NEW."ranked", 'created_at', NEW."created_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_update AFTER UPDATE ON my_list
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'kind', OLD."kind", 'name', OLD."name", 'about', OLD."about", 'query', OLD."query", 'position', OLD."position", 'ranked', OLD."ranked", 'created_at', OLD."created_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'kind', NEW."kind", 'name', NEW."name", 'about', NEW."about", 'query', NEW."query", 'position', NEW."position", 'ranked', NEW."ranked", 'created_at', NEW."created_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_delete AFTER DELETE ON my_list
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'kind', OLD."kind", 'name', OLD."name", 'about', OLD."about", 'query', OLD."query", 'position', OLD."position", 'ranked', OLD."ranked", 'created_at', OLD."created_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_list_entry_insert AFTER INSERT ON said_list_entry
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_list_entry', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'list_id', NEW."list_id", 'my_id', NEW."my_id", 'my_person_id', NEW."my_person_id", 'position', NEW."position", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_list_entry_update AFTER UPDATE ON said_list_entry
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_list_entry', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'list_id', OLD."list_id", 'my_id', OLD."my_id", 'my_person_id', OLD."my_person_id", 'position', OLD."position", 'note', OLD."note", 'added_at', OLD."added_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'list_id', NEW."list_id", 'my_id', NEW."my_id", 'my_person_id', NEW."my_person_id", 'position', NEW."position", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_list_entry_delete AFTER DELETE ON said_list_entry
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_list_entry', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'list_id', OLD."list_id", 'my_id', OLD."my_id", 'my_person_id', OLD."my_person_id", 'position', OLD."position", 'note', OLD."note", 'added_at', OLD."added_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_diary_insert AFTER INSERT ON said_diary
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_diary', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'watched_on', NEW."watched_on", 'rewatch', NEW."rewatch", 'rating', NEW."rating", 'liked', NEW."liked", 'tags', NEW."tags", 'place', NEW."place", 'company', NEW."company", 'stopped_at', NEW."stopped_at", 'note', NEW."note", 'logged_at', NEW."logged_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_diary_update AFTER UPDATE ON said_diary
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_diary', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'watched_on', OLD."watched_on", 'rewatch', OLD."rewatch", 'rating', OLD."rating", 'liked', OLD."liked", 'tags', OLD."tags", 'place', OLD."place", 'company', OLD."company", 'stopped_at', OLD."stopped_at", 'note', OLD."note", 'logged_at', OLD."logged_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'watched_on', NEW."watched_on", 'rewatch', NEW."rewatch", 'rating', NEW."rating", 'liked', NEW."liked", 'tags', NEW."tags", 'place', NEW."place", 'company', NEW."company", 'stopped_at', NEW."stopped_at", 'note', NEW."note", 'logged_at', NEW."logged_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_diary_delete AFTER DELETE ON said_diary
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_diary', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'watched_on', OLD."watched_on", 'rewatch', OLD."rewatch", 'rating', OLD."rating", 'liked', OLD."liked", 'tags', OLD."tags", 'place', OLD."place", 'company', OLD."company", 'stopped_at', OLD."stopped_at", 'note', OLD."note", 'logged_at', OLD."logged_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_review_insert AFTER INSERT ON said_review
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_review', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'viewing_id', NEW."viewing_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'written_at', NEW."written_at", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_review_update AFTER UPDATE ON said_review
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_review', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'viewing_id', OLD."viewing_id", 'headline', OLD."headline", 'text', OLD."text", 'spoiler', OLD."spoiler", 'written_at', OLD."written_at", 'edited_at', OLD."edited_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'viewing_id', NEW."viewing_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'written_at', NEW."written_at", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_review_delete AFTER DELETE ON said_review
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_review', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'viewing_id', OLD."viewing_id", 'headline', OLD."headline", 'text', OLD."text", 'spoiler', OLD."spoiler", 'written_at', OLD."written_at", 'edited_at', OLD."edited_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_vote_insert AFTER INSERT ON said_vote
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_vote', NEW.uid,
      NULL,
      json_object('my_id', NEW."my_id", 'review', NEW."review", 'uid', NEW."uid", 'helpful', NEW."helpful")
    FROM journal_now;
END

CREATE TRIGGER journal_said_vote_update AFTER UPDATE ON said_vote
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_vote', OLD.uid,
      json_object('my_id', OLD."my_id", 'review', OLD."review", 'uid', OLD."uid", 'helpful', OLD."helpful"),
      json_object('my_id', NEW."my_id", 'review', NEW."review", 'uid', NEW."uid", 'helpful', NEW."helpful")
    FROM journal_now;
END

CREATE TRIGGER journal_said_vote_delete AFTER DELETE ON said_vote
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_vote', OLD.uid,
      json_object('my_id', OLD."my_id", 'review', OLD."review", 'uid', OLD."uid", 'helpful', OLD."helpful"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_tag_insert AFTER INSERT ON said_tag
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_tag', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'tag', NEW."tag")
    FROM journal_now;
END

CREATE TRIGGER journal_said_tag_update AFTER UPDATE ON said_tag
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_tag', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'tag', OLD."tag"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'tag', NEW."tag")
    FROM journal_now;
END

CREATE TRIGGER journal_said_tag_delete AFTER DELETE ON said_tag
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_tag', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'tag', OLD."tag"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_note_insert AFTER INSERT ON said_note
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_note', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'my_person_id', NEW."my_person_id", 'text', NEW."text", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_note_update AFTER UPDATE ON said_note
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_note', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'my_person_id', OLD."my_person_id", 'text', OLD."text", 'edited_at', OLD."edited_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'my_person_id', NEW."my_person_id", 'text', NEW."text", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_note_delete AFTER DELETE ON said_note
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_note', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'my_person_id', OLD."my_person_id", 'text', OLD."text", 'edited_at', OLD."edited_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_hidden_insert AFTER INSERT ON said_hidden
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_hidden', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'under_id', NEW."under_id")
    FROM journal_now;
END

CREATE TRIGGER journal_said_hidden_update AFTER UPDATE ON said_hidden
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_hidden', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'under_id', OLD."under_id"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'under_id', NEW."under_id")
    FROM journal_now;
END

CREATE TRIGGER journal_said_hidden_delete AFTER DELETE ON said_hidden
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_hidden', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'under_id', OLD."under_id"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_correction_insert AFTER INSERT ON said_correction
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_correction', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'section', NEW."section", 'value', NEW."value", 'made_at', NEW."made_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_correction_update AFTER UPDATE ON said_correction
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_correction', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'section', OLD."section", 'value', OLD."value", 'made_at', OLD."made_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'section', NEW."section", 'value', NEW."value", 'made_at', NEW."made_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_correction_delete AFTER DELETE ON said_correction
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_correction', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'section', OLD."section", 'value', OLD."value", 'made_at', OLD."made_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_follow_insert AFTER INSERT ON said_follow
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_follow', NEW.uid,
      NULL,
      json_object('my_person_id', NEW."my_person_id", 'uid', NEW."uid", 'followed_at', NEW."followed_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_follow_update AFTER UPDATE ON said_follow
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_follow', OLD.uid,
      json_object('my_person_id', OLD."my_person_id", 'uid', OLD."uid", 'followed_at', OLD."followed_at"),
      json_object('my_person_id', NEW."my_person_id", 'uid', NEW."uid", 'followed_at', NEW."followed_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_follow_delete AFTER DELETE ON said_follow
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_follow', OLD.uid,
      json_object('my_person_id', OLD."my_person_id", 'uid', OLD."uid", 'followed_at', OLD."followed_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_owned_insert AFTER INSERT ON said_owned
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_owned', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'medium', NEW."medium", 'location', NEW."location", 'raw', NEW."raw", 'size', NEW."size", 'fingerprint', NEW."fingerprint", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_owned_update AFTER UPDATE ON said_owned
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_owned', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'medium', OLD."medium", 'location', OLD."location", 'raw', OLD."raw", 'size', OLD."size", 'fingerprint', OLD."fingerprint", 'note', OLD."note", 'added_at', OLD."added_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'medium', NEW."medium", 'location', NEW."location", 'raw', NEW."raw", 'size', NEW."size", 'fingerprint', NEW."fingerprint", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_owned_delete AFTER DELETE ON said_owned
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_owned', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'medium', OLD."medium", 'location', OLD."location", 'raw', OLD."raw", 'size', OLD."size", 'fingerprint', OLD."fingerprint", 'note', OLD."note", 'added_at', OLD."added_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_thread_insert AFTER INSERT ON said_thread
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_thread', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'subject', NEW."subject", 'notes', NEW."notes", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_thread_update AFTER UPDATE ON said_thread
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_thread', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'subject', OLD."subject", 'notes', OLD."notes", 'edited_at', OLD."edited_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'my_id', NEW."my_id", 'subject', NEW."subject", 'notes', NEW."notes", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_thread_delete AFTER DELETE ON said_thread
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_thread', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'my_id', OLD."my_id", 'subject', OLD."subject", 'notes', OLD."notes", 'edited_at', OLD."edited_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_said_duel_insert AFTER INSERT ON said_duel
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_duel', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'winner_id', NEW."winner_id", 'loser_id', NEW."loser_id", 'judged_at', NEW."judged_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_duel_update AFTER UPDATE ON said_duel
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_duel', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'winner_id', OLD."winner_id", 'loser_id', OLD."loser_id", 'judged_at', OLD."judged_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'winner_id', NEW."winner_id", 'loser_id', NEW."loser_id", 'judged_at', NEW."judged_at")
    FROM journal_now;
END

CREATE TRIGGER journal_said_duel_delete AFTER DELETE ON said_duel
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'said_duel', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'winner_id', OLD."winner_id", 'loser_id', OLD."loser_id", 'judged_at', OLD."judged_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_decision_insert AFTER INSERT ON my_decision
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', NEW.uid,
      NULL,
      json_object('origin', NEW."origin", 'key', NEW."key", 'uid', NEW."uid", 'my_id', NEW."my_id", 'decided_at', NEW."decided_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_decision_update AFTER UPDATE ON my_decision
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', OLD.uid,
      json_object('origin', OLD."origin", 'key', OLD."key", 'uid', OLD."uid", 'my_id', OLD."my_id", 'decided_at', OLD."decided_at"),
      json_object('origin', NEW."origin", 'key', NEW."key", 'uid', NEW."uid", 'my_id', NEW."my_id", 'decided_at', NEW."decided_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_decision_delete AFTER DELETE ON my_decision
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', OLD.uid,
      json_object('origin', OLD."origin", 'key', OLD."key", 'uid', OLD."uid", 'my_id', OLD."my_id", 'decided_at', OLD."decided_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_unmatched_insert AFTER INSERT ON my_unmatched
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', NEW.uid,
      NULL,
      json_object('id', NEW."id", 'uid', NEW."uid", 'origin', NEW."origin", 'row', NEW."row", 'candidates', NEW."candidates", 'seen_at', NEW."seen_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_unmatched_update AFTER UPDATE ON my_unmatched
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'origin', OLD."origin", 'row', OLD."row", 'candidates', OLD."candidates", 'seen_at', OLD."seen_at"),
      json_object('id', NEW."id", 'uid', NEW."uid", 'origin', NEW."origin", 'row', NEW."row", 'candidates', NEW."candidates", 'seen_at', NEW."seen_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_unmatched_delete AFTER DELETE ON my_unmatched
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', OLD.uid,
      json_object('id', OLD."id", 'uid', OLD."uid", 'origin', OLD."origin", 'row', OLD."row", 'candidates', OLD."candidates", 'seen_at', OLD."seen_at"),
      NULL
    FROM journal_now;
END
