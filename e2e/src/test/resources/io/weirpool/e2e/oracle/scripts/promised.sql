-- One view for each operator, aggregate and kind of function that is promised; a type that differs from PostgreSQL's is a failure, too.
CREATE TABLE a (id int primary key, g int, v int, w bigint, n numeric(9,2), x double precision, s text, at timestamp, seen timestamptz, doc jsonb, tags text[], d interval, ok boolean);
CREATE TABLE b (id int primary key, g int, v int, s text, at timestamp);
CREATE STREAM c (g int, v int, at timestamp);

CREATE MATERIALIZED VIEW o_filter_project AS SELECT id, v + 1 AS v FROM a WHERE v > 3;
CREATE MATERIALIZED VIEW o_union_all AS SELECT g, v FROM a UNION ALL SELECT g, v FROM b UNION ALL SELECT g, v FROM c;
CREATE MATERIALIZED VIEW o_distinct AS SELECT DISTINCT g, s FROM a;
CREATE MATERIALIZED VIEW o_append_only AS SELECT g, min(v) AS l, max(v) AS m, count(*) AS n FROM c GROUP BY g;
CREATE MATERIALIZED VIEW o_inner AS SELECT a.id, b.id AS other FROM a JOIN b ON a.g = b.g AND a.v < b.v;
CREATE MATERIALIZED VIEW o_left AS SELECT a.id, b.id AS other FROM a LEFT JOIN b ON a.g = b.g AND a.v < b.v;
CREATE MATERIALIZED VIEW o_right AS SELECT a.id, b.id AS other FROM a RIGHT JOIN b ON a.g = b.g AND a.v < b.v;
CREATE MATERIALIZED VIEW o_full AS SELECT a.id, b.id AS other FROM a FULL JOIN b ON a.g = b.g;
CREATE MATERIALIZED VIEW o_semi AS SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.g = a.g AND b.v > a.v);
CREATE MATERIALIZED VIEW o_anti AS SELECT id FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.g = a.g AND b.v > a.v);
CREATE MATERIALIZED VIEW o_beside_one_row AS SELECT a.id FROM a, (SELECT avg(v) AS m FROM b) AS k WHERE a.v > k.m;
CREATE MATERIALIZED VIEW o_beside_a_table AS SELECT c.v, b.id FROM c JOIN b ON c.v < b.v;
CREATE MATERIALIZED VIEW o_beside_a_hinted AS SELECT /*+ BROADCAST(y) */ x.g, y.v FROM c x JOIN c y ON x.v < y.v;
CREATE MATERIALIZED VIEW o_sized AS SELECT /*+ CARDINALITY(b = '5', a = '100000') */ a.id, b.id AS other, z.id AS third FROM a JOIN b ON a.g = b.g JOIN a z ON z.v = b.v;
CREATE MATERIALIZED VIEW o_top AS SELECT id, v FROM a ORDER BY v DESC NULLS LAST, id LIMIT 2 OFFSET 1;
CREATE MATERIALIZED VIEW o_ties AS SELECT id, v FROM a ORDER BY v FETCH FIRST 2 ROWS WITH TIES;
CREATE MATERIALIZED VIEW o_first_of_each AS SELECT DISTINCT ON (g) g, id FROM a ORDER BY g, v DESC, id;
CREATE MATERIALIZED VIEW o_row_number AS SELECT id, row_number() OVER (PARTITION BY g ORDER BY v, id) AS r FROM a;
CREATE MATERIALIZED VIEW o_ranks AS SELECT id, rank() OVER (ORDER BY v) AS r, dense_rank() OVER (ORDER BY v) AS e FROM a;
CREATE MATERIALIZED VIEW o_rank_filter AS SELECT id, r FROM (SELECT id, rank() OVER (PARTITION BY g ORDER BY v) AS r FROM a) AS q WHERE r <= 2;
CREATE MATERIALIZED VIEW o_dense_rank_filter AS SELECT id FROM (SELECT id, dense_rank() OVER (PARTITION BY g ORDER BY v) AS r FROM a) AS q WHERE r = 1;
CREATE MATERIALIZED VIEW o_beside AS SELECT id, lag(v) OVER w AS l, lead(v, 2) OVER w AS d, first_value(s) OVER w AS f, last_value(s) OVER w AS z, nth_value(s, 2) OVER w AS t FROM a WINDOW w AS (PARTITION BY g ORDER BY v, id);
CREATE MATERIALIZED VIEW o_rows_frame AS SELECT id, sum(v) OVER (PARTITION BY g ORDER BY v, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS t FROM a;
CREATE MATERIALIZED VIEW o_range_frame AS SELECT id, sum(w) OVER (ORDER BY v RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS t, count(*) OVER (ORDER BY at RANGE BETWEEN INTERVAL '1 hour' PRECEDING AND CURRENT ROW) AS h FROM a;
CREATE MATERIALIZED VIEW o_groups_frame AS SELECT id, count(*) OVER (ORDER BY v GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) AS t FROM a;
CREATE MATERIALIZED VIEW o_tumble AS SELECT window_start, count(*) AS n FROM TABLE(TUMBLE(TABLE c, DESCRIPTOR(at), INTERVAL '10' MINUTE)) GROUP BY window_start
-- postgresql
SELECT date_bin('10 minutes', at, '1970-01-01') AS window_start, count(*) AS n FROM c WHERE at IS NOT NULL GROUP BY 1;
CREATE MATERIALIZED VIEW o_hop AS SELECT window_end, sum(v) AS t FROM TABLE(HOP(TABLE c, DESCRIPTOR(at), INTERVAL '10' MINUTE, INTERVAL '20' MINUTE)) GROUP BY window_end
-- postgresql
SELECT e AS window_end, sum(v) AS t FROM c, generate_series(date_bin('10 minutes', at, '1970-01-01') + interval '10 minutes', date_bin('10 minutes', at, '1970-01-01') + interval '20 minutes', interval '10 minutes') AS e GROUP BY e;
CREATE MATERIALIZED VIEW o_session AS SELECT g, window_start, window_end, count(*) AS n FROM TABLE(SESSION(TABLE c, DESCRIPTOR(at), DESCRIPTOR(g), INTERVAL '15' MINUTE)) GROUP BY g, window_start, window_end
-- postgresql
SELECT g, min(at) AS window_start, max(at) + interval '15 minutes' AS window_end, count(*) AS n FROM (SELECT g, at, sum(f) OVER (PARTITION BY g ORDER BY at) AS k FROM (SELECT g, at, CASE WHEN at - lag(at) OVER (PARTITION BY g ORDER BY at) < interval '15 minutes' THEN 0 ELSE 1 END AS f FROM c WHERE at IS NOT NULL) AS x) AS y GROUP BY g, k;
CREATE MATERIALIZED VIEW o_union AS SELECT g FROM a UNION SELECT g FROM b;
CREATE MATERIALIZED VIEW o_intersect AS SELECT g FROM a INTERSECT SELECT g FROM b;
CREATE MATERIALIZED VIEW o_intersect_all AS SELECT g FROM a INTERSECT ALL SELECT g FROM b;
CREATE MATERIALIZED VIEW o_except AS SELECT g FROM a EXCEPT SELECT g FROM b;
CREATE MATERIALIZED VIEW o_except_all AS SELECT g FROM a EXCEPT ALL SELECT g FROM b;
CREATE MATERIALIZED VIEW o_sets AS SELECT g, s, grouping(g, s) AS k, count(*) AS n FROM a GROUP BY GROUPING SETS ((g, s), (g), ());
CREATE MATERIALIZED VIEW o_rollup AS SELECT g, s, sum(v) AS t FROM a GROUP BY ROLLUP (g, s);
CREATE MATERIALIZED VIEW o_cube AS SELECT g, s, sum(v) AS t FROM a GROUP BY CUBE (g, s);
CREATE MATERIALIZED VIEW o_unnest AS SELECT id, t, p FROM a, unnest(tags) WITH ORDINALITY AS u (t, p);
CREATE MATERIALIZED VIEW o_lateral AS SELECT a.id, l.v FROM a LEFT JOIN LATERAL (SELECT v FROM b WHERE b.g = a.g ORDER BY v DESC, id LIMIT 1) AS l ON true;
CREATE MATERIALIZED VIEW o_values AS SELECT a.id, k.name FROM a JOIN (VALUES (1, 'one'), (2, 'two')) AS k (g, name) ON k.g = a.g;
CREATE MATERIALIZED VIEW o_asof AS SELECT c.g, c.at, x.m FROM c LEFT ASOF JOIN (SELECT g, at, max(v) AS m FROM b GROUP BY g, at) AS x MATCH_CONDITION c.at >= x.at ON c.g = x.g
-- postgresql
SELECT c.g, c.at, x.m FROM c LEFT JOIN LATERAL (SELECT max(v) AS m FROM b WHERE b.g = c.g AND b.at <= c.at GROUP BY at ORDER BY at DESC LIMIT 1) AS x ON true;
CREATE MATERIALIZED VIEW o_scalar AS SELECT id, (SELECT max(v) FROM b) AS m, (SELECT count(*) FROM b WHERE b.g = a.g) AS n FROM a;
CREATE MATERIALIZED VIEW o_in AS SELECT id FROM a WHERE g IN (SELECT g FROM b WHERE b.v >= a.v);
CREATE MATERIALIZED VIEW o_not_in AS SELECT id FROM a WHERE g NOT IN (SELECT g FROM b);
CREATE MATERIALIZED VIEW o_any_all AS SELECT id FROM a WHERE v > ANY (SELECT v FROM b) AND v <= ALL (SELECT v FROM c WHERE c.g = a.g);
CREATE MATERIALIZED VIEW o_with AS WITH q AS (SELECT g, sum(v) AS t FROM a GROUP BY g), r AS (SELECT max(t) AS t FROM q) SELECT q.g FROM q JOIN r ON q.t = r.t;
CREATE MATERIALIZED VIEW o_on_view AS SELECT n, count(*) AS groups FROM o_append_only GROUP BY n;

CREATE MATERIALIZED VIEW g_numbers AS SELECT g, count(v), sum(v) AS sv, sum(w) AS sw, sum(n) AS sn, avg(v) AS av, avg(n) AS an, stddev(v) AS sd, stddev_pop(n) AS sp, var_samp(w) AS vs, variance(v) AS va, var_pop(v) AS vp FROM a GROUP BY g;
CREATE MATERIALIZED VIEW g_pairs AS SELECT g, corr(v, w) AS co, covar_pop(v, w) AS cp, covar_samp(v, w) AS cs, regr_count(v, w) AS rc, regr_avgx(v, w) AS rx, regr_avgy(v, w) AS ry, regr_sxx(v, w) AS xx, regr_syy(v, w) AS yy, regr_sxy(v, w) AS xy, regr_slope(v, w) AS rs, regr_intercept(v, w) AS ri, regr_r2(v, w) AS r2 FROM a WHERE v IS DISTINCT FROM w GROUP BY g HAVING count(DISTINCT v) > 1 AND count(DISTINCT w) > 1;
CREATE MATERIALIZED VIEW g_bits AS SELECT g, bool_and(ok) AS ba, bool_or(ok) AS bo, every(ok) AS be, bit_and(v) AS ia, bit_or(v) AS io, bit_xor(w) AS ix FROM a GROUP BY g;
CREATE MATERIALIZED VIEW g_extremes AS SELECT g, min(s) AS l, max(at) AS m, max(n) AS mn, arg_min(s, v) AS al, arg_max(s, v) AS am FROM a GROUP BY g
-- postgresql
SELECT g, min(s) AS l, max(at) AS m, max(n) AS mn, (array_agg(s ORDER BY v, s) FILTER (WHERE v IS NOT NULL))[1] AS al, (array_agg(s ORDER BY v DESC, s) FILTER (WHERE v IS NOT NULL))[1] AS am FROM a GROUP BY g;
CREATE MATERIALIZED VIEW g_lists AS SELECT g, array_agg(s ORDER BY v DESC, id) AS l, string_agg(s, ',' ORDER BY id) AS t, jsonb_agg(v ORDER BY id DESC) AS j, jsonb_object_agg(id, s ORDER BY id) AS o FROM a GROUP BY g;
CREATE MATERIALIZED VIEW g_places AS SELECT g, percentile_cont(0.25) WITHIN GROUP (ORDER BY v) AS c, percentile_disc(0.75) WITHIN GROUP (ORDER BY v) AS d, mode() WITHIN GROUP (ORDER BY s) AS m FROM a GROUP BY g;
CREATE MATERIALIZED VIEW g_distinct AS SELECT count(DISTINCT (g, s)) AS p, count(DISTINCT g) FILTER (WHERE ok) AS f, sum(DISTINCT v) AS t FROM a;
CREATE MATERIALIZED VIEW g_approximate AS SELECT approx_count_distinct(s) AS n, count(DISTINCT g, s) AS p, count(g, s) AS r, count(v, s) FILTER (WHERE ok) AS q FROM a
-- postgresql
SELECT count(DISTINCT s) AS n, count(DISTINCT (g, s)) FILTER (WHERE g IS NOT NULL AND s IS NOT NULL) AS p, count(*) FILTER (WHERE g IS NOT NULL AND s IS NOT NULL) AS r, count(*) FILTER (WHERE v IS NOT NULL AND s IS NOT NULL AND ok) AS q FROM a;

CREATE MATERIALIZED VIEW f_text AS SELECT id, split_part(s, ' ', 1) AS p, regexp_replace(s, '[aeiou]+', '*', 'g') AS r, regexp_match(s, '(.)b') AS m, s ILIKE 'A%' AS i, s::varchar(2) AS v, upper(s) || v::text AS u FROM a;
CREATE MATERIALIZED VIEW f_time AS SELECT id, date_trunc('hour', at) AS h, date_trunc('day', seen, 'Europe/Berlin') AS b, seen AT TIME ZONE 'Asia/Kolkata' AS k, at + d AS t, at - timestamp '2024-01-01' AS age, extract(epoch FROM d) AS e, d * 2 AS d2, justify_hours(d) AS j FROM a;
CREATE MATERIALIZED VIEW f_json_arrays AS SELECT id, doc -> 'k' AS k, doc ->> 'k' AS t, (doc ->> 'n')::int + 1 AS n, doc @> '{"k": 1}' AS c, tags[1] AS f, tags || 'z'::text AS z, cardinality(tags) AS q, 'a' = ANY (tags) AS y, to_jsonb(tags) AS j FROM a;
CREATE MATERIALIZED VIEW f_rows AS SELECT id FROM a WHERE (g, v) < (2, 5) OR ROW(g, s) IS NOT DISTINCT FROM ROW(2, NULL::text);
CREATE MATERIALIZED VIEW f_order AS SELECT s, x, count(*) AS n, rank() OVER (ORDER BY s, x) AS r FROM a GROUP BY s, x;
CREATE MATERIALIZED VIEW f_exact_sums AS SELECT sum(v::double precision * 1e300) AS t, avg(v) AS m, v / 2 AS h, v % 3 AS q FROM a GROUP BY v;

INSERT INTO a VALUES (1, 1, 5, 50, 1.50, 0.5, 'ab cd', '2024-03-31 01:10', '2024-03-31 00:10+00', '{"k": 1, "n": "4"}', '{a,b}', '1 day', true), (2, 1, 7, 20, -2.25, 'NaN', 'Abe', '2024-03-31 01:40', '2024-03-31 01:10+00', '{"k": "x", "n": "5"}', '{}', '90 minutes', false), (3, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 2, 7, 9007199254740993, 0.00, '-Infinity', 'é', '2024-10-27 02:30', '2024-10-27 01:30+00', '[]', '{b,NULL}', '-1 mons', true);
INSERT INTO b VALUES (1, 1, 6, 'x', '2024-03-31 01:00'), (2, 1, 9, 'y', '2024-03-31 01:30'), (3, 2, 7, NULL, '2024-03-31 01:00'), (4, 4, 1, 'x', NULL);
INSERT INTO c VALUES (1, 5, '2024-03-31 01:05'), (1, 8, '2024-03-31 01:12'), (2, 3, '2024-03-31 01:40'), (1, NULL, '2024-03-31 01:45'), (NULL, 4, NULL);
UPDATE a SET v = 6 WHERE id = 1;
UPDATE a SET g = 1, v = 3, s = 'Z', w = 4, ok = true, tags = '{c}' WHERE id = 3;
INSERT INTO a VALUES (5, 2, 3, 20, 1.5, 0.25, 'Abe', '2024-03-31 01:20', NULL, '{"k": 1}', '{a}', '01:00', NULL), (6, NULL, 9, 1, 1.25, 'NaN', '', NULL, NULL, NULL, NULL, NULL, false);
UPDATE b SET v = 2, g = 2 WHERE id = 2;
DELETE FROM b WHERE id = 1;
INSERT INTO c VALUES (1, 1, '2024-03-31 01:25'), (2, 9, '2024-03-31 01:05'), (2, 3, '2024-03-31 01:40');
INSERT INTO b VALUES (5, NULL, 5, 'q', '2024-03-31 01:10'), (6, 1, 6, 'x', '2024-03-31 01:10');
UPDATE a SET s = 'ab cd', n = 1.5 WHERE g = 1;
DELETE FROM a WHERE id IN (2, 4);
UPDATE b SET g = 3 WHERE g IS NULL;
DELETE FROM b;
DELETE FROM a;
