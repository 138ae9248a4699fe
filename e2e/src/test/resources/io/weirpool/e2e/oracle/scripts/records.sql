-- Records read from JSON, with the names and types of their columns; @? and @@; FLOAT(n).
CREATE TABLE t0 (a int primary key, x float8, t text, j jsonb);
CREATE MATERIALIZED VIEW v1 AS SELECT a, r.p, r.q FROM t0, jsonb_to_recordset(j -> 'rows') AS r(p int, q text);
CREATE MATERIALIZED VIEW v2 AS SELECT a, r.* FROM t0 CROSS JOIN LATERAL jsonb_to_recordset(j -> 'rows') AS r(p int, q text);
CREATE MATERIALIZED VIEW v3 AS SELECT a, r.p FROM t0 LEFT JOIN LATERAL jsonb_to_recordset(j -> 'rows') AS r(p int, q text) ON true;
CREATE MATERIALIZED VIEW v4 AS SELECT x.* FROM jsonb_to_recordset('[{"a": 1, "b": "foo"}, {"a": "2", "c": "bar"}]') AS x(a int, b text);
CREATE MATERIALIZED VIEW v5 AS SELECT t0.a, r.b FROM t0, jsonb_to_record(j) r(b numeric, a jsonb);
CREATE MATERIALIZED VIEW v6 AS SELECT t0.a, jsonb_to_record.b FROM t0, jsonb_to_record(j) AS (b float8);
CREATE MATERIALIZED VIEW v7 AS SELECT count(*) AS n, sum(r.p) AS s FROM t0, jsonb_to_recordset(j -> 'rows') AS r(p int);
CREATE MATERIALIZED VIEW v8 AS SELECT r.q, count(*) AS n FROM t0, jsonb_to_recordset(j -> 'rows') AS r("Q" text, q text) GROUP BY r.q;
CREATE MATERIALIZED VIEW v9 AS SELECT a FROM t0 WHERE EXISTS (SELECT 1 FROM jsonb_to_recordset(j -> 'rows') AS r(p int) WHERE r.p = a);
CREATE MATERIALIZED VIEW v10 AS SELECT a, (SELECT max(r.p) FROM jsonb_to_recordset(j -> 'rows') AS r(p int)) AS m FROM t0;
CREATE MATERIALIZED VIEW v11 AS SELECT r.t, r.d, r.b FROM jsonb_to_record('{"t": "2024-01-05 10:00", "d": "2024-01-05", "b": true}') AS r(t timestamp, d date, b boolean);
CREATE MATERIALIZED VIEW v12 AS SELECT a, j @? '$.a' AS p, j @@ '$.a == 1' AS q, j @? '$.c[*] ? (@ > 2)' AS r FROM t0;
CREATE MATERIALIZED VIEW v13 AS SELECT a FROM t0 WHERE j @@ '$.a == 1';
CREATE MATERIALIZED VIEW v14 AS SELECT 1::float(24) AS r, 1.1::float(53) AS s, cast(1.1 AS float(1)) AS t, '1.5'::float AS u;
CREATE MATERIALIZED VIEW v15 AS SELECT @a AS r FROM t0;
CREATE MATERIALIZED VIEW v16 AS SELECT r.p AS "P", s.p FROM t0, jsonb_to_recordset(j -> 'rows') AS r(p int), jsonb_to_recordset(j -> 'rows') AS s(p text);
CREATE MATERIALIZED VIEW v17 AS SELECT p, t FROM t0 JOIN jsonb_to_recordset('[{"p": 1}, {"p": 2}]') AS r(p int) ON p = a;
CREATE MATERIALIZED VIEW v18 AS SELECT * FROM jsonb_to_recordset('[{"p": 1}, {"p": 2}]') AS r(p int) NATURAL JOIN jsonb_to_recordset('[{"p": 1, "q": 3}]') AS s(p int, q int);
INSERT INTO t0 VALUES (1, 1.5, 'x', '{"a": 1, "b": "2", "c": [1, 2, 3], "d": "xyz"}'), (2, 2.5, '1.5', '{"a": null, "rows": [{"p": 1, "q": "z"}]}');
INSERT INTO t0 VALUES (3, NULL, NULL, NULL);

INSERT INTO t0 VALUES (4, -1.5, '{"a": [1]}', '{"a": "x", "b": 7, "c": [], "d": 5, "rows": []}'), (5, 0, 'a,b', '{"rows": [{"p": null, "q": "Z"}, {}]}'), (6, 1, '', '{}'), (7, 2, '[]', '{"a": {"x": 1}, "b": "1e2", "rows": [{"p": 7, "q": {"x": 1}}], "c": [{"y": 1}], "d": "12"}');
UPDATE t0 SET j = '{"a": 3, "c": [3], "rows": [{"p": "5"}, {"q": 7}]}' WHERE a = 4;
DELETE FROM t0 WHERE a = 7;
