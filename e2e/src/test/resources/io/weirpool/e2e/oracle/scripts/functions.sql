-- Functions that give rows of a row that changes, beside it, below an aggregate, and in subqueries.
CREATE TABLE basket (id INT PRIMARY KEY, n INT, items JSONB, tags TEXT, since TIMESTAMP);
CREATE TABLE shelf (id INT PRIMARY KEY, books TEXT[], pages INT[]);
CREATE STREAM sighting (basket INT, n INT, words TEXT);

CREATE MATERIALIZED VIEW items AS
SELECT b.id, i.place, e ->> 'sku' AS sku, (e ->> 'qty')::int AS qty
FROM basket b, jsonb_array_elements(b.items) WITH ORDINALITY AS i(e, place);
CREATE MATERIALIZED VIEW per_sku AS
SELECT e ->> 'sku' AS sku, sum((e ->> 'qty')::int) AS qty, count(*) AS n
FROM basket b, jsonb_array_elements(b.items) AS e GROUP BY e ->> 'sku';
CREATE MATERIALIZED VIEW numbers AS
SELECT b.id, g FROM basket b LEFT JOIN generate_series(1, b.n) AS g ON TRUE;
CREATE MATERIALIZED VIEW calendar AS
SELECT g AS day, count(b.id) AS n
FROM generate_series(timestamp '2024-01-01', timestamp '2024-01-05', interval '1 day') AS g
LEFT JOIN basket b ON b.since = g GROUP BY g;
CREATE MATERIALIZED VIEW months AS
SELECT b.id, m FROM basket b, generate_series(b.since, timestamp '2024-05-01', interval '1 month') AS m;
CREATE MATERIALIZED VIEW per_tag AS
SELECT tag, count(*) AS n FROM basket, string_to_table(tags, ',') AS tag GROUP BY tag;
CREATE MATERIALIZED VIEW with_red AS
SELECT id FROM basket b WHERE EXISTS (SELECT 1 FROM string_to_table(b.tags, ',') AS tag WHERE tag = 'red');
CREATE MATERIALIZED VIEW totals AS
SELECT b.id, (SELECT sum((e ->> 'qty')::int) FROM jsonb_array_elements(b.items) AS e) AS qty FROM basket b;
CREATE MATERIALIZED VIEW largest AS
SELECT b.id, x.sku FROM basket b LEFT JOIN LATERAL
  (SELECT e ->> 'sku' AS sku FROM jsonb_array_elements(b.items) AS e ORDER BY (e ->> 'qty')::int DESC, e ->> 'sku' LIMIT 1) AS x ON TRUE;
CREATE MATERIALIZED VIEW words AS
SELECT word, count(*) AS n FROM (SELECT regexp_split_to_table(words, '\s+') AS word FROM sighting) AS w GROUP BY word;
CREATE MATERIALIZED VIEW together AS
SELECT id, generate_series(1, n) AS a, string_to_table(tags, ',') AS b FROM basket;
CREATE MATERIALIZED VIEW of_stream AS
SELECT s.basket, g FROM sighting s, generate_series(1, s.n) AS g;
CREATE MATERIALIZED VIEW counted AS
SELECT g, (SELECT count(*) FROM sighting s WHERE s.n >= g) AS n FROM generate_series(1, (SELECT max(n) FROM basket)) AS g;
CREATE MATERIALIZED VIEW squares AS
SELECT g, g * g AS square FROM generate_series(1, 5) AS g;
CREATE MATERIALIZED VIEW fixed AS
SELECT generate_series(timestamp '2024-01-01', timestamp '2024-01-03', '1 day') AS day, unnest(ARRAY['a', 'b']) AS x;
CREATE MATERIALIZED VIEW fixed_sum AS
SELECT sum(x) AS s, count(*) AS n FROM unnest(ARRAY[1, 2, NULL]) AS x;
CREATE MATERIALIZED VIEW fixed_pairs AS
SELECT a, b, row_number() OVER (ORDER BY a, b) AS r FROM generate_series(1, 3) AS a, generate_series(a, 3) AS b;
CREATE MATERIALIZED VIEW fixed_json AS
SELECT e ->> 'a' AS a, i FROM jsonb_array_elements('[{"a": 1}, {"a": null}, {}]'::jsonb) WITH ORDINALITY AS t(e, i);
CREATE MATERIALIZED VIEW books AS
SELECT s.id, u.book, u.pages, u.place FROM shelf s, unnest(s.books, s.pages) WITH ORDINALITY AS u(book, pages, place);
CREATE MATERIALIZED VIEW per_book AS
SELECT unnest(books) AS book, count(*) AS n FROM shelf GROUP BY book;
CREATE MATERIALIZED VIEW longest AS
SELECT s.id, (SELECT max(p) FROM unnest(s.pages) AS p) AS pages FROM shelf s;
CREATE MATERIALIZED VIEW with_emma AS
SELECT s.id, b FROM shelf s LEFT JOIN unnest(s.books) AS b ON b = 'emma';

INSERT INTO basket VALUES
  (1, 3, '[{"sku": "a", "qty": 2}, {"sku": "b", "qty": 5}]', 'red,green', '2024-01-02'),
  (2, 0, '[]', '', '2024-01-31'),
  (3, NULL, NULL, NULL, NULL);
INSERT INTO sighting VALUES (1, 2, 'one  two'), (1, 2, 'two'), (3, NULL, NULL), (NULL, 1, '');
UPDATE basket SET n = 1, tags = 'green,red,red' WHERE id = 1;
UPDATE basket SET items = '[{"sku": "b", "qty": 5}, {"sku": "c", "qty": null}, {"sku": "b", "qty": 9}]', since = '2024-01-02' WHERE id = 2;
INSERT INTO sighting VALUES (2, 4, 'three two one');
UPDATE basket SET items = NULL, n = 4 WHERE id = 1;
UPDATE basket SET tags = 'red', since = '2024-01-05' WHERE id = 3;
DELETE FROM basket WHERE id = 2;
INSERT INTO basket VALUES (2, 2, '[{"sku": "a", "qty": 1}]', ',', '2024-02-29 12:00:00');
DELETE FROM basket WHERE id = 1;
INSERT INTO shelf VALUES (1, '{emma,"war, and peace"}', '{300,1200,7}'), (2, '{emma,emma}', NULL), (3, NULL, '{}');
UPDATE shelf SET books = '{emma,NULL}' WHERE id = 1;
UPDATE shelf SET pages = '{1,NULL,5}' WHERE id IN (2, 3);
DELETE FROM shelf WHERE id = 1;
