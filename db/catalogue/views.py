"""The views of ``catalogue.db``, which keep its documents open to SQL; ``docs/schema.md`` describes them."""

VIEWS = """
CREATE VIEW title_genre AS
  SELECT title.id AS title_id, json_each.value AS genre
  FROM title, json_each('["' || replace(title.genres, ',', '","') || '"]') WHERE title.genres IS NOT NULL;
CREATE VIEW principal AS
  SELECT d.title_id, credit.key + 1 AS ordering, json_extract(credit.value, '$[0]') AS person_id, category.name AS category,
         json_extract(credit.value, '$[3]') AS job, json_extract(credit.value, '$[2]') AS character,
         json_extract(credit.value, '$[4]') AS credited_as
  FROM credit_document AS d, json_each(d.credits) AS credit
  JOIN category ON category.code = json_extract(credit.value, '$[1]');
CREATE VIEW filmography AS
  SELECT d.person_id, entry.value >> 8 AS title_id, category.name AS category
  FROM filmography_document AS d, json_each(d.titles) AS entry
  JOIN category ON category.code = entry.value & 255;
CREATE VIEW title_aka AS
  SELECT d.title_id, aka.key + 1 AS ordering, json_extract(aka.value, '$[0]') AS title, json_extract(aka.value, '$[1]') AS region,
         json_extract(aka.value, '$[2]') AS language, json_extract(aka.value, '$[3]') AS types,
         json_extract(aka.value, '$[4]') AS attributes
  FROM aka_document AS d, json_each(d.akas) AS aka;
CREATE VIEW episode AS
  SELECT id AS title_id, series_id, season, episode AS number FROM title WHERE series_id IS NOT NULL;
CREATE VIEW known_for AS
  SELECT person.id AS person_id, json_each.value AS title_id
  FROM person, json_each('[' || person.known_for || ']') WHERE person.known_for IS NOT NULL;
"""
