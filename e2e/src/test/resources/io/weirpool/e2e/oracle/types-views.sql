-- Each view's text runs in PostgreSQL as it stands.
CREATE MATERIALIZED VIEW s01_every_type AS
SELECT n, i, b, r, d, x, y, z, day, clock, at, seen, u, t, c, ok, doc, raw FROM sample;

CREATE MATERIALIZED VIEW s02_sums AS
SELECT t, COUNT(*) AS cnt, SUM(n) AS n, SUM(i) AS i, SUM(b) AS b, SUM(r) AS r, SUM(d) AS d, SUM(x) AS x, SUM(y) AS y, SUM(z) AS z
FROM sample GROUP BY t;

CREATE MATERIALIZED VIEW s03_averages AS
SELECT ok, AVG(n) AS n, AVG(i) AS i, AVG(b) AS b, AVG(r) AS r, AVG(d) AS d, AVG(x) AS x, AVG(y) AS y, AVG(z) AS z
FROM sample GROUP BY ok;

CREATE MATERIALIZED VIEW s04_smallest AS
SELECT n, MIN(i) AS i, MIN(b) AS b, MIN(r) AS r, MIN(d) AS d, MIN(x) AS x, MIN(y) AS y, MIN(z) AS z, MIN(day) AS day,
       MIN(clock) AS clock, MIN(at) AS at, MIN(seen) AS seen, MIN(t) AS t, MIN(c) AS c
FROM sample GROUP BY n;

CREATE MATERIALIZED VIEW s05_largest AS
SELECT c, day, MAX(i) AS i, MAX(b) AS b, MAX(r) AS r, MAX(d) AS d, MAX(x) AS x, MAX(y) AS y, MAX(z) AS z,
       MAX(clock) AS clock, MAX(at) AS at, MAX(seen) AS seen, MAX(t) AS t
FROM sample GROUP BY c, day;

CREATE MATERIALIZED VIEW s06_distinct_filtered AS
SELECT ok, COUNT(DISTINCT t) FILTER (WHERE n > 0) AS t, COUNT(DISTINCT u) FILTER (WHERE t IS NULL) AS u,
       SUM(DISTINCT z) FILTER (WHERE x > 0) AS z, AVG(DISTINCT n) AS n, COUNT(DISTINCT doc) AS doc, COUNT(DISTINCT raw) AS raw,
       COUNT(DISTINCT d) AS d, COUNT(DISTINCT x) AS x, COUNT(DISTINCT seen) AS seen, MIN(i) FILTER (WHERE ok) AS i,
       COUNT(*) FILTER (WHERE x IS NULL) AS nulls
FROM sample GROUP BY ok;

CREATE MATERIALIZED VIEW s07_three_levels AS
SELECT m, COUNT(*) AS groups, SUM(cnt) AS cnt
FROM (SELECT n, MAX(total) AS m, SUM(cnt) AS cnt
      FROM (SELECT t, n, SUM(n) AS total, COUNT(*) AS cnt FROM sample GROUP BY t, n) AS a
      GROUP BY n) AS b
GROUP BY m;

CREATE MATERIALIZED VIEW s08_with AS
WITH per AS (SELECT t, ok, COUNT(*) AS cnt FROM sample GROUP BY t, ok),
     top AS (SELECT t, MAX(cnt) AS cnt, COUNT(*) AS kinds FROM per GROUP BY t HAVING COUNT(*) > 1)
SELECT cnt, COUNT(*) AS n, MIN(t) AS first, SUM(kinds) AS kinds FROM top GROUP BY cnt;

CREATE MATERIALIZED VIEW s09_counted_distinct_rows AS
SELECT COUNT(*) AS pairs, COUNT(t) AS with_t, SUM(n) AS n FROM (SELECT DISTINCT t, n FROM sample) AS q;

CREATE MATERIALIZED VIEW s10_having AS
SELECT t, c FROM sample GROUP BY t, c
HAVING COUNT(DISTINCT n) > 1 AND (MIN(x) < MAX(x) OR AVG(z) IS NULL) AND COUNT(*) FILTER (WHERE ok) < 9;

CREATE MATERIALIZED VIEW s11_text AS
SELECT t, upper(t) AS a, lower(t) AS b, initcap(t) AS c, trim(t) AS d, ltrim(t) AS e, rtrim(t) AS f, lpad(t, 8, '*-') AS g,
       rpad(t, 3) AS h, left(t, -2) AS i, right(t, 2) AS j, reverse(t) AS k, replace(t, 'a', 'AA') AS l, repeat(t, n % 3) AS m,
       strpos(t, 'a') AS o, split_part(t, 'a', 2) AS p, translate(t, 'abc', 'xy') AS q, md5(t) AS r, ascii(t) AS s, length(t) AS u,
       bit_length(t) AS w, concat(t, NULL, n) AS x, concat_ws('-', t, NULL, i) AS y, t || '!' AS z,
       starts_with(t, 'ba') AS aa, regexp_replace(t, '[aeiou]+', '<\&>', 'g') AS ab, substring(t FROM 2 FOR 2) AS ac,
       position('n' IN t) AS ad, btrim(t, ' z') AS ae, substring(t, 0, 3) AS af, c || '|' AS ag, length(c) AS ah, t = c AS ai
FROM sample;

CREATE MATERIALIZED VIEW s12_numbers AS
SELECT n, i, x, z, abs(n) AS a, abs(x) AS b, sign(x) AS c, ceil(x) AS d, floor(x) AS e, round(x, 1) AS f, round(x, -1) AS g, trunc(x, 2) AS h,
       mod(i, 7) AS j, n % 5 AS k, i / 3 AS l, x / 3 AS m, x * y AS o, x + z AS p, -x AS q, greatest(n, i, z) AS r, least(x, z) AS s,
       nullif(n, 0) AS t, coalesce(x, z, 0) AS u, round(d) AS v, ceil(d) AS w, floor(r) AS aa, d / 2 AS ab, d * n AS ac, r + r AS ad,
       to_hex(i) AS af, y - x AS ag, z / 7 AS ah, (b / 2) % 1000 AS ai, round(z / 2) AS aj, abs(d) AS ak
FROM sample;

CREATE MATERIALIZED VIEW s13_times AS
SELECT day, at, seen, clock, EXTRACT(YEAR FROM day) AS a, EXTRACT(DOW FROM day) AS b, EXTRACT(ISODOW FROM at) AS c, EXTRACT(DOY FROM at) AS d,
       EXTRACT(WEEK FROM day) AS e, EXTRACT(QUARTER FROM at) AS f, EXTRACT(HOUR FROM clock) AS g, EXTRACT(SECOND FROM at) AS h,
       EXTRACT(EPOCH FROM at) AS i, EXTRACT(MINUTE FROM clock) AS j, date_trunc('month', at) AS k, date_trunc('week', at) AS l,
       date_trunc('minute', at) AS m, date_trunc('year', at) AS n, to_char(at, 'YYYY-MM-DD HH24:MI:SS') AS o, at + INTERVAL '1' DAY AS p,
       at - INTERVAL '90' MINUTE AS q, at + INTERVAL '1' MONTH AS r, CAST(at AS DATE) AS s, CAST(day AS TIMESTAMP) AS t, at < day AS u,
       day > DATE '2001-01-01' AS v, CAST(at AS TIME) AS w, EXTRACT(ISOYEAR FROM day) AS x, EXTRACT(CENTURY FROM day) AS y,
       date_part('day', at) AS z, date_trunc('day', seen) AS aa
FROM sample;

CREATE MATERIALIZED VIEW s14_casts AS
SELECT CAST(n AS VARCHAR) AS a, CAST(i AS BIGINT) AS b, CAST(x AS INTEGER) AS c, CAST(x AS DECIMAL(12, 1)) AS d, CAST(n AS DOUBLE PRECISION) AS e,
       CAST(d AS VARCHAR) AS f, CAST(r AS VARCHAR) AS g, CAST(x AS VARCHAR) AS h, CAST(day AS VARCHAR) AS i, CAST(at AS VARCHAR) AS j,
       CAST(u AS VARCHAR) AS k, CAST(ok AS VARCHAR) AS l, CAST(n AS DECIMAL(10, 2)) AS m, CAST(r AS DOUBLE PRECISION) AS o,
       CAST(t AS VARCHAR(2)) AS p, CAST(c AS VARCHAR) AS q, CAST(z AS SMALLINT) AS r, CAST(ok AS INTEGER) AS s, CAST(clock AS VARCHAR) AS t,
       CAST(x AS REAL) AS v, CAST(n AS CHAR(3)) AS w, CAST(y AS DOUBLE PRECISION) AS x
FROM sample;

CREATE MATERIALIZED VIEW s15_conditions AS
SELECT t, t LIKE '%a_' AS a, t ILIKE 'B%' AS b, t ~ '^[a-c]' AS c, t ~* 'N' AS d, t IN ('a', 'banana', NULL) AS e, n NOT IN (1, 2) AS f,
       n BETWEEN -1 AND 2 AS g, t IS DISTINCT FROM c AS h, ok AND n > 0 AS i, ok OR n > 0 AS j, NOT ok AS k, ok IS TRUE AS l, ok IS NOT FALSE AS m,
       ok IS UNKNOWN AS o, CASE t WHEN 'a' THEN 1 WHEN 'b' THEN 2 END AS p, CASE WHEN n > 0 THEN x WHEN n < 0 THEN z END AS q,
       n IS NOT DISTINCT FROM i AS r, t NOT LIKE '\%' AS s, u = u AS u, x > n AS v, d > x AS w, d = d AS y,
       t < c AS z, raw = raw AS aa
FROM sample WHERE n IS NULL OR n <> 2 OR t > 'b';

CREATE MATERIALIZED VIEW s16_grouped_by_expressions AS
SELECT n % 3 AS rest, upper(left(t, 1)) AS initial, COUNT(*) AS cnt, SUM(CASE WHEN ok THEN x ELSE 0 END) AS x, MAX(coalesce(t, '?')) AS t
FROM sample GROUP BY n % 3, upper(left(t, 1));

CREATE MATERIALIZED VIEW s17_empty AS
SELECT COUNT(*) AS n, SUM(x) AS x, AVG(i) AS i, MIN(t) AS t, COUNT(DISTINCT ok) AS ok FROM sample WHERE t = 'never there';

CREATE MATERIALIZED VIEW s18_having_without_group AS
SELECT COUNT(*) AS n, SUM(i) AS i FROM sample HAVING COUNT(*) > 400;

CREATE MATERIALIZED VIEW s19_uuid_groups AS
SELECT u, COUNT(*) AS cnt, COUNT(DISTINCT n) AS n FROM sample GROUP BY u;

CREATE MATERIALIZED VIEW s20_float_groups AS
SELECT d, r, COUNT(*) AS cnt FROM sample GROUP BY d, r;

CREATE MATERIALIZED VIEW s21_json_groups AS
SELECT doc, raw, COUNT(*) AS cnt FROM sample GROUP BY doc, raw;

CREATE MATERIALIZED VIEW s22_numeric_groups AS
SELECT x, z, clock, COUNT(*) AS cnt FROM sample GROUP BY x, z, clock;

CREATE MATERIALIZED VIEW s23_arrays AS
SELECT ia, xa, ta, ca, ra, da, ata, oa, ua, ia[1] AS a, ta[2:3] AS b, ia || n AS c, cardinality(ta) AS d, array_to_string(da, '|', '-') AS e,
       'a' = ANY (ta) AS f, xa @> ARRAY[1.50] AS g, ia < ARRAY[i] AS h, ta::text AS i, ARRAY[t, 'x'] AS j, xa[1] * 2 AS k,
       string_to_array(t, 'a') AS l, array_sort(ia) AS m, array_remove(ta, 'a') AS o
FROM sample;

CREATE MATERIALIZED VIEW s24_array_groups AS
SELECT ta, ia, COUNT(*) AS cnt, MAX(da) AS da, MIN(ata) AS ata, array_agg(n ORDER BY n) AS ns, array_agg(DISTINCT c) AS cs
FROM sample GROUP BY ta, ia;

CREATE MATERIALIZED VIEW t01_every_type AS
SELECT k, a, n, i, b, r, d, x, y, z, day, clock, at, seen, u, t, c, ok, doc, raw FROM item;

CREATE MATERIALIZED VIEW t02_sums AS
SELECT t, COUNT(*) AS cnt, SUM(n) AS n, SUM(i) AS i, SUM(b) AS b, SUM(r) AS r, SUM(d) AS d, SUM(x) AS x, SUM(y) AS y, SUM(z) AS z
FROM item GROUP BY t;

CREATE MATERIALIZED VIEW t03_averages AS
SELECT k, ok, AVG(n) AS n, AVG(i) AS i, AVG(b) AS b, AVG(r) AS r, AVG(d) AS d, AVG(x) AS x, AVG(y) AS y, AVG(z) AS z
FROM item GROUP BY ok, k;

CREATE MATERIALIZED VIEW t04_extremes AS
SELECT ok, MIN(i) AS i, MAX(b) AS b, MIN(r) AS r, MAX(d) AS d, MIN(x) AS x, MAX(y) AS y, MIN(z) AS z, MAX(day) AS day, MIN(clock) AS clock,
       MAX(at) AS at, MIN(seen) AS seen, MAX(t) AS t, MIN(c) AS c, MIN(DISTINCT n) AS n, MAX(a) FILTER (WHERE t IS NOT NULL) AS a
FROM item GROUP BY ok;

CREATE MATERIALIZED VIEW t05_distinct_aggregates AS
SELECT n, COUNT(DISTINCT t) AS t, COUNT(DISTINCT c) AS c, COUNT(DISTINCT u) AS u, COUNT(DISTINCT doc) AS doc, SUM(DISTINCT x) AS x,
       AVG(DISTINCT z) FILTER (WHERE ok) AS z, COUNT(DISTINCT day) FILTER (WHERE NOT ok) AS day, COUNT(DISTINCT ok) AS ok,
       SUM(DISTINCT d) AS d, COUNT(DISTINCT seen) AS seen
FROM item GROUP BY n;

CREATE MATERIALIZED VIEW t06_three_levels AS
SELECT best, COUNT(*) AS ks, MIN(k) AS first
FROM (SELECT k, MAX(total) AS best FROM (SELECT k, n, COUNT(*) AS total FROM item GROUP BY k, n) AS a GROUP BY k HAVING COUNT(*) > 1) AS b
GROUP BY best;

CREATE MATERIALIZED VIEW t07_bag AS
SELECT ok, n % 2 AS odd, t FROM item WHERE i IS NOT NULL;

CREATE MATERIALIZED VIEW t08_distinct AS
SELECT DISTINCT t, upper(c) AS c, x > 0 AS positive FROM item;

CREATE MATERIALIZED VIEW t09_distinct_of_aggregates AS
SELECT DISTINCT COUNT(*) AS n, MAX(ok::integer) AS ok FROM item GROUP BY t, c;

CREATE VIEW positive AS SELECT * FROM item WHERE n > 0;
CREATE VIEW positive_ok AS SELECT k, a, t, x FROM positive WHERE ok IS NOT FALSE;
CREATE VIEW counted AS SELECT t, COUNT(*) AS cnt, SUM(x) AS x FROM positive_ok GROUP BY t;

CREATE MATERIALIZED VIEW t10_over_plain_views AS
SELECT cnt, COUNT(*) AS ts, SUM(x) AS x FROM counted GROUP BY cnt;

CREATE MATERIALIZED VIEW t11_plain_view_itself AS
SELECT a AS number, k AS name, x * 2 AS twice FROM positive_ok WHERE x IS NOT NULL;

CREATE MATERIALIZED VIEW t12_part_of_the_key AS
SELECT k, COUNT(*) AS n, SUM(a) AS a FROM item GROUP BY k HAVING SUM(a) > 3 AND COUNT(*) < 12;

CREATE MATERIALIZED VIEW t13_key_and_more AS
SELECT a, k, t, COUNT(*) AS n, MAX(x) AS x FROM item GROUP BY a, k, t;

CREATE MATERIALIZED VIEW t14_filter_on_updates AS
SELECT a, k, CAST(n AS BIGINT) + coalesce(i, 0) AS s, CASE WHEN ok THEN t ELSE k END AS tk FROM item WHERE ok OR (n > 0 AND t LIKE '%a%');

CREATE MATERIALIZED VIEW t15_groups_without_keys AS
SELECT COUNT(*) AS n, MIN(day) AS day FROM item GROUP BY t, ok;

CREATE MATERIALIZED VIEW t16_same_text AS
SELECT day, clock, at, seen, u, COUNT(*) AS cnt FROM item GROUP BY day, clock, at, seen, u;

CREATE MATERIALIZED VIEW t17_global AS
SELECT COUNT(*) AS cnt, COUNT(DISTINCT k) AS ks, AVG(y) AS y, SUM(d) AS d, MAX(seen) > MIN(seen) AS later, MIN(c) || MAX(t) AS ct FROM item;

CREATE MATERIALIZED VIEW t18_having_only AS
SELECT 1 AS one FROM item HAVING MIN(n) < 0 AND COUNT(*) FILTER (WHERE ok) > 3;

CREATE MATERIALIZED VIEW t19_constants AS
SELECT 'x' AS x, NULL AS nothing, 1.50 AS d, ok, COUNT(*) AS n FROM item GROUP BY ok;

CREATE MATERIALIZED VIEW t20_average_of_averages AS
SELECT AVG(m) AS m, SUM(s) AS s, COUNT(*) AS n FROM (SELECT t, AVG(x) AS m, SUM(d) AS s FROM item GROUP BY t) AS q;

CREATE MATERIALIZED VIEW t21_materialized_over_materialized AS
SELECT cnt, COUNT(*) AS groups, SUM(b) AS b FROM t02_sums GROUP BY cnt;

CREATE MATERIALIZED VIEW t22_over_a_bag AS
SELECT odd, COUNT(*) AS n, COUNT(DISTINCT t) AS t FROM t07_bag GROUP BY odd;

CREATE MATERIALIZED VIEW t23_arrays AS
SELECT k, a, ia, xa, ta, ca, ra, da, ata, oa, ua FROM item WHERE ia IS DISTINCT FROM ARRAY[1];

CREATE MATERIALIZED VIEW t24_array_keys AS
SELECT ca, xa, COUNT(*) AS cnt, array_agg(a ORDER BY a, k) AS keys, array_agg(t ORDER BY t DESC) FILTER (WHERE ok) AS ts
FROM item GROUP BY ca, xa;

CREATE MATERIALIZED VIEW t25_distinct_arrays AS
SELECT DISTINCT oa, da FROM item;
