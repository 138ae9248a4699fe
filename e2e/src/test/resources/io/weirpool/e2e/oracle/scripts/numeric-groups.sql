-- Groups by NUMERIC without a scale show a value as it was written: 1.50 is not shown as 1.5.
CREATE TABLE t (id INT PRIMARY KEY, n NUMERIC, ns NUMERIC[], k INT);
CREATE STREAM s (n NUMERIC);
CREATE MATERIALIZED VIEW groups AS SELECT n::text AS n, c FROM (SELECT n, count(*) AS c FROM t GROUP BY n) q;
CREATE MATERIALIZED VIEW arrays AS SELECT ns::text AS ns, c FROM (SELECT ns, count(*) AS c FROM t GROUP BY ns) q;
CREATE MATERIALIZED VIEW differing AS SELECT n::text AS n, ns::text AS ns FROM (SELECT DISTINCT n, ns FROM t) q;
CREATE MATERIALIZED VIEW quotients AS SELECT x::text AS x, c FROM (SELECT k / 2.0 AS x, count(*) AS c FROM t GROUP BY k / 2.0) q;
CREATE MATERIALIZED VIEW united AS SELECT n::text AS n FROM (SELECT n FROM t UNION SELECT n FROM s) q;
CREATE MATERIALIZED VIEW in_stream AS SELECT n::text AS n, c FROM (SELECT n, count(*) AS c FROM s GROUP BY n HAVING n > 0) q;
CREATE MATERIALIZED VIEW sets AS
SELECT n::text AS n, k, c FROM (SELECT n, k, count(*) AS c FROM t GROUP BY GROUPING SETS ((n), (k), ())) q WHERE c > 0;
CREATE MATERIALIZED VIEW correlated AS
SELECT id, (SELECT max(m)::text FROM (SELECT n AS m FROM t i WHERE i.k = o.k GROUP BY n) q) AS most FROM t o;
CREATE MATERIALIZED VIEW as_they_are AS SELECT n, count(*) AS c, sum(k) AS k FROM t GROUP BY n;

INSERT INTO t VALUES (1, 1.50, '{1.50,NULL}', 3), (2, 1.50, '{}', 4), (3, 2.0, '{2.0}', 5), (4, NULL, NULL, NULL);
INSERT INTO s VALUES (1.50), (100), (3.00), (NULL);
UPDATE t SET n = 3.00 WHERE id = 2;
INSERT INTO s VALUES (3.00), (0.000);
UPDATE t SET ns = '{2.0}', k = 3 WHERE id <> 1;
DELETE FROM t WHERE id = 1;
