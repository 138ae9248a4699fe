-- Columns of a table whose primary key is grouped by; other ways to write names, constants and joins.
CREATE TABLE author (id INT PRIMARY KEY, name TEXT, born DATE, rating DOUBLE PRECISION);
CREATE TABLE book (shelf INT, place INT, author INT, title TEXT, pages INT, PRIMARY KEY (shelf, place));
CREATE STREAM loan (shelf INT, place INT, days INT);

CREATE MATERIALIZED VIEW alone AS SELECT id, name, rating FROM author GROUP BY id;
CREATE MATERIALIZED VIEW books AS
SELECT a.id, a.name, count(b.title) AS n, sum(b.pages) AS pages
FROM author a LEFT JOIN book b ON b.author = a.id GROUP BY a.id;
CREATE MATERIALIZED VIEW everything AS
SELECT a.*, count(b.title) AS n FROM author a LEFT JOIN book b ON b.author = a.id GROUP BY a.id;
CREATE MATERIALIZED VIEW unknown_authors AS
SELECT a.id, a.name, count(*) AS n FROM book b LEFT JOIN author a ON a.id = b.author GROUP BY a.id;
CREATE MATERIALIZED VIEW two_keys AS
SELECT b.title, b.pages + 1 AS more, upper(a.name) AS by_whom, count(l.days) AS loans, max(l.days) AS longest
FROM book b JOIN author a ON a.id = b.author LEFT JOIN loan l ON l.shelf = b.shelf AND l.place = b.place
GROUP BY b.shelf, b.place, a.id;
CREATE MATERIALIZED VIEW having_other AS
SELECT id, count(*) AS n FROM author JOIN book ON author = id GROUP BY 1 HAVING name > 'B' AND count(*) > 1;
CREATE MATERIALIZED VIEW correlated AS
SELECT a.id, (SELECT max(b.title) FROM book b WHERE b.author = a.id AND b.title <> a.name) AS last FROM author a GROUP BY a.id;

CREATE MATERIALIZED VIEW some_names AS SELECT x.key, x.name, q.n FROM author AS x (key)
JOIN (SELECT author, count(*) AS n FROM book GROUP BY author) AS q (who) ON q.who = x.key;
CREATE MATERIALIZED VIEW joined AS SELECT j.a, j.e, j.i FROM (author a JOIN book b ON a.id = b.author) AS j (a, b, c, d, e, f, g, h, i);
CREATE MATERIALIZED VIEW of_with AS
WITH long AS MATERIALIZED (SELECT author, pages FROM book WHERE pages > 100),
     short AS NOT MATERIALIZED (SELECT author, pages FROM book WHERE pages <= 100)
SELECT l.author, count(*) AS n FROM long l JOIN short s ON l.author = s.author GROUP BY l.author;
CREATE MATERIALIZED VIEW named AS
SELECT id, make_interval(days => id, hours => 2) AS i, make_date(2024, month => 1, day => 5) AS d, pg_catalog.upper(author.name) AS u FROM author;
CREATE MATERIALIZED VIEW second AS SELECT id, name FROM author ORDER BY name COLLATE "C" DESC, id LIMIT 1 + 1 OFFSET 2 - 1;
CREATE MATERIALIZED VIEW all_of_them AS SELECT id FROM author WHERE name COLLATE "C" >= 'B' LIMIT NULL;

INSERT INTO author VALUES (1, 'Ann', '1950-01-01', 1.5), (2, 'Bob', NULL, NULL), (3, 'Cid', '1960-05-05', 2.5);
INSERT INTO book VALUES (1, 1, 1, 'A1', 100), (1, 2, 1, 'A2', 200), (2, 1, 2, 'B1', NULL), (2, 2, 9, 'X', 50), (2, 3, NULL, 'Y', 10);
INSERT INTO loan VALUES (1, 1, 5), (1, 1, 7), (2, 1, NULL), (7, 7, 7);
UPDATE author SET name = 'Bea', rating = 3 WHERE id = 2;
UPDATE book SET author = 2 WHERE shelf = 1 AND place = 2;
INSERT INTO author VALUES (9, 'Zoe', NULL, 0);
UPDATE author SET name = NULL WHERE id = 9;
INSERT INTO loan VALUES (1, 2, 1), (2, 2, 3);
DELETE FROM book WHERE shelf = 2 AND place = 1;
DELETE FROM author WHERE id = 1;
UPDATE book SET pages = 300, title = 'X2' WHERE shelf = 2 AND place = 2;
