-- JSON's null is a value, and not NULL.
CREATE TABLE t (id INT PRIMARY KEY, j JSONB);
CREATE MATERIALIZED VIEW fields AS SELECT id, j -> 'a' AS a, j -> 'b' AS b, (j -> 'a') IS NULL AS missing FROM t;
CREATE MATERIALIZED VIEW present AS SELECT j -> 'a' AS a FROM t WHERE j -> 'a' IS NOT NULL;
CREATE MATERIALIZED VIEW collected AS SELECT jsonb_agg(j -> 'a' ORDER BY id) AS all_of_them FROM t GROUP BY id % 2;
CREATE MATERIALIZED VIEW elements AS SELECT id, ARRAY[j -> 'a', j -> 'b', j] AS x FROM t;
CREATE MATERIALIZED VIEW gathered AS SELECT array_agg(j -> 'a' ORDER BY id) AS x FROM t;
CREATE MATERIALIZED VIEW grouped AS SELECT ARRAY[j -> 'a'] AS x, count(*) AS n FROM t GROUP BY ARRAY[j -> 'a'];
CREATE MATERIALIZED VIEW counted AS SELECT j -> 'a' AS x, count(*) AS n FROM t GROUP BY j -> 'a';
INSERT INTO t VALUES (1, '{"a": null}'), (2, '{"a": 1, "b": null}'), (3, '{}'), (4, NULL);
UPDATE t SET j = '{"a": null, "b": [null]}' WHERE id = 3;
UPDATE t SET j = '{"b": 1}' WHERE id = 1;
DELETE FROM t WHERE id = 2;
