-- NULL as an operand, and literals of functions with several candidates.
CREATE TABLE part (k int primary key, s text, n int, d numeric, f double precision, j jsonb, ti time, iv interval);
CREATE MATERIALIZED VIEW n1 AS SELECT k, substr(s, NULL) AS a, repeat(NULL, k) AS b, regexp_match(s, NULL) AS c, s LIKE NULL AS d, NULL LIKE s AS e, s ~ NULL AS f, s SIMILAR TO NULL AS g, s LIKE 'a' ESCAPE NULL AS h FROM part;
CREATE MATERIALIZED VIEW n2 AS SELECT regexp_replace(s, NULL, 'x') AS a, regexp_replace(s, 'b..', NULL) AS b, string_to_array(s, NULL) AS c, string_to_array(NULL, ',') AS d, regexp_split_to_array(s, NULL) AS e, to_char(n, NULL) AS f, date_trunc(NULL, timestamp '2001-01-01') AS g, encode('a'::bytea, NULL) AS h FROM part;
CREATE MATERIALIZED VIEW n3 AS SELECT abs(NULL) AS a, round(NULL) AS b, ceil(NULL) AS c, mod(NULL, 2) AS d, power(NULL, 2) AS e, ln(NULL) AS f, sign('-2.5') AS g, abs('-7') AS h, sqrt('4') AS i, floor('2.5') AS l, age(NULL, NULL) AS m, upper(NULL) AS o;
CREATE MATERIALIZED VIEW n4 AS SELECT k, NULL + n AS a, n - NULL AS b, s || NULL AS c, j -> NULL AS d, n = NULL AS e, NULL < d AS f, f / NULL AS g, 1 / n = NULL AS h FROM part WHERE n <> 0;
CREATE MATERIALIZED VIEW n5 AS SELECT k, (s LIKE NULL) IS NULL AS a, coalesce(lower(NULL), 'none') AS b, CASE WHEN s LIKE NULL THEN 1 ELSE 2 END AS c FROM part WHERE (s LIKE NULL) IS NOT TRUE;
CREATE MATERIALIZED VIEW n6 AS SELECT pg_typeof(round(NULL)) AS a, pg_typeof(NULL) AS b, pg_typeof(NULL::int) AS c, pg_typeof(abs('1')) AS d, pg_typeof('x') AS e;
CREATE MATERIALIZED VIEW n7 AS SELECT k, CASE WHEN n IS NULL THEN NULL::int END AS a, coalesce(NULL, NULL::date) AS b, CASE k WHEN 1 THEN NULL ELSE NULL::numeric END AS c FROM part;
CREATE MATERIALIZED VIEW n8 AS SELECT NULL::int AS a UNION ALL SELECT NULL UNION ALL SELECT NULL;
CREATE MATERIALIZED VIEW json1 AS SELECT column1 AS a FROM (VALUES ('{"a":[2, true]}'::jsonb), ('1'), (null), ('[1, true]')) v;
CREATE MATERIALIZED VIEW json2 AS WITH t(v) AS (VALUES (null::jsonb), ('null'), ('[true, 4, "foo"]')) SELECT v IS NULL AS a, CASE WHEN jsonb_typeof(v) = 'array' THEN jsonb_array_length(v) END AS b, coalesce(v -> 1, v, '"?"') AS c FROM t;
CREATE MATERIALIZED VIEW json3 AS SELECT k, (j -> 'n')::smallint AS a, (j -> 'n')::real AS b, (j -> 'n')::int AS c FROM part WHERE jsonb_typeof(j -> 'n') = 'number';
CREATE MATERIALIZED VIEW json4 AS SELECT jsonb_object_agg(k, iv) AS a, jsonb_object_agg(iv, k) AS b FROM part WHERE iv IS NOT NULL;
INSERT INTO part VALUES (1, 'abcab', 2, 1.5, 0.5, '{"n": 2.5}', '12:30:00', '1 day'), (2, ' ab ', 0, NULL, 2, '{"n": "x"}', '00:00:01', NULL), (3, NULL, NULL, NULL, NULL, NULL, NULL, '2 hours');
UPDATE part SET n = 7, s = 'bba' WHERE k = 2;
DELETE FROM part WHERE k = 1;
