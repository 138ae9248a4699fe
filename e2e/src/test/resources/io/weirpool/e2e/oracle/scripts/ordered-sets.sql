-- Several percentiles at once, and the place that a row would have.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, c TEXT, f DOUBLE PRECISION, day DATE);

CREATE MATERIALIZED VIEW quartiles AS
SELECT percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY f) AS p,
    percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY c DESC) FILTER (WHERE a < 100) FROM t;
CREATE MATERIALIZED VIEW quartiles_of_each AS
SELECT c, percentile_disc(ARRAY[0.25, NULL, 0.75]) WITHIN GROUP (ORDER BY a DESC) AS p FROM t GROUP BY c;
CREATE MATERIALIZED VIEW places AS
SELECT rank(3) WITHIN GROUP (ORDER BY a) AS r, dense_rank(3) WITHIN GROUP (ORDER BY a) AS d,
    percent_rank(3) WITHIN GROUP (ORDER BY a) AS p, cume_dist(3) WITHIN GROUP (ORDER BY a) AS s,
    rank(1) WITHIN GROUP (ORDER BY a DESC) AS down, dense_rank(1) WITHIN GROUP (ORDER BY a DESC) AS dense_down,
    percent_rank(1) WITHIN GROUP (ORDER BY a NULLS FIRST) AS nulls_first, cume_dist(1) WITHIN GROUP (ORDER BY a DESC) AS shared,
    rank(NULL) WITHIN GROUP (ORDER BY a) AS unknown, rank(NULL::int) WITHIN GROUP (ORDER BY a DESC) AS first FROM t;
CREATE MATERIALIZED VIEW places_of_each AS
SELECT c, rank(2, 'x') WITHIN GROUP (ORDER BY b, c), dense_rank(2, 'y') WITHIN GROUP (ORDER BY b DESC, c),
    percent_rank(2, 'x') WITHIN GROUP (ORDER BY b, c DESC) AS z, cume_dist(2, 'x') WITHIN GROUP (ORDER BY b, c) FILTER (WHERE id > 1) AS w
FROM t GROUP BY c;
CREATE MATERIALIZED VIEW places_of_days AS
SELECT rank('2020-01-02') WITHIN GROUP (ORDER BY day) AS x, rank(2.5) WITHIN GROUP (ORDER BY a) AS z FROM t;

INSERT INTO t VALUES (1, 1, 2, 'x', 2.5, '2020-01-01'), (2, 1, NULL, 'y', 1e10, '2020-01-03'), (3, NULL, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (4, 2, 2, 'x', 0, '2021-01-01'), (5, 3, 2, 'x', 7, '2020-01-02'), (6, 3, 1, 'y', -1, NULL);
UPDATE t SET a = 5, f = NULL WHERE id = 2;
DELETE FROM t WHERE c = 'x';
DELETE FROM t;
