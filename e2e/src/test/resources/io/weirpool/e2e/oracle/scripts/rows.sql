-- Rows as values: (a, b), ROW(a, b), and the name of a table.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, c TEXT, d NUMERIC, f DOUBLE PRECISION, at TIMESTAMP);
CREATE STREAM u (a INT, b BIGINT, c TEXT);

-- Counted: a row is not NULL where its fields are, and NULLs in it are equal.
CREATE MATERIALIZED VIEW counted AS
SELECT count((a, b)) AS pairs, count(DISTINCT (a, b)) AS different, count(t) AS rows, count(t.*) AS stars,
    count(DISTINCT t) AS all_different, count(DISTINCT ROW(a, c)) FILTER (WHERE id > 1) AS some FROM t;
CREATE MATERIALIZED VIEW counted_of_a_query AS SELECT count(q.*) AS n FROM (SELECT a, b FROM u WHERE b > 1) q;
CREATE MATERIALIZED VIEW counted_of_with AS WITH w AS (SELECT a, c FROM u) SELECT count(w) AS n, count(w.a) AS m FROM w;
CREATE MATERIALIZED VIEW counted_beside AS
SELECT id, count(*) OVER (PARTITION BY (a, b)) AS n, rank() OVER (ORDER BY (d, id) DESC) AS r FROM t;

-- Left out by an outer join.
CREATE MATERIALIZED VIEW missing AS
SELECT t.id, count(u) AS n, count(u.*) AS m, count(DISTINCT u) AS different FROM t LEFT JOIN u ON t.a = u.a GROUP BY t.id;
CREATE MATERIALIZED VIEW missing_tests AS
SELECT u.b, t IS NULL AS no, t.* IS NULL AS neither, t IS NOT NULL AS yes FROM t RIGHT JOIN u ON t.a = u.a;
CREATE MATERIALIZED VIEW missing_on_both_sides AS SELECT count(t) AS n FROM t FULL JOIN u ON t.a = u.a;
CREATE MATERIALIZED VIEW missing_json AS
SELECT t.id, to_jsonb(u) AS j FROM t LEFT JOIN u USING (a);
CREATE MATERIALIZED VIEW missing_in_arrays AS
SELECT t.id, jsonb_agg(u ORDER BY u.c, u.b) AS j FROM t LEFT JOIN u ON t.a = u.a GROUP BY t.id;

-- As text, as JSON, and taken apart.
CREATE MATERIALIZED VIEW texts AS
SELECT id, ROW(a, c, f, a > 1, at, d, ROW(c, 1), NULL, '')::text AS x, t::text AS y, ROW(t.*, 'a"b\c d')::text AS z FROM t;
CREATE MATERIALIZED VIEW shown AS SELECT ROW(a, c, b > 1) AS r, t FROM t
-- postgresql
SELECT ROW(a, c, b > 1)::text AS r, t::text AS t FROM t;
CREATE MATERIALIZED VIEW as_json AS
SELECT id, to_jsonb(t), jsonb_build_object('row', t, 'fields', ROW(a, c)) AS o FROM t;
CREATE MATERIALIZED VIEW as_json_within AS SELECT id, (SELECT to_jsonb(x) FROM (SELECT t.a, t.c) x) AS j FROM t;
CREATE MATERIALIZED VIEW fields AS SELECT (t).a, (ROW(b, c)).f2 AS c, (x).m FROM t, (SELECT max(b) AS m FROM u) x;

-- Compared, ordered, grouped.
CREATE MATERIALIZED VIEW equal AS SELECT x.id, y.id AS other FROM t x JOIN t y ON x = y;
CREATE MATERIALIZED VIEW different AS SELECT x.id, y.id AS other FROM t x JOIN t y ON x <> y;
CREATE MATERIALIZED VIEW last AS SELECT id FROM t ORDER BY (a, b) DESC, id LIMIT 2;
CREATE MATERIALIZED VIEW last_of_all AS SELECT id FROM t ORDER BY t DESC LIMIT 2;
CREATE MATERIALIZED VIEW of_a_list AS SELECT id FROM t WHERE (a, c) = ANY (SELECT a, c FROM u);

INSERT INTO t VALUES (1, 1, 2, 'x', 1.50, 2.5, '2020-01-01 00:00:00.123456'), (2, 1, NULL, 'y z', 2.25, 1e10, '2020-01-02');
INSERT INTO t VALUES (3, NULL, NULL, NULL, NULL, NULL, NULL), (4, 2, 2, '', -1.5, 0, '2021-01-01'), (5, 1, 2, '(,)', 1.5, 0, NULL);
INSERT INTO u VALUES (1, 2, 'x'), (1, NULL, 'y'), (NULL, NULL, NULL), (2, 4, 'x'), (1, 2, 'x'), (NULL, NULL, NULL);
UPDATE t SET a = 5, f = NULL WHERE id = 2;
UPDATE t SET a = NULL, b = NULL, c = NULL, d = NULL, f = NULL, at = NULL WHERE id = 4;
INSERT INTO u VALUES (5, 5, '');
DELETE FROM t WHERE id = 1;
