-- Equal values that print differently (1.5 and 1.50, 0 and -0, a month and 30 days, JSON with such numbers) are shown as they were written.
CREATE TABLE t (id INT PRIMARY KEY, n NUMERIC, d DOUBLE PRECISION, i INTERVAL, j JSONB, k INT);
CREATE TABLE u (id INT PRIMARY KEY, n NUMERIC, d DOUBLE PRECISION, i INTERVAL, j JSONB, k INT);
CREATE MATERIALIZED VIEW excepted AS
SELECT n::text AS n, d::text AS d, i::text AS i, j::text AS j FROM (SELECT n, -d AS d, i, j FROM t EXCEPT SELECT n, d, i, j FROM u) q;
CREATE MATERIALIZED VIEW excepted_all AS
SELECT n::text AS n, k FROM (SELECT n, k FROM t EXCEPT ALL SELECT n, k FROM u) q;
CREATE MATERIALIZED VIEW in_both AS
SELECT n::text AS n, i::text AS i FROM (SELECT n, i FROM t INTERSECT SELECT n, i FROM u) q;
CREATE MATERIALIZED VIEW grouped AS SELECT d::text AS d, c FROM (SELECT -d AS d, count(*) AS c FROM t GROUP BY -d) q;
CREATE MATERIALIZED VIEW spans AS SELECT i::text AS i, c FROM (SELECT i, count(*) AS c FROM t GROUP BY i) q;
CREATE MATERIALIZED VIEW documents AS SELECT j::text AS j, c FROM (SELECT j, count(*) AS c FROM t GROUP BY j) q;
CREATE MATERIALIZED VIEW modes AS
SELECT mode() WITHIN GROUP (ORDER BY n)::text AS n, (mode() WITHIN GROUP (ORDER BY i DESC))::text AS i FROM t;
CREATE MATERIALIZED VIEW sums AS
SELECT sum(DISTINCT n)::text AS s, avg(DISTINCT n)::text AS a, count(DISTINCT j) AS js, count(DISTINCT i) AS ivs, count(DISTINCT d) AS ds FROM t;
CREATE MATERIALIZED VIEW extremes AS SELECT min(i)::text AS l, max(i)::text AS m, min(n)::text AS n FROM t;
CREATE MATERIALIZED VIEW spans_added AS
SELECT sum(i)::text AS s, avg(i)::text AS a, sum(DISTINCT i)::text AS d, sum(i) FILTER (WHERE id > 2)::text AS f FROM t;
CREATE MATERIALIZED VIEW spans_of AS SELECT k, sum(i) AS s, avg(i) AS a FROM t GROUP BY k;
CREATE MATERIALIZED VIEW spans_so_far AS SELECT id, sum(i) OVER (ORDER BY id)::text AS s, avg(i) OVER (PARTITION BY k)::text AS a FROM t;
CREATE MATERIALIZED VIEW unequal AS SELECT a.id AS a, b.id AS b FROM t a JOIN u b ON a.j = b.j;
CREATE MATERIALIZED VIEW all_of_them AS SELECT array_agg(j ORDER BY j, id)::text AS js, array_agg(i ORDER BY i DESC, id)::text AS ivs FROM t;
CREATE MATERIALIZED VIEW most AS SELECT id, j FROM t ORDER BY j DESC, id LIMIT 3;
CREATE MATERIALIZED VIEW filtered AS
SELECT (array_agg(j ORDER BY CAST(id AS TEXT) DESC) FILTER (WHERE id > 1))::text AS js, string_agg(n::text, '-' ORDER BY k::text, -id) FILTER (WHERE n > 0) AS ns FROM t;

INSERT INTO t VALUES (1, 1.50, 0, '1 month', '{"a": 1.0}', 1), (2, 2.0, 0.5, '2 days', '[]', 1), (3, 7, 'NaN', '24:00:00', '[1.0, null]', 2), (4, NULL, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (5, 1.50, 0, '1 month', '{"a": 1.0}', 1), (6, 9.000, 0.5, '00:01', '"x"', 3), (7, 4, 4, '-1 year', '[null]', 4);
INSERT INTO u VALUES (1, 1.5, 0, '30 days', '{"a": 1}', 1), (2, 3, 3, '3 days', '[1, null]', 2);
UPDATE t SET j = '[[]]' WHERE id = 7;
DELETE FROM u WHERE id = 1;
UPDATE t SET n = 2.00, j = '{"b": [], "a": 0.10}' WHERE id = 2;
INSERT INTO u VALUES (5, 2, 0.5, '2 days', '{"a": 0.1, "b": []}', 1);
DELETE FROM t WHERE id IN (1, 3);
DELETE FROM u WHERE id > 0;
DELETE FROM t WHERE id > 0;
