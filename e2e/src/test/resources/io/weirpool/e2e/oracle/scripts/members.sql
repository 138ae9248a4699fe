-- Members of lists, arrays and queries: literals in quotes of every type, NULLs, CHAR and UUID.
CREATE TABLE t (id int primary key, a int, c text, k char(3), u uuid, dt date);
CREATE MATERIALIZED VIEW v1 AS SELECT id, a IN ('1', NULL) AS x, a IN (NULL) AS y, c IN (NULL, 'x') AS z, a = ANY (ARRAY['1', 2]) AS w FROM t;
CREATE MATERIALIZED VIEW v2 AS SELECT id FROM t WHERE u IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000001');
CREATE MATERIALIZED VIEW v3 AS SELECT id, u NOT IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11') AS x, u IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL) AS y FROM t;
CREATE MATERIALIZED VIEW v4 AS SELECT id FROM t WHERE dt IN ('2024-01-01', '2024-02-29') OR k IN ('a', 'b  ');
CREATE MATERIALIZED VIEW v5 AS SELECT id, k = ANY (ARRAY['a', 'b']) AS x, c = ANY (ARRAY['x', NULL]) AS y FROM t;
CREATE MATERIALIZED VIEW v6 AS SELECT id, (a, c) IN ((1, 'x'), ('2', NULL)) AS x, c IN (k, 'y') AS y FROM t;
CREATE MATERIALIZED VIEW v7 AS SELECT id FROM t WHERE c IN (SELECT k FROM t) OR c IN (SELECT 'y' FROM t);
CREATE MATERIALIZED VIEW v8 AS SELECT id, ARRAY[a] IN ('{1}', '{NULL}') AS x, '1' IN (a, 2) AS y, id::text IN ('1', '2') AS z FROM t;
INSERT INTO t VALUES (1, 1, 'x', 'a', NULL, '2024-02-29'), (2, 2, 'y', 'b', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL), (3, NULL, NULL, NULL, NULL, '2024-01-01'), (4, 4, 'b', 'y', '00000000-0000-0000-0000-000000000001', NULL);
UPDATE t SET a = 1, c = 'a', u = '00000000-0000-0000-0000-000000000001' WHERE id = 2;
DELETE FROM t WHERE id IN (1, 4);
