-- Numbers in all forms PostgreSQL reads; a query called public.
CREATE TABLE t (id INT PRIMARY KEY, k INT);
CREATE MATERIALIZED VIEW a AS SELECT id, 5. / 2 AS a, 5e0 / 2 AS b, 5e0 AS c, 1e3 AS d, .5 AS e, 5.e1 AS f, 1_000 AS g, 0x1F AS h, 0b101 AS i, 0o17 AS j, 1_000.5_0 AS k, 5. AS l, 12345678901234567890 AS m, 07 AS n, 2147483648 AS o, 0xFFFFFFFF AS p, 1_0e1_0 as q, -0x10 AS r, 9223372036854775808 AS s, -2147483648 AS t, 1e-3 AS u, 1.50e1 AS v, -5. AS w, 3 - 5. AS x, k-5. AS y, - 7 AS z, (5.)::text AS aa, (0.)::text AS ab, 0. AS ac, 00 AS ad FROM t;
CREATE MATERIALIZED VIEW b AS WITH public AS (SELECT id, k FROM t) SELECT public.k, public.id FROM public;
INSERT INTO t VALUES (1, 2);
