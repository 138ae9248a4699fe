-- Overlapping windows in groups, whose rows are added up by slice before they are put into windows.
CREATE TABLE e (id INT PRIMARY KEY, u TEXT, t TIMESTAMP, z TIMESTAMPTZ, n INT, x DOUBLE PRECISION, p NUMERIC);
CREATE STREAM s (u TEXT, t TIMESTAMP, n INT);
CREATE MATERIALIZED VIEW uneven AS
SELECT u, window_start AS ws, window_end AS we, count(*) AS c, count(n) AS cn, sum(n) AS s, avg(n) AS a, sum(x) AS sx, avg(x) AS ax, sum(p) AS sp, min(n) AS lo, max(p) AS hi,
  count(DISTINCT n) AS d, sum(DISTINCT p) AS sd, string_agg(u, ',' ORDER BY n, id) AS t, array_agg(id ORDER BY id) AS ids, bool_or(n > 2) AS bo, bit_xor(n) AS bx,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY n) AS med, mode() WITHIN GROUP (ORDER BY n) AS mo, sum(n) FILTER (WHERE x > 0) AS f, var_samp(n) AS v
FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '4' MINUTE, INTERVAL '10' MINUTE)) GROUP BY u, window_start, window_end
-- postgresql
SELECT u, w AS ws, w + INTERVAL '10' MINUTE AS we, count(*) AS c, count(n) AS cn, sum(n) AS s, avg(n) AS a, sum(x) AS sx, avg(x) AS ax, sum(p) AS sp, min(n) AS lo, max(p) AS hi,
  count(DISTINCT n) AS d, sum(DISTINCT p) AS sd, string_agg(u, ',' ORDER BY n, id) AS t, array_agg(id ORDER BY id) AS ids, bool_or(n > 2) AS bo, bit_xor(n) AS bx,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY n) AS med, mode() WITHIN GROUP (ORDER BY n) AS mo, sum(n) FILTER (WHERE x > 0) AS f, var_samp(n) AS v
FROM e, generate_series(date_bin('4 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '8' MINUTE, date_bin('4 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '4' MINUTE) AS w WHERE t < w + INTERVAL '10' MINUTE GROUP BY u, w;
CREATE MATERIALIZED VIEW moved AS
SELECT window_end AS we, u, count(*) AS c, sum(n * 2) AS s FROM TABLE(HOP(TABLE e, DESCRIPTOR(z), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE, INTERVAL '1' MINUTE)) WHERE n > 1 GROUP BY window_end, u
-- postgresql
SELECT w + INTERVAL '15' MINUTE AS we, u, count(*) AS c, sum(n * 2) AS s FROM e, LATERAL (SELECT date_bin('5 minutes', z, TIMESTAMPTZ '1970-01-01 00:01+00') AS b) l, generate_series(b - INTERVAL '10' MINUTE, b, INTERVAL '5' MINUTE) AS w WHERE n > 1 GROUP BY w, u;
CREATE MATERIALIZED VIEW apart AS
SELECT window_start AS ws, count(*) AS c FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '10' MINUTE, INTERVAL '4' MINUTE)) GROUP BY window_start
-- postgresql
SELECT date_bin('10 minutes', t, TIMESTAMP '1970-01-01') AS ws, count(*) AS c FROM e WHERE t < date_bin('10 minutes', t, TIMESTAMP '1970-01-01') + INTERVAL '4' MINUTE GROUP BY 1;
CREATE MATERIALIZED VIEW times_in_windows AS
SELECT u, count(*) AS c, sum(n) AS s FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '4' MINUTE, INTERVAL '10' MINUTE)) GROUP BY u
-- postgresql
SELECT u, count(*) AS c, sum(n) AS s FROM e, generate_series(date_bin('4 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '8' MINUTE, date_bin('4 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '4' MINUTE) AS w WHERE t < w + INTERVAL '10' MINUTE GROUP BY u;
CREATE MATERIALIZED VIEW into_window AS
SELECT window_start AS ws, count(*) AS c, max(t - window_start) AS latest, max(window_end) AS we FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '4' MINUTE, INTERVAL '10' MINUTE)) WHERE t > window_start + INTERVAL '1' MINUTE GROUP BY window_start
-- postgresql
SELECT w AS ws, count(*) AS c, max(t - w) AS latest, max(w + INTERVAL '10' MINUTE) AS we FROM e, generate_series(date_bin('4 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '8' MINUTE, date_bin('4 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '4' MINUTE) AS w WHERE t < w + INTERVAL '10' MINUTE AND t > w + INTERVAL '1' MINUTE GROUP BY w;
CREATE MATERIALIZED VIEW dated AS
SELECT CAST(window_start AS DATE) AS day, window_end AS we, count(*) AS c FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '12' HOUR, INTERVAL '24' HOUR)) GROUP BY CAST(window_start AS DATE), window_end
-- postgresql
SELECT CAST(w AS DATE) AS day, w + INTERVAL '24' HOUR AS we, count(*) AS c FROM e, LATERAL (SELECT date_bin('12 hours', t, TIMESTAMP '1970-01-01') AS b) l, generate_series(b - INTERVAL '12' HOUR, b, INTERVAL '12' HOUR) AS w GROUP BY 1, 2;
CREATE MATERIALIZED VIEW growing AS
SELECT u, window_start AS ws, window_end AS we, count(*) AS c, max(n) AS hi, count(DISTINCT n) AS d FROM TABLE(CUMULATE(TABLE s, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE)) GROUP BY u, window_start, window_end
-- postgresql
SELECT u, w AS ws, x AS we, count(*) AS c, max(n) AS hi, count(DISTINCT n) AS d FROM s, LATERAL (SELECT date_bin('15 minutes', t, TIMESTAMP '1970-01-01') AS w) b, generate_series(w + INTERVAL '5' MINUTE, w + INTERVAL '15' MINUTE, INTERVAL '5' MINUTE) AS x WHERE t < x GROUP BY u, w, x;
CREATE MATERIALIZED VIEW grown AS
SELECT window_start AS ws, count(*) AS c FROM TABLE(CUMULATE(TABLE e, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE)) GROUP BY window_start
-- postgresql
SELECT w AS ws, count(*) AS c FROM e, LATERAL (SELECT date_bin('15 minutes', t, TIMESTAMP '1970-01-01') AS w) b, generate_series(w + INTERVAL '5' MINUTE, w + INTERVAL '15' MINUTE, INTERVAL '5' MINUTE) AS r WHERE t < r GROUP BY w;
CREATE MATERIALIZED VIEW grown_of_each AS
SELECT u, window_start AS ws, count(*) AS c, sum(n) AS s FROM TABLE(CUMULATE(TABLE e, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE)) GROUP BY u, window_start
-- postgresql
SELECT u, w AS ws, count(*) AS c, sum(n) AS s FROM e, LATERAL (SELECT date_bin('15 minutes', t, TIMESTAMP '1970-01-01') AS w) b, generate_series(w + INTERVAL '5' MINUTE, w + INTERVAL '15' MINUTE, INTERVAL '5' MINUTE) AS r WHERE t < r GROUP BY u, w;
CREATE MATERIALIZED VIEW of_both AS
WITH q AS (SELECT t FROM e UNION ALL SELECT t FROM s)
SELECT window_start AS ws, window_end AS we, count(*) AS c FROM TABLE(HOP(TABLE q, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) GROUP BY window_start, window_end
-- postgresql
SELECT w AS ws, w + INTERVAL '10' MINUTE AS we, count(*) AS c FROM (SELECT t FROM e UNION ALL SELECT t FROM s) y, generate_series(date_bin('5 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '5' MINUTE, date_bin('5 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w GROUP BY w;
CREATE MATERIALIZED VIEW hours_of_groups AS
WITH q AS (SELECT u, date_trunc('minute', t) AS m, count(*) AS c FROM e GROUP BY u, date_trunc('minute', t))
SELECT window_start AS ws, window_end AS we, sum(c) AS c, count(*) AS us FROM TABLE(HOP(TABLE q, DESCRIPTOR(m), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) GROUP BY window_start, window_end
-- postgresql
SELECT w AS ws, w + INTERVAL '10' MINUTE AS we, sum(c) AS c, count(*) AS us FROM (SELECT u, date_trunc('minute', t) AS m, count(*) AS c FROM e GROUP BY u, date_trunc('minute', t)) g, generate_series(date_bin('5 minutes', m, TIMESTAMP '1970-01-01') - INTERVAL '5' MINUTE, date_bin('5 minutes', m, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w GROUP BY w;
-- Groups that are kept by slice: their windows are made behind the hop.
CREATE MATERIALIZED VIEW kept AS
SELECT window_start AS ws, u, window_end AS we, n, count(*) AS c, count(x) AS cx, sum(n) AS s, avg(n) AS a, sum(x) AS sx, avg(p) AS ap, var_pop(n) AS v, bool_and(x > 0) AS ba, bit_or(id) AS bo, corr(n, id) AS co
FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '4' MINUTE, INTERVAL '10' MINUTE)) GROUP BY window_start, u, window_end, n
-- postgresql
SELECT w AS ws, u, w + INTERVAL '10' MINUTE AS we, n, count(*) AS c, count(x) AS cx, sum(n) AS s, avg(n) AS a, sum(x) AS sx, avg(p) AS ap, var_pop(n) AS v, bool_and(x > 0) AS ba, bit_or(id) AS bo, corr(n, id) AS co
FROM e, generate_series(date_bin('4 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '8' MINUTE, date_bin('4 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '4' MINUTE) AS w WHERE t < w + INTERVAL '10' MINUTE GROUP BY w, u, n;
CREATE MATERIALIZED VIEW kept_growing AS
SELECT u, window_end AS we, count(*) AS c, max(n) AS hi, min(t) AS first FROM TABLE(CUMULATE(TABLE s, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE)) GROUP BY u, window_end
-- postgresql
SELECT u, x AS we, count(*) AS c, max(n) AS hi, min(t) AS first FROM s, LATERAL (SELECT date_bin('15 minutes', t, TIMESTAMP '1970-01-01') AS w) b, generate_series(w + INTERVAL '5' MINUTE, w + INTERVAL '15' MINUTE, INTERVAL '5' MINUTE) AS x WHERE t < x GROUP BY u, x;
CREATE MATERIALIZED VIEW most AS
SELECT * FROM (SELECT q.*, rank() OVER (PARTITION BY ws ORDER BY c DESC) AS r FROM (SELECT u, n, window_start AS ws, count(*) AS c FROM TABLE(HOP(TABLE s, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) GROUP BY u, n, window_start) q) r WHERE r <= 2
-- postgresql
SELECT * FROM (SELECT q.*, rank() OVER (PARTITION BY ws ORDER BY c DESC) AS r FROM (SELECT u, n, w AS ws, count(*) AS c FROM s, generate_series(date_bin('5 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '5' MINUTE, date_bin('5 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w GROUP BY u, n, w) q) r WHERE r <= 2;
CREATE MATERIALIZED VIEW busiest AS
SELECT u, max(c) AS c, count(*) AS windows FROM (SELECT u, window_start AS ws, count(*) AS c FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '15' MINUTE)) GROUP BY u, window_start HAVING count(*) > 1) q GROUP BY u
-- postgresql
SELECT u, max(c) AS c, count(*) AS windows FROM (SELECT u, w AS ws, count(*) AS c FROM e, generate_series(date_bin('5 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '10' MINUTE, date_bin('5 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w GROUP BY u, w HAVING count(*) > 1) q GROUP BY u;
CREATE MATERIALIZED VIEW beside AS
SELECT a.u, a.ws, a.c, b.c AS d FROM (SELECT u, window_start AS ws, count(*) AS c FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) GROUP BY u, window_start) a
LEFT JOIN (SELECT u, window_start AS ws, count(*) AS c FROM TABLE(HOP(TABLE s, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) GROUP BY u, window_start) b ON a.u = b.u AND a.ws = b.ws
-- postgresql
SELECT a.u, a.ws, a.c, b.c AS d FROM (SELECT u, w AS ws, count(*) AS c FROM e, generate_series(date_bin('5 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '5' MINUTE, date_bin('5 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w GROUP BY u, w) a
LEFT JOIN (SELECT u, w AS ws, count(*) AS c FROM s, generate_series(date_bin('5 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '5' MINUTE, date_bin('5 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w GROUP BY u, w) b ON a.u = b.u AND a.ws = b.ws;
CREATE MATERIALIZED VIEW overflows AS
SELECT u, window_start AS ws, CAST(sum(n) * 1000000000 AS INT) AS s FROM TABLE(HOP(TABLE e, DESCRIPTOR(t), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) WHERE n < 2 GROUP BY u, window_start
-- postgresql
SELECT u, w AS ws, CAST(sum(n) * 1000000000 AS INT) AS s FROM e, generate_series(date_bin('5 minutes', t, TIMESTAMP '1970-01-01') - INTERVAL '5' MINUTE, date_bin('5 minutes', t, TIMESTAMP '1970-01-01'), INTERVAL '5' MINUTE) AS w WHERE n < 2 GROUP BY u, w;

INSERT INTO e VALUES (1, 'a', '2024-01-01 10:00', '2024-01-01 23:59:59.999999+00', 1, 1e300, 1.50), (2, 'a', '2024-01-01 10:01:59.999999', '2024-01-02 00:00+00', 2, 0.1, 2), (3, 'a', '2024-01-01 10:02', '1969-12-31 23:59+00', NULL, -1e300, 0.00), (4, NULL, '2024-01-01 10:05', NULL, 4, NULL, NULL), (5, 'b', NULL, '2024-01-01 10:00+00', 5, 'NaN', 7);
INSERT INTO s VALUES ('a', '2024-01-01 10:00', 1), ('a', '2024-01-01 10:04:59.999999', 2), ('b', '2024-01-01 10:05', 3), (NULL, '2024-01-01 10:00', 4), ('a', NULL, 5);
INSERT INTO e VALUES (6, 'a', '2024-01-01 10:06', '2024-01-01 12:00+00', 6, 0.2, 1), (7, NULL, '2024-01-01 10:08', '2024-01-01 12:01+00', 7, 3, 1.5), (8, 'b', '1969-12-31 23:59:59', '2024-01-01 00:00+00', 0, 'Infinity', -1), (9, 'a', '2024-01-01 10:00', '2024-01-01 12:00:30+00', 1, 0.3, 1.5);
INSERT INTO s VALUES ('a', '2024-01-01 10:09:59', 6), ('a', '2024-01-01 10:14:59', 6), (NULL, '2024-01-01 10:10', NULL);
UPDATE e SET n = 3 WHERE id = 1;
UPDATE e SET t = t + INTERVAL '2 minutes' WHERE id IN (1, 6);
UPDATE e SET t = t + INTERVAL '3 days', u = 'b' WHERE id = 2;
UPDATE e SET x = 1 WHERE id IN (5, 8);
UPDATE e SET t = '2024-01-01 10:07:59' WHERE id = 5;
UPDATE e SET t = NULL WHERE id = 4;
DELETE FROM e WHERE id IN (1, 3);
UPDATE e SET u = 'a' WHERE id > 5;
DELETE FROM e WHERE id > 0;
