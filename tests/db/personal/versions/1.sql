CREATE TABLE journal_action (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  sentence VARCHAR NOT NULL,
  title_id INTEGER,
  origin VARCHAR NOT NULL,
  undone_at VARCHAR,
  undone_turn INTEGER,
  dropped INTEGER NOT NULL
)

CREATE TABLE journal_now (
  one INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  PRIMARY KEY (one)
)

CREATE TABLE my_choice (
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY ("key")
)

CREATE TABLE my_decision (
  origin VARCHAR NOT NULL,
  "key" VARCHAR NOT NULL,
  title_id INTEGER,
  decided_at VARCHAR NOT NULL,
  PRIMARY KEY (origin, "key")
)

CREATE TABLE my_draft (
  title_id INTEGER NOT NULL,
  headline VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER NOT NULL,
  saved_at VARCHAR NOT NULL,
  PRIMARY KEY (title_id)
)

CREATE TABLE my_follow (
  person_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  followed_at VARCHAR NOT NULL,
  PRIMARY KEY (person_id)
)

CREATE TABLE my_list (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  about VARCHAR NOT NULL,
  "query" VARCHAR,
  position FLOAT NOT NULL,
  created_at VARCHAR NOT NULL,
  CONSTRAINT list_kind CHECK (kind IN ('watchlist', 'list', 'smart')),
  UNIQUE (name)
)

CREATE UNIQUE INDEX my_list_one_watchlist ON my_list (kind) WHERE kind = 'watchlist'

CREATE TABLE my_note (
  subject VARCHAR NOT NULL,
  subject_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  edited_at VARCHAR NOT NULL,
  PRIMARY KEY (subject, subject_id)
)

CREATE TABLE my_title (
  title_id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  year INTEGER,
  kind VARCHAR NOT NULL,
  PRIMARY KEY (title_id)
)

CREATE TABLE my_unmatched (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  origin VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  candidates VARCHAR NOT NULL,
  seen_at VARCHAR NOT NULL
)

CREATE TABLE my_visit (
  subject VARCHAR NOT NULL,
  subject_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  year INTEGER,
  visited_at VARCHAR NOT NULL,
  PRIMARY KEY (subject, subject_id)
)

CREATE INDEX ix_my_visit_visited_at ON my_visit (visited_at)

CREATE TABLE journal_change (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL,
  table_name VARCHAR NOT NULL,
  row_key VARCHAR NOT NULL,
  "before" VARCHAR,
  "after" VARCHAR,
  FOREIGN KEY(action_id) REFERENCES journal_action (id)
)

CREATE INDEX ix_journal_change_action_id ON journal_change (action_id)

CREATE INDEX journal_change_row ON journal_change (table_name, row_key)

CREATE TABLE my_correction (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  title_id INTEGER NOT NULL,
  section VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  made_at VARCHAR NOT NULL,
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE INDEX ix_my_correction_title_id ON my_correction (title_id)

CREATE TABLE my_diary (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  title_id INTEGER NOT NULL,
  watched_on VARCHAR NOT NULL,
  rewatch INTEGER NOT NULL,
  rating INTEGER,
  place VARCHAR NOT NULL,
  company VARCHAR NOT NULL,
  stopped_at INTEGER,
  note VARCHAR NOT NULL,
  logged_at VARCHAR NOT NULL,
  CONSTRAINT diary_rating_1_to_10 CHECK (rating IS NULL OR rating BETWEEN 1 AND 10),
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE INDEX ix_my_diary_title_id ON my_diary (title_id)

CREATE INDEX my_diary_day ON my_diary (watched_on)

CREATE TABLE my_duel (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  winner_id INTEGER NOT NULL,
  loser_id INTEGER NOT NULL,
  judged_at VARCHAR NOT NULL,
  FOREIGN KEY(winner_id) REFERENCES my_title (title_id),
  FOREIGN KEY(loser_id) REFERENCES my_title (title_id)
)

CREATE TABLE my_hidden (
  title_id INTEGER NOT NULL,
  under INTEGER NOT NULL,
  PRIMARY KEY (title_id, under),
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE TABLE my_list_entry (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  list_id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  position FLOAT NOT NULL,
  note VARCHAR NOT NULL,
  added_at VARCHAR NOT NULL,
  CONSTRAINT once_a_list UNIQUE (list_id, title_id),
  FOREIGN KEY(list_id) REFERENCES my_list (id) ON DELETE CASCADE,
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE INDEX ix_my_list_entry_title_id ON my_list_entry (title_id)

CREATE INDEX my_list_entry_order ON my_list_entry (list_id, position)

CREATE TABLE my_owned (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  title_id INTEGER NOT NULL,
  medium VARCHAR NOT NULL,
  location VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  added_at VARCHAR NOT NULL,
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE INDEX ix_my_owned_title_id ON my_owned (title_id)

CREATE TABLE my_rating (
  title_id INTEGER NOT NULL,
  value INTEGER NOT NULL,
  rated_at VARCHAR NOT NULL,
  PRIMARY KEY (title_id),
  CONSTRAINT rating_1_to_10 CHECK (value BETWEEN 1 AND 10),
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE TABLE my_review (
  title_id INTEGER NOT NULL,
  headline VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER NOT NULL,
  written_at VARCHAR NOT NULL,
  edited_at VARCHAR NOT NULL,
  PRIMARY KEY (title_id),
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE TABLE my_review_version (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  title_id INTEGER NOT NULL,
  headline VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER NOT NULL,
  saved_at VARCHAR NOT NULL,
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE INDEX ix_my_review_version_title_id ON my_review_version (title_id)

CREATE TABLE my_review_vote (
  title_id INTEGER NOT NULL,
  review VARCHAR NOT NULL,
  helpful INTEGER NOT NULL,
  PRIMARY KEY (title_id, review),
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE TABLE my_tag (
  title_id INTEGER NOT NULL,
  tag VARCHAR NOT NULL,
  PRIMARY KEY (title_id, tag),
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE TABLE my_thread (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  title_id INTEGER NOT NULL,
  subject VARCHAR NOT NULL,
  notes VARCHAR NOT NULL,
  edited_at VARCHAR NOT NULL,
  FOREIGN KEY(title_id) REFERENCES my_title (title_id)
)

CREATE INDEX ix_my_thread_title_id ON my_thread (title_id)

CREATE TRIGGER journal_my_rating_insert AFTER INSERT ON my_rating
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_rating', json_array(NEW."title_id"),
      NULL,
      json_object('title_id', NEW."title_id", 'value', NEW."value", 'rated_at', NEW."rated_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_rating_delete AFTER DELETE ON my_rating
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_rating', json_array(OLD."title_id"),
      json_object('title_id', OLD."title_id", 'value', OLD."value", 'rated_at', OLD."rated_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_rating_update AFTER UPDATE ON my_rating
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_rating', json_array(OLD."title_id"),
      json_object('title_id', OLD."title_id", 'value', OLD."value", 'rated_at', OLD."rated_at"),
      CASE WHEN json_array(OLD."title_id") IS NOT json_array(NEW."title_id") THEN NULL ELSE json_object('title_id', NEW."title_id", 'value', NEW."value", 'rated_at', NEW."rated_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_rating', json_array(NEW."title_id"),
      NULL,
      json_object('title_id', NEW."title_id", 'value', NEW."value", 'rated_at', NEW."rated_at")
    FROM journal_now WHERE json_array(OLD."title_id") IS NOT json_array(NEW."title_id");
END

CREATE TRIGGER journal_my_list_insert AFTER INSERT ON my_list
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'kind', NEW."kind", 'name', NEW."name", 'about', NEW."about", 'query', NEW."query", 'position', NEW."position", 'created_at', NEW."created_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_delete AFTER DELETE ON my_list
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', json_array(OLD."id"),
      json_object('id', OLD."id", 'kind', OLD."kind", 'name', OLD."name", 'about', OLD."about", 'query', OLD."query", 'position', OLD."position", 'created_at', OLD."created_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_update AFTER UPDATE ON my_list
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', json_array(OLD."id"),
      json_object('id', OLD."id", 'kind', OLD."kind", 'name', OLD."name", 'about', OLD."about", 'query', OLD."query", 'position', OLD."position", 'created_at', OLD."created_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'kind', NEW."kind", 'name', NEW."name", 'about', NEW."about", 'query', NEW."query", 'position', NEW."position", 'created_at', NEW."created_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'kind', NEW."kind", 'name', NEW."name", 'about', NEW."about", 'query', NEW."query", 'position', NEW."position", 'created_at', NEW."created_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_list_entry_insert AFTER INSERT ON my_list_entry
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list_entry', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'list_id', NEW."list_id", 'title_id', NEW."title_id", 'position', NEW."position", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_entry_delete AFTER DELETE ON my_list_entry
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list_entry', json_array(OLD."id"),
      json_object('id', OLD."id", 'list_id', OLD."list_id", 'title_id', OLD."title_id", 'position', OLD."position", 'note', OLD."note", 'added_at', OLD."added_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_list_entry_update AFTER UPDATE ON my_list_entry
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list_entry', json_array(OLD."id"),
      json_object('id', OLD."id", 'list_id', OLD."list_id", 'title_id', OLD."title_id", 'position', OLD."position", 'note', OLD."note", 'added_at', OLD."added_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'list_id', NEW."list_id", 'title_id', NEW."title_id", 'position', NEW."position", 'note', NEW."note", 'added_at', NEW."added_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_list_entry', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'list_id', NEW."list_id", 'title_id', NEW."title_id", 'position', NEW."position", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_diary_insert AFTER INSERT ON my_diary
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_diary', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'watched_on', NEW."watched_on", 'rewatch', NEW."rewatch", 'rating', NEW."rating", 'place', NEW."place", 'company', NEW."company", 'stopped_at', NEW."stopped_at", 'note', NEW."note", 'logged_at', NEW."logged_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_diary_delete AFTER DELETE ON my_diary
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_diary', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'watched_on', OLD."watched_on", 'rewatch', OLD."rewatch", 'rating', OLD."rating", 'place', OLD."place", 'company', OLD."company", 'stopped_at', OLD."stopped_at", 'note', OLD."note", 'logged_at', OLD."logged_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_diary_update AFTER UPDATE ON my_diary
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_diary', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'watched_on', OLD."watched_on", 'rewatch', OLD."rewatch", 'rating', OLD."rating", 'place', OLD."place", 'company', OLD."company", 'stopped_at', OLD."stopped_at", 'note', OLD."note", 'logged_at', OLD."logged_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'title_id', NEW."title_id", 'watched_on', NEW."watched_on", 'rewatch', NEW."rewatch", 'rating', NEW."rating", 'place', NEW."place", 'company', NEW."company", 'stopped_at', NEW."stopped_at", 'note', NEW."note", 'logged_at', NEW."logged_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_diary', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'watched_on', NEW."watched_on", 'rewatch', NEW."rewatch", 'rating', NEW."rating", 'place', NEW."place", 'company', NEW."company", 'stopped_at', NEW."stopped_at", 'note', NEW."note", 'logged_at', NEW."logged_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_review_insert AFTER INSERT ON my_review
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review', json_array(NEW."title_id"),
      NULL,
      json_object('title_id', NEW."title_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'written_at', NEW."written_at", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_review_delete AFTER DELETE ON my_review
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review', json_array(OLD."title_id"),
      json_object('title_id', OLD."title_id", 'headline', OLD."headline", 'text', OLD."text", 'spoiler', OLD."spoiler", 'written_at', OLD."written_at", 'edited_at', OLD."edited_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_review_update AFTER UPDATE ON my_review
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review', json_array(OLD."title_id"),
      json_object('title_id', OLD."title_id", 'headline', OLD."headline", 'text', OLD."text", 'spoiler', OLD."spoiler", 'written_at', OLD."written_at", 'edited_at', OLD."edited_at"),
      CASE WHEN json_array(OLD."title_id") IS NOT json_array(NEW."title_id") THEN NULL ELSE json_object('title_id', NEW."title_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'written_at', NEW."written_at", 'edited_at', NEW."edited_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review', json_array(NEW."title_id"),
      NULL,
      json_object('title_id', NEW."title_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'written_at', NEW."written_at", 'edited_at', NEW."edited_at")
    FROM journal_now WHERE json_array(OLD."title_id") IS NOT json_array(NEW."title_id");
END

CREATE TRIGGER journal_my_review_version_insert AFTER INSERT ON my_review_version
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_version', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'saved_at', NEW."saved_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_review_version_delete AFTER DELETE ON my_review_version
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_version', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'headline', OLD."headline", 'text', OLD."text", 'spoiler', OLD."spoiler", 'saved_at', OLD."saved_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_review_version_update AFTER UPDATE ON my_review_version
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_version', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'headline', OLD."headline", 'text', OLD."text", 'spoiler', OLD."spoiler", 'saved_at', OLD."saved_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'title_id', NEW."title_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'saved_at', NEW."saved_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_version', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'headline', NEW."headline", 'text', NEW."text", 'spoiler', NEW."spoiler", 'saved_at', NEW."saved_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_review_vote_insert AFTER INSERT ON my_review_vote
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_vote', json_array(NEW."title_id", NEW."review"),
      NULL,
      json_object('title_id', NEW."title_id", 'review', NEW."review", 'helpful', NEW."helpful")
    FROM journal_now;
END

CREATE TRIGGER journal_my_review_vote_delete AFTER DELETE ON my_review_vote
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_vote', json_array(OLD."title_id", OLD."review"),
      json_object('title_id', OLD."title_id", 'review', OLD."review", 'helpful', OLD."helpful"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_review_vote_update AFTER UPDATE ON my_review_vote
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_vote', json_array(OLD."title_id", OLD."review"),
      json_object('title_id', OLD."title_id", 'review', OLD."review", 'helpful', OLD."helpful"),
      CASE WHEN json_array(OLD."title_id", OLD."review") IS NOT json_array(NEW."title_id", NEW."review") THEN NULL ELSE json_object('title_id', NEW."title_id", 'review', NEW."review", 'helpful', NEW."helpful") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_review_vote', json_array(NEW."title_id", NEW."review"),
      NULL,
      json_object('title_id', NEW."title_id", 'review', NEW."review", 'helpful', NEW."helpful")
    FROM journal_now WHERE json_array(OLD."title_id", OLD."review") IS NOT json_array(NEW."title_id", NEW."review");
END

CREATE TRIGGER journal_my_tag_insert AFTER INSERT ON my_tag
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_tag', json_array(NEW."title_id", NEW."tag"),
      NULL,
      json_object('title_id', NEW."title_id", 'tag', NEW."tag")
    FROM journal_now;
END

CREATE TRIGGER journal_my_tag_delete AFTER DELETE ON my_tag
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_tag', json_array(OLD."title_id", OLD."tag"),
      json_object('title_id', OLD."title_id", 'tag', OLD."tag"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_tag_update AFTER UPDATE ON my_tag
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_tag', json_array(OLD."title_id", OLD."tag"),
      json_object('title_id', OLD."title_id", 'tag', OLD."tag"),
      CASE WHEN json_array(OLD."title_id", OLD."tag") IS NOT json_array(NEW."title_id", NEW."tag") THEN NULL ELSE json_object('title_id', NEW."title_id", 'tag', NEW."tag") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_tag', json_array(NEW."title_id", NEW."tag"),
      NULL,
      json_object('title_id', NEW."title_id", 'tag', NEW."tag")
    FROM journal_now WHERE json_array(OLD."title_id", OLD."tag") IS NOT json_array(NEW."title_id", NEW."tag");
END

CREATE TRIGGER journal_my_note_insert AFTER INSERT ON my_note
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_note', json_array(NEW."subject", NEW."subject_id"),
      NULL,
      json_object('subject', NEW."subject", 'subject_id', NEW."subject_id", 'text', NEW."text", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_note_delete AFTER DELETE ON my_note
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_note', json_array(OLD."subject", OLD."subject_id"),
      json_object('subject', OLD."subject", 'subject_id', OLD."subject_id", 'text', OLD."text", 'edited_at', OLD."edited_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_note_update AFTER UPDATE ON my_note
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_note', json_array(OLD."subject", OLD."subject_id"),
      json_object('subject', OLD."subject", 'subject_id', OLD."subject_id", 'text', OLD."text", 'edited_at', OLD."edited_at"),
      CASE WHEN json_array(OLD."subject", OLD."subject_id") IS NOT json_array(NEW."subject", NEW."subject_id") THEN NULL ELSE json_object('subject', NEW."subject", 'subject_id', NEW."subject_id", 'text', NEW."text", 'edited_at', NEW."edited_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_note', json_array(NEW."subject", NEW."subject_id"),
      NULL,
      json_object('subject', NEW."subject", 'subject_id', NEW."subject_id", 'text', NEW."text", 'edited_at', NEW."edited_at")
    FROM journal_now WHERE json_array(OLD."subject", OLD."subject_id") IS NOT json_array(NEW."subject", NEW."subject_id");
END

CREATE TRIGGER journal_my_hidden_insert AFTER INSERT ON my_hidden
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_hidden', json_array(NEW."title_id", NEW."under"),
      NULL,
      json_object('title_id', NEW."title_id", 'under', NEW."under")
    FROM journal_now;
END

CREATE TRIGGER journal_my_hidden_delete AFTER DELETE ON my_hidden
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_hidden', json_array(OLD."title_id", OLD."under"),
      json_object('title_id', OLD."title_id", 'under', OLD."under"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_hidden_update AFTER UPDATE ON my_hidden
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_hidden', json_array(OLD."title_id", OLD."under"),
      json_object('title_id', OLD."title_id", 'under', OLD."under"),
      CASE WHEN json_array(OLD."title_id", OLD."under") IS NOT json_array(NEW."title_id", NEW."under") THEN NULL ELSE json_object('title_id', NEW."title_id", 'under', NEW."under") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_hidden', json_array(NEW."title_id", NEW."under"),
      NULL,
      json_object('title_id', NEW."title_id", 'under', NEW."under")
    FROM journal_now WHERE json_array(OLD."title_id", OLD."under") IS NOT json_array(NEW."title_id", NEW."under");
END

CREATE TRIGGER journal_my_correction_insert AFTER INSERT ON my_correction
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_correction', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'section', NEW."section", 'value', NEW."value", 'made_at', NEW."made_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_correction_delete AFTER DELETE ON my_correction
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_correction', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'section', OLD."section", 'value', OLD."value", 'made_at', OLD."made_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_correction_update AFTER UPDATE ON my_correction
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_correction', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'section', OLD."section", 'value', OLD."value", 'made_at', OLD."made_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'title_id', NEW."title_id", 'section', NEW."section", 'value', NEW."value", 'made_at', NEW."made_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_correction', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'section', NEW."section", 'value', NEW."value", 'made_at', NEW."made_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_follow_insert AFTER INSERT ON my_follow
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_follow', json_array(NEW."person_id"),
      NULL,
      json_object('person_id', NEW."person_id", 'name', NEW."name", 'followed_at', NEW."followed_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_follow_delete AFTER DELETE ON my_follow
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_follow', json_array(OLD."person_id"),
      json_object('person_id', OLD."person_id", 'name', OLD."name", 'followed_at', OLD."followed_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_follow_update AFTER UPDATE ON my_follow
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_follow', json_array(OLD."person_id"),
      json_object('person_id', OLD."person_id", 'name', OLD."name", 'followed_at', OLD."followed_at"),
      CASE WHEN json_array(OLD."person_id") IS NOT json_array(NEW."person_id") THEN NULL ELSE json_object('person_id', NEW."person_id", 'name', NEW."name", 'followed_at', NEW."followed_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_follow', json_array(NEW."person_id"),
      NULL,
      json_object('person_id', NEW."person_id", 'name', NEW."name", 'followed_at', NEW."followed_at")
    FROM journal_now WHERE json_array(OLD."person_id") IS NOT json_array(NEW."person_id");
END

CREATE TRIGGER journal_my_owned_insert AFTER INSERT ON my_owned
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_owned', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'medium', NEW."medium", 'location', NEW."location", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_owned_delete AFTER DELETE ON my_owned
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_owned', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'medium', OLD."medium", 'location', OLD."location", 'note', OLD."note", 'added_at', OLD."added_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_owned_update AFTER UPDATE ON my_owned
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_owned', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'medium', OLD."medium", 'location', OLD."location", 'note', OLD."note", 'added_at', OLD."added_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'title_id', NEW."title_id", 'medium', NEW."medium", 'location', NEW."location", 'note', NEW."note", 'added_at', NEW."added_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_owned', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'medium', NEW."medium", 'location', NEW."location", 'note', NEW."note", 'added_at', NEW."added_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_thread_insert AFTER INSERT ON my_thread
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_thread', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'subject', NEW."subject", 'notes', NEW."notes", 'edited_at', NEW."edited_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_thread_delete AFTER DELETE ON my_thread
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_thread', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'subject', OLD."subject", 'notes', OLD."notes", 'edited_at', OLD."edited_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_thread_update AFTER UPDATE ON my_thread
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_thread', json_array(OLD."id"),
      json_object('id', OLD."id", 'title_id', OLD."title_id", 'subject', OLD."subject", 'notes', OLD."notes", 'edited_at', OLD."edited_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'title_id', NEW."title_id", 'subject', NEW."subject", 'notes', NEW."notes", 'edited_at', NEW."edited_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_thread', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'title_id', NEW."title_id", 'subject', NEW."subject", 'notes', NEW."notes", 'edited_at', NEW."edited_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_duel_insert AFTER INSERT ON my_duel
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_duel', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'winner_id', NEW."winner_id", 'loser_id', NEW."loser_id", 'judged_at', NEW."judged_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_duel_delete AFTER DELETE ON my_duel
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_duel', json_array(OLD."id"),
      json_object('id', OLD."id", 'winner_id', OLD."winner_id", 'loser_id', OLD."loser_id", 'judged_at', OLD."judged_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_duel_update AFTER UPDATE ON my_duel
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_duel', json_array(OLD."id"),
      json_object('id', OLD."id", 'winner_id', OLD."winner_id", 'loser_id', OLD."loser_id", 'judged_at', OLD."judged_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'winner_id', NEW."winner_id", 'loser_id', NEW."loser_id", 'judged_at', NEW."judged_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_duel', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'winner_id', NEW."winner_id", 'loser_id', NEW."loser_id", 'judged_at', NEW."judged_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END

CREATE TRIGGER journal_my_decision_insert AFTER INSERT ON my_decision
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', json_array(NEW."origin", NEW."key"),
      NULL,
      json_object('origin', NEW."origin", 'key', NEW."key", 'title_id', NEW."title_id", 'decided_at', NEW."decided_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_decision_delete AFTER DELETE ON my_decision
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', json_array(OLD."origin", OLD."key"),
      json_object('origin', OLD."origin", 'key', OLD."key", 'title_id', OLD."title_id", 'decided_at', OLD."decided_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_decision_update AFTER UPDATE ON my_decision
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', json_array(OLD."origin", OLD."key"),
      json_object('origin', OLD."origin", 'key', OLD."key", 'title_id', OLD."title_id", 'decided_at', OLD."decided_at"),
      CASE WHEN json_array(OLD."origin", OLD."key") IS NOT json_array(NEW."origin", NEW."key") THEN NULL ELSE json_object('origin', NEW."origin", 'key', NEW."key", 'title_id', NEW."title_id", 'decided_at', NEW."decided_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_decision', json_array(NEW."origin", NEW."key"),
      NULL,
      json_object('origin', NEW."origin", 'key', NEW."key", 'title_id', NEW."title_id", 'decided_at', NEW."decided_at")
    FROM journal_now WHERE json_array(OLD."origin", OLD."key") IS NOT json_array(NEW."origin", NEW."key");
END

CREATE TRIGGER journal_my_unmatched_insert AFTER INSERT ON my_unmatched
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'origin', NEW."origin", 'row', NEW."row", 'candidates', NEW."candidates", 'seen_at', NEW."seen_at")
    FROM journal_now;
END

CREATE TRIGGER journal_my_unmatched_delete AFTER DELETE ON my_unmatched
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', json_array(OLD."id"),
      json_object('id', OLD."id", 'origin', OLD."origin", 'row', OLD."row", 'candidates', OLD."candidates", 'seen_at', OLD."seen_at"),
      NULL
    FROM journal_now;
END

CREATE TRIGGER journal_my_unmatched_update AFTER UPDATE ON my_unmatched
WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN
  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')
    WHERE NOT EXISTS (SELECT 1 FROM journal_now);
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', json_array(OLD."id"),
      json_object('id', OLD."id", 'origin', OLD."origin", 'row', OLD."row", 'candidates', OLD."candidates", 'seen_at', OLD."seen_at"),
      CASE WHEN json_array(OLD."id") IS NOT json_array(NEW."id") THEN NULL ELSE json_object('id', NEW."id", 'origin', NEW."origin", 'row', NEW."row", 'candidates', NEW."candidates", 'seen_at', NEW."seen_at") END
    FROM journal_now;
  INSERT INTO journal_change (action_id, table_name, row_key, before, after)
    SELECT action_id, 'my_unmatched', json_array(NEW."id"),
      NULL,
      json_object('id', NEW."id", 'origin', NEW."origin", 'row', NEW."row", 'candidates', NEW."candidates", 'seen_at', NEW."seen_at")
    FROM journal_now WHERE json_array(OLD."id") IS NOT json_array(NEW."id");
END
