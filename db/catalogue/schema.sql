CREATE TABLE aka_document (
  title_id INTEGER NOT NULL,
  akas VARCHAR NOT NULL,
  PRIMARY KEY (title_id)
)

CREATE TABLE alternate_version (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE award (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  event VARCHAR NOT NULL,
  year INTEGER,
  category VARCHAR,
  won INTEGER DEFAULT 0 NOT NULL,
  people VARCHAR DEFAULT '[]' NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE biography (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE business (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  currency VARCHAR,
  amount INTEGER,
  place VARCHAR,
  date VARCHAR,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE category (
  code INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  PRIMARY KEY (code),
  UNIQUE (name)
)

CREATE TABLE certificate (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  country VARCHAR NOT NULL,
  certificate VARCHAR NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE company (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE connection (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  other_id INTEGER,
  other_title VARCHAR NOT NULL,
  other_year INTEGER,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE content_advisory (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  topic VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE country (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  country VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE crazy_credit (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE credit_document (
  title_id INTEGER NOT NULL,
  credits VARCHAR NOT NULL,
  PRIMARY KEY (title_id)
)

CREATE TABLE doubtful_title (
  old_id INTEGER NOT NULL,
  candidate_id INTEGER NOT NULL,
  PRIMARY KEY (old_id, candidate_id)
)

CREATE TABLE fact (
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY ("key")
)

CREATE TABLE filmography_document (
  person_id INTEGER NOT NULL,
  titles VARCHAR NOT NULL,
  PRIMARY KEY (person_id)
)

CREATE TABLE former_person (
  old_id INTEGER NOT NULL,
  new_id INTEGER NOT NULL,
  PRIMARY KEY (old_id)
)

CREATE TABLE former_title (
  old_id INTEGER NOT NULL,
  new_id INTEGER NOT NULL,
  PRIMARY KEY (old_id)
)

CREATE TABLE goof (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE keyword (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  keyword VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE language (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  language VARCHAR NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE link (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  label VARCHAR,
  address VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE list (
  id INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  author VARCHAR,
  about VARCHAR,
  dated VARCHAR,
  ranked INTEGER DEFAULT 0 NOT NULL,
  source_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  UNIQUE ("key")
)

CREATE TABLE list_entry (
  list_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  score INTEGER,
  note VARCHAR,
  PRIMARY KEY (list_id, position)
)

CREATE TABLE literature (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE location (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  place VARCHAR NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE news (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  headline VARCHAR NOT NULL,
  text VARCHAR,
  outlet VARCHAR,
  date VARCHAR,
  address VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE person (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  birth_year INTEGER,
  death_year INTEGER,
  professions VARCHAR,
  known_for VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE person_aka (
  person_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  PRIMARY KEY (person_id, name)
)

CREATE TABLE plot (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  author VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE question (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  question VARCHAR NOT NULL,
  answer VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE quote (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  lines VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE release_date (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  country VARCHAR NOT NULL,
  date VARCHAR NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE review (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  headline VARCHAR,
  rating INTEGER,
  author VARCHAR,
  place VARCHAR,
  date VARCHAR,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  helpful INTEGER,
  voted INTEGER,
  PRIMARY KEY (id)
)

CREATE TABLE similar (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  score FLOAT NOT NULL,
  reason VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE soundtrack (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  song VARCHAR NOT NULL,
  credits VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE source (
  id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  location VARCHAR,
  dated VARCHAR,
  read_at VARCHAR NOT NULL,
  rows_read INTEGER DEFAULT 0 NOT NULL,
  rows_refused INTEGER DEFAULT 0 NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE tagline (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE technical (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  note VARCHAR,
  PRIMARY KEY (id)
)

CREATE TABLE thread (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  subject VARCHAR NOT NULL,
  notes VARCHAR NOT NULL,
  PRIMARY KEY (id)
)

CREATE TABLE title (
  id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  original VARCHAR,
  original_title TEXT GENERATED ALWAYS AS (coalesce(original, title)) VIRTUAL,
  year INTEGER,
  end_year INTEGER,
  runtime_minutes INTEGER,
  is_adult INTEGER DEFAULT 0 NOT NULL,
  average_rating FLOAT,
  num_votes INTEGER,
  rating_as_of VARCHAR,
  genres VARCHAR,
  acclaim INTEGER,
  series_id INTEGER,
  season INTEGER,
  episode INTEGER,
  PRIMARY KEY (id)
)

CREATE TABLE trivia (
  id INTEGER NOT NULL,
  title_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  spoiler INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
)

CREATE VIEW title_genre AS
  SELECT title.id AS title_id, json_each.value AS genre
  FROM title, json_each('["' || replace(title.genres, ',', '","') || '"]') WHERE title.genres IS NOT NULL

CREATE VIEW principal AS
  SELECT d.title_id, credit.key + 1 AS ordering, json_extract(credit.value, '$[0]') AS person_id, category.name AS category,
         json_extract(credit.value, '$[3]') AS job, json_extract(credit.value, '$[2]') AS character,
         json_extract(credit.value, '$[4]') AS credited_as
  FROM credit_document AS d, json_each(d.credits) AS credit
  JOIN category ON category.code = json_extract(credit.value, '$[1]')

CREATE VIEW filmography AS
  SELECT d.person_id, entry.value >> 8 AS title_id, category.name AS category
  FROM filmography_document AS d, json_each(d.titles) AS entry
  JOIN category ON category.code = entry.value & 255

CREATE VIEW title_aka AS
  SELECT d.title_id, aka.key + 1 AS ordering, json_extract(aka.value, '$[0]') AS title, json_extract(aka.value, '$[1]') AS region,
         json_extract(aka.value, '$[2]') AS language, json_extract(aka.value, '$[3]') AS types,
         json_extract(aka.value, '$[4]') AS attributes
  FROM aka_document AS d, json_each(d.akas) AS aka

CREATE VIEW episode AS
  SELECT id AS title_id, series_id, season, episode AS number FROM title WHERE series_id IS NOT NULL

CREATE VIEW known_for AS
  SELECT person.id AS person_id, json_each.value AS title_id
  FROM person, json_each('[' || person.known_for || ']') WHERE person.known_for IS NOT NULL

CREATE INDEX ix_alternate_version_title_id ON alternate_version (title_id)

CREATE INDEX ix_award_title_id ON award (title_id)

CREATE INDEX ix_biography_person_id ON biography (person_id)

CREATE INDEX ix_business_title_id ON business (title_id)

CREATE INDEX ix_certificate_title_id ON certificate (title_id)

CREATE INDEX ix_company_title_id ON company (title_id)

CREATE INDEX ix_connection_other_id ON connection (other_id)

CREATE INDEX ix_connection_title_id ON connection (title_id)

CREATE INDEX ix_content_advisory_title_id ON content_advisory (title_id)

CREATE INDEX ix_country_title_id ON country (title_id)

CREATE INDEX ix_crazy_credit_title_id ON crazy_credit (title_id)

CREATE INDEX ix_goof_title_id ON goof (title_id)

CREATE INDEX ix_keyword_keyword ON keyword (keyword)

CREATE INDEX ix_keyword_title_id ON keyword (title_id)

CREATE INDEX ix_language_title_id ON language (title_id)

CREATE INDEX ix_link_title_id ON link (title_id)

CREATE INDEX ix_list_entry_title_id ON list_entry (title_id)

CREATE INDEX ix_literature_title_id ON literature (title_id)

CREATE INDEX ix_location_title_id ON location (title_id)

CREATE INDEX ix_news_title_id ON news (title_id)

CREATE INDEX ix_plot_title_id ON plot (title_id)

CREATE INDEX ix_question_title_id ON question (title_id)

CREATE INDEX ix_quote_title_id ON quote (title_id)

CREATE INDEX ix_release_date_title_id ON release_date (title_id)

CREATE INDEX release_date_day ON release_date (substr(date, 6))

CREATE INDEX ix_review_title_id ON review (title_id)

CREATE INDEX ix_similar_title_id ON similar (title_id)

CREATE INDEX ix_soundtrack_title_id ON soundtrack (title_id)

CREATE INDEX ix_tagline_title_id ON tagline (title_id)

CREATE INDEX ix_technical_title_id ON technical (title_id)

CREATE INDEX ix_thread_title_id ON thread (title_id)

CREATE INDEX title_series ON title (series_id, season, episode) WHERE series_id IS NOT NULL

CREATE INDEX ix_trivia_title_id ON trivia (title_id)
