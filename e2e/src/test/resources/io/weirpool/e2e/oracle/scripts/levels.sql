-- Aggregates beside columns of the query outside, and in subqueries of the query that they are of.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, c TEXT);
CREATE STREAM u (a INT, b BIGINT, c TEXT);

CREATE MATERIALIZED VIEW sum_and_outer AS SELECT id, (SELECT sum(u.b) + t.a FROM u WHERE u.a = t.a) AS s FROM t;
CREATE MATERIALIZED VIEW having_outer AS
SELECT id, (SELECT count(*) FROM u WHERE u.a = t.a HAVING count(*) > t.b) AS n FROM t;
CREATE MATERIALIZED VIEW exists_having AS SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u GROUP BY u.a HAVING sum(u.b) > t.a);
CREATE MATERIALIZED VIEW grouped_and_outer AS SELECT id, (SELECT t.b FROM u WHERE u.a = t.a GROUP BY u.a) AS s FROM t;
CREATE MATERIALIZED VIEW lateral_sum AS
SELECT t.id, x.s, x.a FROM t, LATERAL (SELECT t.a, sum(u.b) + t.a AS s FROM u WHERE u.a = t.a) x;
CREATE MATERIALIZED VIEW lateral_groups AS
SELECT t.id, x.s, x.n FROM t LEFT JOIN LATERAL (SELECT u.c || t.c AS s, count(*) AS n FROM u WHERE u.a = t.a GROUP BY u.c) x ON TRUE;
CREATE MATERIALIZED VIEW equals_an_aggregate AS SELECT id FROM t WHERE a = (SELECT max(u.a) - t.id + 1 FROM u);

-- One level up.
CREATE MATERIALIZED VIEW counted_outside AS SELECT (SELECT count(t.a) FROM (VALUES (1)) v (x)) AS n, (SELECT max((t).b)) AS m FROM t;
CREATE MATERIALIZED VIEW in_where AS SELECT a, (SELECT count(*) FROM u WHERE u.b > sum(t.b)) AS n FROM t GROUP BY a;
CREATE MATERIALIZED VIEW in_having AS
SELECT a FROM t GROUP BY a HAVING EXISTS (SELECT 1 FROM u WHERE u.b = sum(t.b) * 2);
CREATE MATERIALIZED VIEW on_both_levels AS SELECT (SELECT max(u.b) + count(t.id) FROM u) AS x, sum(t.a) AS s FROM t;
CREATE MATERIALIZED VIEW beside_a_plain_one AS
SELECT a, (SELECT sum(u.b) FROM u WHERE u.a = t.a) + sum(t.b) AS n, count(*) FROM t GROUP BY a;
CREATE MATERIALIZED VIEW of_an_expression AS
SELECT a % 2 AS p, (SELECT count(*) FROM u WHERE u.b > max(t.id) AND u.a >= 0) AS n FROM t GROUP BY a % 2 HAVING max(t.id) > 0;

-- The innermost column decides.
CREATE MATERIALIZED VIEW of_both AS
SELECT id, (SELECT sum(u.b * t.a) FROM u) AS s, (SELECT sum(u.b) FILTER (WHERE u.a = t.a) FROM u) AS f,
    (SELECT string_agg(u.c, t.c ORDER BY u.c) FROM u) AS l, (SELECT count((t.a, u.b)) FROM u WHERE u.a = t.a) AS n FROM t;

INSERT INTO t VALUES (1, 1, 2, 'x'), (2, 1, NULL, 'y'), (3, NULL, NULL, NULL), (4, 2, 2, 'x');
INSERT INTO u VALUES (1, 2, 'x'), (1, NULL, 'y'), (NULL, NULL, NULL), (2, 4, 'x');
UPDATE t SET a = 5, b = 3 WHERE id = 2;
INSERT INTO u VALUES (5, 7, ''), (1, 6, 'z');
DELETE FROM t WHERE id = 4;
DELETE FROM t WHERE a IS NOT NULL;
