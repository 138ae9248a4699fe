-- Times that no command can hold but a view can compute: years after 9999 and before 0001.
CREATE TABLE t (id INT PRIMARY KEY, ts TIMESTAMP, z TIMESTAMPTZ, d DATE, iv INTERVAL);
CREATE MATERIALIZED VIEW moved AS SELECT id, ts + iv AS ts, z + iv AS z, d + iv AS d, (d + iv)::date AS day FROM t;
CREATE MATERIALIZED VIEW latest AS SELECT max(ts + iv) AS ts, min(z + iv) AS z, array_agg((d + iv)::date ORDER BY id) AS days FROM t;
CREATE MATERIALIZED VIEW keyed AS SELECT ts + iv AS ts, count(*) AS n FROM t GROUP BY ts + iv;

INSERT INTO t VALUES (1, '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59+00', '9999-12-31', '1 day'), (2, '0001-01-01', '0001-01-01 00:00+00', '0001-01-01', '-1 day'), (3, '2000-02-29', '2000-02-29 12:00+00', '2000-02-29', '-4000 years'), (4, '2000-02-29', '2000-02-29 12:00+00', '2000-02-29', '100000 years');
UPDATE t SET iv = '1 month' WHERE id < 3;
DELETE FROM t WHERE id IN (1, 4);
