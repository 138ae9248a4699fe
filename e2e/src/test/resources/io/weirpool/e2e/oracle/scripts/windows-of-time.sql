-- Windows of time and as-of joins over rows that come in any order, change and go, beside PostgreSQL's words for them.
CREATE TABLE e (id INT PRIMARY KEY, u TEXT, t TIMESTAMP, z TIMESTAMPTZ, n INT);
CREATE TABLE q (id INT PRIMARY KEY, u TEXT, t TIMESTAMP, p NUMERIC);
CREATE STREAM s (u TEXT, t TIMESTAMP, n INT);
CREATE MATERIALIZED VIEW sessions AS
SELECT id, u, window_start AS ws, window_end AS we FROM TABLE(SESSION(TABLE e, DESCRIPTOR(t), DESCRIPTOR(u), INTERVAL '10' MINUTE))
-- postgresql
SELECT id, u, min(t) OVER (PARTITION BY u, g) AS ws, max(t) OVER (PARTITION BY u, g) + INTERVAL '10' MINUTE AS we FROM (
  SELECT *, sum(b) OVER (PARTITION BY u ORDER BY t, id ROWS UNBOUNDED PRECEDING) AS g FROM (
    SELECT *, CASE WHEN t < lag(t) OVER (PARTITION BY u ORDER BY t, id) + INTERVAL '10' MINUTE THEN 0 ELSE 1 END AS b FROM e WHERE t IS NOT NULL) x) y;
CREATE MATERIALIZED VIEW visits AS
SELECT u, window_start AS ws, window_end AS we, count(*) AS c, sum(n) AS n FROM TABLE(SESSION(TABLE s, DESCRIPTOR(t), DESCRIPTOR(u), INTERVAL '10' MINUTE)) GROUP BY u, window_start, window_end
-- postgresql
SELECT u, min(t) AS ws, max(t) + INTERVAL '10' MINUTE AS we, count(*) AS c, sum(n) AS n FROM (
  SELECT *, sum(b) OVER (PARTITION BY u ORDER BY t ROWS UNBOUNDED PRECEDING) AS g FROM (
    SELECT *, CASE WHEN t < lag(t) OVER (PARTITION BY u ORDER BY t) + INTERVAL '10' MINUTE THEN 0 ELSE 1 END AS b FROM s WHERE t IS NOT NULL) x) y GROUP BY u, g;
CREATE MATERIALIZED VIEW tumbled AS
SELECT window_start AS ws, window_end AS we, count(*) AS c, count(DISTINCT u) AS us FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(z), INTERVAL '1' DAY)) GROUP BY window_start, window_end
-- postgresql
SELECT w AS ws, w + INTERVAL '24' HOUR AS we, count(*) AS c, count(DISTINCT u) AS us FROM (SELECT date_bin('1 day', z, TIMESTAMPTZ '1970-01-01 00:00+00') AS w, u FROM e WHERE z IS NOT NULL) x GROUP BY w;
CREATE MATERIALIZED VIEW hopped AS
SELECT id, window_start AS ws, window_end AS we FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '4' MINUTE, INTERVAL '10' MINUTE))
-- postgresql
SELECT id, w AS ws, w + INTERVAL '10' MINUTE AS we FROM e, generate_series(date_bin('4 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '8' MINUTE, date_bin('4 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '4' MINUTE) AS w WHERE t < w + INTERVAL '10' MINUTE;
CREATE MATERIALIZED VIEW cumulated AS
SELECT id, window_start AS ws, window_end AS we FROM TABLE(CUMULATE(TABLE e, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE))
-- postgresql
SELECT id, w AS ws, x AS we FROM e, LATERAL (SELECT date_bin('15 minutes', t, TIMESTAMP '1970-01-01') AS w) b, generate_series(w + INTERVAL '5' MINUTE, w + INTERVAL '15' MINUTE, INTERVAL '5' MINUTE) AS x WHERE t < x;
CREATE MATERIALIZED VIEW running AS
SELECT window_start AS ws, window_end AS we, count(*) AS c, sum(n) AS n FROM cumulate(s, t, INTERVAL '10 minutes', INTERVAL '1 hour') GROUP BY window_start, window_end
-- postgresql
SELECT w AS ws, x AS we, count(*) AS c, sum(n) AS n FROM s, LATERAL (SELECT date_trunc('hour', t) AS w) b, generate_series(w + INTERVAL '10' MINUTE, w + INTERVAL '1' HOUR, INTERVAL '10' MINUTE) AS x WHERE t < x GROUP BY w, x;
CREATE MATERIALIZED VIEW priced AS
SELECT e.id, q.id AS qid, q.p FROM e LEFT ASOF JOIN q MATCH_CONDITION e.t >= q.t ON e.u = q.u
-- postgresql
SELECT e.id, x.id AS qid, x.p FROM e LEFT JOIN LATERAL (SELECT * FROM q WHERE q.u = e.u AND q.t <= e.t ORDER BY q.t DESC, q.id LIMIT 1) x ON TRUE;
CREATE MATERIALIZED VIEW bars AS
SELECT u, window_start AS ws, arg_min(n, t) AS o, max(n) AS h, min(n) AS l, arg_max(n, t) AS c FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY u, window_start
-- postgresql
SELECT u, w AS ws, (array_agg(n ORDER BY t, n))[1] AS o, max(n) AS h, min(n) AS l, (array_agg(n ORDER BY t DESC, n))[1] AS c FROM (SELECT *, date_bin('1 hour', t, TIMESTAMP '1970-01-01') AS w FROM e WHERE t IS NOT NULL) x GROUP BY u, w;

INSERT INTO e VALUES (1, 'a', '2024-01-01 10:00', '2024-01-01 23:59:59.999999+00', 1), (2, 'a', '2024-01-01 10:10', '2024-01-02 00:00+00', 2), (3, 'a', '2024-01-01 10:19:59.999999', '1969-12-31 23:59+00', NULL), (4, NULL, '2024-01-01 10:05', NULL, 4), (5, 'b', NULL, '2024-01-01 10:00+00', 5);
INSERT INTO q VALUES (1, 'a', '2024-01-01 10:00', 1.50), (2, 'a', '2024-01-01 10:05', 2), (3, 'b', NULL, 3), (4, NULL, '2024-01-01 10:00', 4);
INSERT INTO s VALUES ('a', '2024-01-01 10:00', 1), ('a', '2024-01-01 10:20', 2), ('b', '2024-01-01 10:00', 3), (NULL, '2024-01-01 10:00', 4), ('a', NULL, 5);
INSERT INTO e VALUES (6, 'a', '2024-01-01 10:05', '2024-01-01 12:00+00', 6), (7, NULL, '2024-01-01 10:14:59', '2024-03-31 01:00+00', 7), (8, 'b', '1969-12-31 23:59:59', '2024-01-01 00:00+00', 0);
INSERT INTO s VALUES ('a', '2024-01-01 10:09:59', 6), ('a', '2024-01-01 10:19:58', 7), (NULL, '2024-01-01 10:10', NULL);
UPDATE e SET t = t + INTERVAL '5 minutes' WHERE id = 6;
UPDATE q SET t = '2024-01-01 10:12' WHERE id = 2;
UPDATE e SET u = 'b' WHERE id = 2;
INSERT INTO q VALUES (5, 'b', '2024-01-01 09:00', 0.10);
DELETE FROM e WHERE id = 6;
DELETE FROM q WHERE id = 1;
UPDATE e SET t = '2024-01-01 10:05', u = 'a' WHERE id IN (5, 7);
DELETE FROM e WHERE id > 0;
