-- Joins without an equality: the small input goes to all tasks, the rows of the other are spread over them.
CREATE TABLE band (id INT PRIMARY KEY, low NUMERIC(10, 2) NOT NULL, high NUMERIC(10, 2), name TEXT);
CREATE TABLE item (id BIGINT PRIMARY KEY, price NUMERIC(10, 2), kind TEXT);
CREATE STREAM sale (item BIGINT, price NUMERIC(10, 2), kind TEXT);

-- A table beside a stream, and beside a table.
CREATE MATERIALIZED VIEW banded AS
SELECT s.item, s.price, b.name FROM sale s JOIN band b ON s.price >= b.low AND s.price < b.high;
CREATE MATERIALIZED VIEW banded_the_other_way AS
SELECT b.name, s.item FROM band b JOIN sale s ON s.price BETWEEN b.low AND b.high;
CREATE MATERIALIZED VIEW banded_or_not AS
SELECT s.item, s.price, b.name FROM sale s LEFT JOIN band b ON s.price >= b.low AND s.price < b.high;
CREATE MATERIALIZED VIEW in_a_band AS
SELECT i.id FROM item i WHERE EXISTS (SELECT 1 FROM band b WHERE i.price > b.low AND i.price < b.high);
CREATE MATERIALIZED VIEW in_no_band AS
SELECT i.id, i.price FROM item i WHERE NOT EXISTS (SELECT 1 FROM band b WHERE i.price > b.low AND i.price < b.high);
CREATE MATERIALIZED VIEW cheaper AS
SELECT a.id, b.id AS than FROM item a JOIN item b ON a.price < b.price;
CREATE MATERIALIZED VIEW all_pairs AS SELECT i.id, b.id AS band FROM item i CROSS JOIN band b;

-- One row: a scalar, on either side, nested, and none.
CREATE MATERIALIZED VIEW above_average AS
SELECT item, price FROM sale WHERE price > (SELECT avg(price) FROM sale);
CREATE MATERIALIZED VIEW shares AS
SELECT kind, sum(price) / (SELECT sum(price) FROM sale) AS share FROM sale GROUP BY kind;
CREATE MATERIALIZED VIEW beside_the_dearest AS
SELECT i.id, t.price FROM (SELECT price FROM item ORDER BY price DESC, id LIMIT 1) t JOIN item i ON i.price < t.price;
CREATE MATERIALIZED VIEW any_bands AS SELECT id FROM item WHERE EXISTS (SELECT 1 FROM band);
CREATE MATERIALIZED VIEW no_bands AS SELECT id FROM item WHERE NOT EXISTS (SELECT 1 FROM band);
CREATE MATERIALIZED VIEW two_scalars AS
SELECT item, price - (SELECT min(price) FROM item) AS above, (SELECT count(*) FROM band) AS bands FROM sale;

-- No input is small: all in one task, as before. Constants.
CREATE MATERIALIZED VIEW pairs_of_sales AS SELECT a.item, b.item AS other FROM sale a JOIN sale b ON a.price < b.price;
CREATE MATERIALIZED VIEW all_pairs_of_sales AS SELECT a.item, b.item AS other FROM sale a CROSS JOIN sale b;
CREATE MATERIALIZED VIEW count_of_triples AS SELECT count(*) AS n, max(a.price) AS dearest FROM sale a, sale b, sale c;
CREATE MATERIALIZED VIEW every_band AS
SELECT i.id, b.name FROM item i FULL JOIN band b ON i.price >= b.low AND i.price < b.high WHERE i.kind IS NULL
-- postgresql
SELECT i.id, b.name FROM item i LEFT JOIN band b ON i.price >= b.low AND i.price < b.high WHERE i.kind IS NULL
UNION ALL
SELECT NULL, b.name FROM band b WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.price >= b.low AND i.price < b.high);
CREATE MATERIALIZED VIEW constants AS
SELECT s.item, v.n FROM sale s JOIN (VALUES (5.0), (50.0)) AS v (n) ON s.price > v.n;

INSERT INTO item VALUES (1, 5.00, 'a'), (2, 15.00, 'b'), (3, 150.00, NULL);
INSERT INTO sale VALUES (1, 4.00, 'a'), (1, 4.00, 'a'), (2, 16.00, 'b'), (9, NULL, NULL);
INSERT INTO band VALUES (1, 0, 10, 'low'), (2, 10, 100, 'middle');
UPDATE band SET high = 20 WHERE id = 1;
INSERT INTO sale VALUES (3, 120.00, NULL), (2, 55.50, 'b');
INSERT INTO band VALUES (3, 100, 1000, 'high'), (4, 3, 5, 'odd'), (5, 1, NULL, 'open');
UPDATE item SET price = NULL WHERE id = 3;
DELETE FROM band WHERE id = 2;
UPDATE item SET price = 15.00 WHERE id = 1;
INSERT INTO item VALUES (4, 7.50, 'c'), (5, 999.00, 'c');
DELETE FROM item WHERE id = 5;
DELETE FROM band;
INSERT INTO band VALUES (7, 0, 1000, 'all');
DELETE FROM item;
