-- The first of each, ties of the last, groups of peers, and subqueries that read rows beside them, as rows come and go.
CREATE TABLE fare (id INT PRIMARY KEY, route TEXT, price INT, at TIMESTAMP);
CREATE TABLE route (name TEXT PRIMARY KEY, seats INT);

CREATE MATERIALIZED VIEW cheapest AS
SELECT DISTINCT ON (route) route, price, id FROM fare ORDER BY route, price, id;
CREATE MATERIALIZED VIEW latest AS
SELECT DISTINCT ON (f.route, f.price % 2) f.route, f.price % 2 AS odd, f.at, r.seats
FROM fare f LEFT JOIN route r ON r.name = f.route ORDER BY f.route, f.price % 2, f.at DESC NULLS LAST, f.id;
CREATE MATERIALIZED VIEW lowest AS
SELECT id, price FROM fare ORDER BY price FETCH FIRST 2 ROWS WITH TIES;
CREATE MATERIALIZED VIEW next_lowest AS
SELECT id, price FROM fare ORDER BY price, route OFFSET 1 ROW FETCH NEXT 2 ROWS WITH TIES;
CREATE MATERIALIZED VIEW around AS
SELECT id, route, count(*) OVER (PARTITION BY route ORDER BY price GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS n FROM fare;
CREATE MATERIALIZED VIEW two_of_each AS
SELECT r.name, x.id, x.price FROM route r LEFT JOIN LATERAL
  (SELECT f.id, f.price FROM fare f WHERE f.route = r.name AND f.price < r.seats ORDER BY f.price, f.id LIMIT 2) AS x ON TRUE;
CREATE MATERIALIZED VIEW figures AS
SELECT r.name, x.n, x.total FROM route r, LATERAL
  (SELECT count(*) AS n, sum(f.price) AS total FROM fare f WHERE f.route = r.name AND f.price <> r.seats) AS x;
CREATE MATERIALIZED VIEW sides AS
SELECT f.id, x.k, x.v FROM fare f CROSS JOIN LATERAL (VALUES ('price', f.price), ('id', f.id)) AS x(k, v) WHERE x.v > 2;

INSERT INTO route VALUES ('a', 10), ('b', 3), ('c', NULL);
INSERT INTO fare VALUES (1, 'a', 5, '2024-01-01'), (2, 'a', 5, '2024-01-02'), (3, 'b', 1, NULL), (4, NULL, 1, '2024-01-01'), (5, 'a', 4, NULL);
UPDATE fare SET price = 9 WHERE id = 5;
UPDATE route SET seats = 6 WHERE name = 'b';
INSERT INTO fare VALUES (6, 'b', 1, '2024-01-03'), (7, 'b', 5, '2024-01-03'), (8, 'c', NULL, '2024-02-01');
UPDATE fare SET route = 'c' WHERE id IN (1, 3);
DELETE FROM fare WHERE price = 1;
UPDATE fare SET at = '2025-01-01', price = price + 1 WHERE route = 'a';
DELETE FROM route WHERE name = 'a';
DELETE FROM fare WHERE route IS NULL;
INSERT INTO route VALUES ('a', 7);
