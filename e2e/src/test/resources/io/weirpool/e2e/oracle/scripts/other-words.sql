-- Forms of PostgreSQL that are rare: orders of words, formats of dates, WITH RECURSIVE without recursion.
CREATE TABLE part (k int primary key, s text, n int, d numeric, f double precision, j jsonb, ti time, iv interval);
CREATE MATERIALIZED VIEW span AS SELECT k, ti * 2 AS a, 1.5 * ti AS b, ti / 3 AS c, f * ti AS d FROM part;
CREATE MATERIALIZED VIEW bytes AS SELECT '123\000\001'::bytea AS a, encode('a\\b\377', 'hex') AS b;
CREATE MATERIALIZED VIEW dated AS SELECT to_date('5/3/21', 'MM/DD/YY') AS a, to_date('2020-366', 'YYYY-DDD') AS b, to_date('Tue 05 Mar 70', 'Dy DD Mon YY') AS c, to_timestamp('210503 1', 'YYMMDD HH24') AS d, to_date('521-01-02', 'YYY-MM-DD') AS e, to_date('Friday, 2021-01-01', 'Day, YYYY-MM-DD') AS f, to_date('2021', 'YY') AS g;
CREATE MATERIALIZED VIEW trims AS SELECT k, trim(from s) AS a, trim(both from s, 'ab') AS b, trim(both s, 'b') AS c, trim(leading from s, 'a') AS d, trim(both s) AS e, trim(from s, 'a') AS f, trim(trailing 'b' from s) AS g, substring(s for 2 from 2) AS h FROM part;
CREATE MATERIALIZED VIEW using1 AS SELECT k, s FROM part ORDER BY s USING >, k USING < LIMIT 2;
CREATE MATERIALIZED VIEW using2 AS SELECT DISTINCT ON (n) n, k FROM part ORDER BY n USING >, k USING <;
CREATE MATERIALIZED VIEW limited AS SELECT k FROM part ORDER BY k LIMIT (SELECT 2) OFFSET (SELECT 1);
CREATE MATERIALIZED VIEW plain1 AS WITH RECURSIVE a AS (SELECT k, n FROM part), b AS (SELECT max(n) AS m FROM a) SELECT a.k FROM a, b WHERE a.n = b.m;
CREATE MATERIALIZED VIEW plain2 AS WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT 2) SELECT x FROM a;
CREATE MATERIALIZED VIEW joined1 AS SELECT x.p, x.q, count(*) AS n FROM (part a JOIN part b ON a.k <= b.k) AS x(p, q) GROUP BY x.p, x.q;
CREATE MATERIALIZED VIEW joined2 AS SELECT p, n FROM (part a LEFT JOIN (SELECT k AS kk, n AS nn FROM part) b ON a.n = b.nn AND a.k <> b.kk) AS x(p, q) WHERE kk IS NULL;
CREATE MATERIALIZED VIEW paths AS SELECT k, jsonb_path_exists(j, '$.n ? (@ > $low)', '{"low": 2}') AS a, jsonb_path_query_array(j, '$.** ? (@ like_regex "^X" flag "i")') AS b, jsonb_path_query_first(j, '$.n ? (@ == $x)', jsonb_build_object('x', s)) AS c, jsonb_path_match(j, '$.n == $x', '{"x": "x"}') AS d, json_array_length('[1,2]') AS e, json_typeof('{"a":1}') AS f FROM part;
CREATE MATERIALIZED VIEW found AS SELECT k, v FROM part, jsonb_path_query(j, '$.** ? (@ >= $low)', '{"low": 1}') AS v;
INSERT INTO part VALUES (1, 'abcab', 2, 1.5, 0.5, '{"n": 2.5}', '12:30:00', '1 day'), (2, ' ab ', 0, NULL, 2, '{"n": "x"}', '00:00:01', NULL), (3, NULL, NULL, NULL, NULL, NULL, NULL, '2 hours');
UPDATE part SET n = 7, s = 'bba' WHERE k = 2;
DELETE FROM part WHERE k = 1;
