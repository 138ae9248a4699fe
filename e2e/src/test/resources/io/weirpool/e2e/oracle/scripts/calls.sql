-- Calls whose operands are columns where constants are usual, and forms of calls that few write.
CREATE TABLE t (k INT PRIMARY KEY, x INT, y INT, s TEXT, j JSONB, d DATE, ts TIMESTAMP, tz TIMESTAMPTZ, tm TIME, b BYTEA, iv INTERVAL);
CREATE TABLE o (id INT PRIMARY KEY, tk INT, z INT);
CREATE MATERIALIZED VIEW buckets AS SELECT k, ntile(y) OVER (ORDER BY k) AS n, ntile(x) OVER (PARTITION BY y ORDER BY k DESC) AS p, ntile(NULL) OVER (ORDER BY k) AS q FROM t;
CREATE MATERIALIZED VIEW of_subquery AS SELECT k, ntile((SELECT max(y) FROM t)) OVER (ORDER BY k) AS n FROM t;
CREATE MATERIALIZED VIEW no_buckets AS SELECT k, ntile(x - 3) OVER (ORDER BY k) AS n FROM t;
CREATE MATERIALIZED VIEW nth AS SELECT k, nth_value(s, y) OVER (ORDER BY k) AS n, nth_value(s, k) OVER (PARTITION BY y ORDER BY k ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING) AS p FROM t;
CREATE MATERIALIZED VIEW no_place AS SELECT k, nth_value(s, y - 2) OVER (ORDER BY k) AS n FROM t;
CREATE MATERIALIZED VIEW percentiles AS
SELECT y, percentile_cont(y / 10.0) WITHIN GROUP (ORDER BY x DESC) AS c, percentile_disc(y / 10.0) WITHIN GROUP (ORDER BY s) AS d, percentile_cont(y / 10.0) WITHIN GROUP (ORDER BY iv) FILTER (WHERE k > 1) AS f FROM t GROUP BY y;
CREATE MATERIALIZED VIEW several AS SELECT p, percentile_disc(ARRAY[p, 0.5]) WITHIN GROUP (ORDER BY x) AS d FROM t, (VALUES (0.1), (0.9)) v(p) GROUP BY p;
CREATE MATERIALIZED VIEW no_fraction AS SELECT y, percentile_cont(y) WITHIN GROUP (ORDER BY x) AS c FROM t GROUP BY y;
CREATE MATERIALIZED VIEW spans AS SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY iv DESC)::text AS c, percentile_cont(ARRAY[0.25, 0.5]) WITHIN GROUP (ORDER BY iv)::text AS a FROM t;
CREATE MATERIALIZED VIEW bytes AS SELECT string_agg(b, '\x2c' ORDER BY k) AS l, string_agg(b, b ORDER BY k DESC) AS c, string_agg(DISTINCT b, NULL ORDER BY b) AS d FROM t;
CREATE MATERIALIZED VIEW bytes_so_far AS SELECT k, string_agg(b, '\x00') OVER (ORDER BY k) AS a FROM t;
CREATE MATERIALIZED VIEW parts AS
SELECT k, substring(s FROM '%#"a%#"b%' FOR '#') AS a, substring(s SIMILAR '#"a%#"%' ESCAPE '#') AS b, substring(s, 'a#"_#"%', '#') AS c, substring(s FROM '%a#"%' FOR '#') AS d, s SIMILAR TO '%#"b' ESCAPE '#' AS e, s SIMILAR TO '%\w+b' AS f FROM t;
CREATE MATERIALIZED VIEW members AS SELECT k, (jsonb_each(j)).*, 1 AS one FROM t WHERE jsonb_typeof(j) = 'object';
CREATE MATERIALIZED VIEW member_texts AS SELECT key, count(*) AS n, max(value) AS m FROM (SELECT (jsonb_each_text(j)).* FROM t WHERE jsonb_typeof(j) = 'object') q GROUP BY key;
CREATE MATERIALIZED VIEW overlapping AS
SELECT k, (d, d + 10) OVERLAPS (d + 10, d + 20) AS a, (d + 10, d) OVERLAPS (d + 5, d + 20) AS b, (d, NULL::date) OVERLAPS (d, d) AS c, (NULL::date, d) OVERLAPS (d - 1, d + 1) AS d, (ts, iv) OVERLAPS (ts - interval '1 day', interval '1 day') AS e,
  (tz, tz) OVERLAPS (tz, interval '1 hour') AS f, (tm, interval '1 hour') OVERLAPS (time '10:30', time '12:00') AS g FROM t;
CREATE MATERIALIZED VIEW of_time AS SELECT k FROM t WHERE (d, d) OVERLAPS (date '2024-01-01', date '2025-01-01');
CREATE MATERIALIZED VIEW chosen AS SELECT k, CASE WHEN y = 2 THEN 0 ELSE (SELECT max(z) / (t.y - 2) FROM o) END AS v FROM t;
CREATE MATERIALIZED VIEW chosen_of_some AS SELECT k, CASE WHEN EXISTS (SELECT 1 FROM o WHERE o.tk = t.k) THEN (SELECT sum(z) / count(*) FROM o WHERE o.tk = t.k) ELSE 0 END AS v FROM t;
CREATE MATERIALIZED VIEW chosen_of_group AS SELECT y, CASE WHEN count(*) > 1 THEN (SELECT sum(o.z) % count(*) FROM o WHERE o.tk = max(t.k)) ELSE -1 END AS v FROM t GROUP BY y;
CREATE MATERIALIZED VIEW chosen_of_all AS SELECT CASE WHEN (SELECT max(z) FROM o) > 15 THEN (SELECT 10 / count(*) FROM o) ELSE (SELECT 1 / count(*) FROM o WHERE tk = 77) END AS v;
CREATE MATERIALIZED VIEW filtered AS SELECT k FROM t WHERE CASE WHEN y = 2 THEN true ELSE (SELECT 10 / count(*) FROM o WHERE o.tk = t.k) > 1 END;
CREATE MATERIALIZED VIEW known AS SELECT k, coalesce(x, (SELECT 1 / count(*) FROM o WHERE o.tk = t.k), 7) AS v FROM t;
CREATE MATERIALIZED VIEW first_two AS TABLE o ORDER BY id LIMIT 2;
CREATE MATERIALIZED VIEW rounded AS SELECT id FROM o ORDER BY id LIMIT 1.5 OFFSET '1';
CREATE MATERIALIZED VIEW names AS SELECT k, array_fill(s, ARRAY[y]) AS a, normalize(s, NFD) = s AS n, unistr(replace(s, 'a', '\0061')) AS u FROM t;
CREATE MATERIALIZED VIEW side_by_side AS SELECT k, r.* FROM t, ROWS FROM (generate_series(1, y), string_to_table(s, 'b')) AS r(n, part);
CREATE MATERIALIZED VIEW numbered AS SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY['a', 'b'], ARRAY[1, 2, 3])) WITH ORDINALITY AS r(n, c, i, place);
CREATE MATERIALIZED VIEW members_beside AS SELECT k, r.* FROM t LEFT JOIN LATERAL ROWS FROM (abs(x), jsonb_each(CASE WHEN jsonb_typeof(j) = 'object' THEN j END)) AS r(a, name, value) ON true;
CREATE MATERIALIZED VIEW similar_to_column AS SELECT k, s SIMILAR TO '%' || left(s, 1) || '_%' AS a, s NOT SIMILAR TO s ESCAPE '#' AS b FROM t;
CREATE MATERIALIZED VIEW filtered_outside AS
SELECT y, (SELECT sum(t.x) FILTER (WHERE t.k > 1) FROM o WHERE id = 1) AS a, (SELECT sum(t.y) FILTER (WHERE o.z > 5) FROM o) AS b, (SELECT count(*) FILTER (WHERE o.z > t.y) FROM o) AS c FROM t GROUP BY y;

INSERT INTO t VALUES (1, 3, 2, 'abc', '{"a": 1, "b": [1,2]}', '2024-02-29', '2024-02-29 13:14:15', '2024-02-29 13:14:15+00', '10:11:12', '\x010203', '1 mon 2 days 03:04:05');
INSERT INTO o VALUES (1, 1, 10), (2, 1, 20), (3, 2, NULL), (4, NULL, 5), (5, 4, 5);
INSERT INTO t VALUES (2, NULL, 5, 'bcab', '{"b": "q"}', '1999-12-31', '1999-12-31 23:59:59', '1999-12-31 23:59:59+00', '12:00', '\xff', '-5 days 10:00:00'), (3, 7, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (4, 1, 2, 'é a"b', '[1, {"a": 2}]', '2020-01-01', '2020-01-01 00:00:00', '2020-06-01 12:00:00+00', '00:00:00', '', '400 days'), (6, 5, 2, 'x', NULL, NULL, NULL, NULL, '11:00', '\x05', NULL);
UPDATE t SET x = 4, s = 'zab' WHERE k = 2;
DELETE FROM t WHERE k = 1;
INSERT INTO o VALUES (6, 4, 7), (7, 3, 3);
UPDATE t SET y = 1, x = 9 WHERE k = 4;
INSERT INTO t VALUES (5, 4, 2, 'ab ab', '{"z": null}', '2024-03-10', '2024-03-10 02:30:00', '2024-07-01 00:00:00+00', '12:00', '\x00ff10', '1 year');
DELETE FROM o WHERE id IN (3, 7);
DELETE FROM t WHERE k > 2;
