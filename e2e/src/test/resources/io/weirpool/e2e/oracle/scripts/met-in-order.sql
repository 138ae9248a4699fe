-- What depends on the order of rows and says none has that in which its input gives them: of a subquery's ORDER BY, of the
-- rows of a function, of VALUES.
CREATE TABLE s (id INT PRIMARY KEY, u TEXT, v INT, arr INT[], brr TEXT[], n NUMERIC);
CREATE TABLE o (id INT PRIMARY KEY, j JSONB);
CREATE STREAM e (v INT, w INT);

CREATE MATERIALIZED VIEW texts AS SELECT string_agg(u, ',') AS r FROM (SELECT u FROM s ORDER BY v DESC, id) q;
CREATE MATERIALIZED VIEW arrays AS SELECT array_agg(id) AS r, jsonb_agg(u) AS j FROM (SELECT * FROM s ORDER BY n NULLS FIRST, id DESC) q;
CREATE MATERIALIZED VIEW objects AS
WITH a AS (SELECT * FROM s ORDER BY n, id), b AS (SELECT u, v FROM a WHERE v > 0) SELECT jsonb_object_agg(u, v) AS o FROM b WHERE u IS NOT NULL;
CREATE MATERIALIZED VIEW of_groups AS SELECT v, array_agg(id) AS r FROM (SELECT * FROM s ORDER BY u DESC NULLS LAST, id DESC) q GROUP BY v;
CREATE MATERIALIZED VIEW sets AS SELECT v, array_agg(id) AS r FROM (SELECT * FROM s ORDER BY u DESC, id) q GROUP BY GROUPING SETS ((v), ());
CREATE MATERIALIZED VIEW beside_ordered AS SELECT array_agg(id) AS r, array_agg(id ORDER BY id) AS o, array_agg(DISTINCT v) AS d FROM (SELECT * FROM s ORDER BY u DESC, v, id) q;
CREATE MATERIALIZED VIEW cut AS SELECT jsonb_agg(u) AS r FROM (SELECT * FROM s ORDER BY id DESC LIMIT 2) q;
CREATE MATERIALIZED VIEW literals AS SELECT array_agg(x) AS r FROM (VALUES (3), (NULL), (-1), (2)) AS t(x);
CREATE MATERIALIZED VIEW united AS SELECT string_agg(x, ',') AS r FROM (SELECT 'b' AS x UNION ALL SELECT 'a') q;
CREATE MATERIALIZED VIEW counted AS SELECT string_agg(u, ',') AS r FROM (SELECT u, row_number() OVER (ORDER BY v DESC, id) AS k FROM s) q WHERE k < 4;
CREATE MATERIALIZED VIEW of_stream AS SELECT count(*) AS c, array_agg(w) AS r FROM (SELECT w FROM e ORDER BY v, w DESC) q;
CREATE MATERIALIZED VIEW series AS SELECT array_agg(g) AS r, ARRAY(SELECT h * 10 FROM generate_series(3, 1, -1) h) AS a FROM generate_series(3, 1, -1) g;
CREATE MATERIALIZED VIEW elements AS
SELECT id, (SELECT array_agg(x * 2) FROM unnest(arr) x) AS a, (SELECT string_agg(y || u, '-') FROM unnest(brr) y WHERE y <> u) AS t,
       ARRAY(SELECT x + v FROM unnest(arr) x WHERE x > 1) AS p, ARRAY(SELECT unnest(brr)) AS q, ARRAY(SELECT arr[i] FROM generate_series(cardinality(arr), 1, -1) i) AS b
FROM s;
CREATE MATERIALIZED VIEW joined AS SELECT id, array_agg(x) AS r, array_agg(x) FILTER (WHERE x > 1) AS f FROM s, unnest(arr) x GROUP BY id;
CREATE MATERIALIZED VIEW pairs AS SELECT id, string_agg(x || y, ',') AS r FROM s, unnest(arr) x, unnest(brr) y GROUP BY id;
CREATE MATERIALIZED VIEW kept AS SELECT s.id, array_agg(x) AS r, array_agg(o) AS p FROM s LEFT JOIN unnest(arr) WITH ORDINALITY AS t(x, o) ON TRUE GROUP BY s.id;
CREATE MATERIALIZED VIEW listed AS SELECT id, array_agg(x) AS r, jsonb_agg(y) AS j FROM (SELECT id, unnest(arr) AS x, unnest(brr) AS y FROM s) q GROUP BY id;
CREATE MATERIALIZED VIEW in_lateral AS SELECT s.id, q.l FROM s, LATERAL (SELECT array_agg(x) AS l FROM unnest(s.arr) x) q;
CREATE MATERIALIZED VIEW outside AS
SELECT id, (SELECT string_agg(x, ',') FROM (SELECT s2.u AS x FROM s s2 WHERE s2.v = s.v ORDER BY s2.id DESC) q) AS r,
       (SELECT q.id FROM (SELECT s2.id FROM s s2 WHERE s2.v = s.v ORDER BY s2.id DESC) q LIMIT 1) AS f
FROM s;
CREATE MATERIALIZED VIEW limited AS SELECT * FROM (SELECT id, v FROM s ORDER BY v DESC, id) q LIMIT 2;
CREATE MATERIALIZED VIEW after AS SELECT v, w FROM (SELECT * FROM e ORDER BY w DESC, v) q OFFSET 1;
CREATE MATERIALIZED VIEW first_elements AS SELECT id, ARRAY(SELECT x FROM unnest(arr) x LIMIT 2) AS r, (SELECT x FROM unnest(arr) x OFFSET 1 LIMIT 1) AS g FROM s;
CREATE MATERIALIZED VIEW numbered AS SELECT row_number() OVER () AS r, q.* FROM (SELECT v, count(*) AS c FROM s GROUP BY v ORDER BY c DESC, v) q;
CREATE MATERIALIZED VIEW neighbours AS SELECT lag(id) OVER () AS l, id, lead(id, 2) OVER () AS d, ntile(2) OVER () AS n FROM (SELECT id FROM s ORDER BY v, id DESC) q;
CREATE MATERIALIZED VIEW running AS SELECT id, sum(v) OVER (ROWS UNBOUNDED PRECEDING) AS a, sum(v) OVER () AS b FROM (SELECT * FROM s ORDER BY v DESC, id) q;
CREATE MATERIALIZED VIEW words AS SELECT id, unnest(regexp_matches(u, '[a-z]+', 'g')) AS w FROM s;
CREATE MATERIALIZED VIEW word_counts AS SELECT unnest(regexp_matches(u, '[a-z]+', 'g')) AS w, count(*) AS c FROM s GROUP BY 1;
CREATE MATERIALIZED VIEW levels AS
SELECT id, generate_series(1, generate_series(1, v)) AS a, generate_series(generate_series(5, 6), 7) AS b, generate_series(1, 3) AS c FROM s;
CREATE MATERIALIZED VIEW parts AS SELECT id, array_agg(x) AS r FROM (SELECT id, unnest(string_to_array(unnest(string_to_array(u, '-')), 'x')) AS x FROM s) q GROUP BY id;
CREATE MATERIALIZED VIEW beside_a_window AS
SELECT id, row_number() OVER () AS r, sum(v) OVER (PARTITION BY u ORDER BY id DESC) AS t, rank() OVER () AS k FROM s;
CREATE MATERIALIZED VIEW peers AS
SELECT id, rank() OVER () AS a, dense_rank() OVER w AS b, percent_rank() OVER w AS c, cume_dist() OVER (PARTITION BY v) AS d FROM s WINDOW w AS (PARTITION BY v);
CREATE MATERIALIZED VIEW shifted AS SELECT id, lag(id, NULL) OVER (ORDER BY id) AS a, lead(u, NULL, 'x') OVER (ORDER BY id) AS b FROM s;
CREATE MATERIALIZED VIEW members AS SELECT id, (jsonb_each(j)).key, (jsonb_each_text(j)).value AS t FROM o;
CREATE MATERIALIZED VIEW member_names AS SELECT (jsonb_each(j)).key AS k, count(*) AS c FROM o GROUP BY 1;

INSERT INTO o VALUES (1, '{"a": 1, "b": "x"}'), (2, NULL), (3, '{}');
INSERT INTO s VALUES (1, 'b-c', 2, '{3,1,2}', '{z,a}', 1.5), (2, 'a', 2, '{2,2}', '{q}', 2), (3, 'b-c', 1, NULL, '{x,NULL,a}', NULL);
INSERT INTO e VALUES (1, 5), (2, 7), (1, 9), (NULL, 1);
INSERT INTO s VALUES (4, NULL, 2, '{9,NULL,8,1}', '{}', 0.5), (5, 'zxy-x', NULL, '{3,1,2}', '{b,a,c}', 9);
UPDATE s SET arr = '{7,5,6}', v = 1 WHERE id = 1;
INSERT INTO e VALUES (2, 8);
UPDATE s SET v = 3, n = 1.50, u = 'q' WHERE id = 4;
DELETE FROM s WHERE id = 2;
UPDATE o SET j = '{"c": null, "a": 7}' WHERE id = 1;
DELETE FROM s WHERE id > 0;
