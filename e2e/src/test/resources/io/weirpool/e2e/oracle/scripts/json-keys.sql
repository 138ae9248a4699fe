-- Equal JSON that prints differently is one key of a view, wherever it stands.
CREATE TABLE t (id INT PRIMARY KEY, j JSONB);
CREATE MATERIALIZED VIEW counted AS SELECT j -> 'a' AS x, count(*) AS n FROM t GROUP BY j -> 'a';
CREATE MATERIALIZED VIEW firsts AS SELECT DISTINCT ON (j -> 'a') j -> 'a' AS x, id FROM t ORDER BY j -> 'a', id DESC;
INSERT INTO t VALUES (1, '{"a": null}'), (2, '{"a": 1, "b": null}'), (3, '{}'), (4, NULL);
INSERT INTO t VALUES (5, '{"a": null}');
INSERT INTO t VALUES (6, '{"a": 1.0}');
DELETE FROM t WHERE id = 2;
UPDATE t SET j = '{"a": 1.00}' WHERE id = 5;
UPDATE t SET j = '{"a": [{"b": 1.0}, null]}' WHERE id = 3;
DELETE FROM t WHERE id = 1;
UPDATE t SET j = '{"a": [{"b": 1}, null]}' WHERE id = 3;
DELETE FROM t WHERE id = 4;
