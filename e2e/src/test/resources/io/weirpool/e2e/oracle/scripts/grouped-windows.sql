-- Windows of time in GROUP BY, beside PostgreSQL's words for them.
CREATE STREAM y (k int, v int, w text, at timestamp, h char(2));
CREATE MATERIALIZED VIEW hours AS SELECT TUMBLE_START(at, INTERVAL '1' HOUR) AS ws, count(*) AS n FROM y GROUP BY TUMBLE(at, INTERVAL '1' HOUR)
-- postgresql
SELECT date_trunc('hour', at) AS ws, count(*) AS n FROM y WHERE at IS NOT NULL GROUP BY 1;
CREATE MATERIALIZED VIEW hours_of_keys AS SELECT t.k, TUMBLE_END(t.at, INTERVAL '1' HOUR), sum(v) AS n FROM y AS t WHERE v > 3 GROUP BY t.k, TUMBLE(t.at, INTERVAL '1' HOUR) HAVING count(*) > 1 AND TUMBLE_START(t.at, INTERVAL '1' HOUR) > '2020-01-01'
-- postgresql
SELECT k, date_trunc('hour', at) + interval '1 hour' AS tumble_end, sum(v) AS n FROM y WHERE at IS NOT NULL AND v > 3 GROUP BY k, date_trunc('hour', at) HAVING count(*) > 1;
CREATE MATERIALIZED VIEW hops AS SELECT k, HOP_START(at, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE) AS s, HOP_END(at, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE) AS e, sum(v) AS v FROM (SELECT * FROM y WHERE v < 8) q GROUP BY HOP(at, INTERVAL '1' MINUTE, INTERVAL '2' MINUTE), k
-- postgresql
SELECT k, date_bin('1 minute', at, '1970-01-01') - i * interval '1 minute' AS s, date_bin('1 minute', at, '1970-01-01') - i * interval '1 minute' + interval '2 minutes' AS e, sum(v) AS v FROM y, generate_series(0, 1) i WHERE at IS NOT NULL AND v < 8 GROUP BY 1, 2, 3;
CREATE MATERIALIZED VIEW sessions_of_keys AS SELECT k, SESSION_START(at, INTERVAL '2' MINUTE) AS s, SESSION_END(at, INTERVAL '2' MINUTE) AS e, count(*) AS n FROM y WHERE v > 4 GROUP BY SESSION(at, INTERVAL '2' MINUTE), k
-- postgresql
SELECT k, min(at) AS s, max(at) + interval '2 minutes' AS e, count(*) AS n FROM y WHERE v > 4 AND at IS NOT NULL GROUP BY k;
CREATE MATERIALIZED VIEW sessions AS SELECT SESSION_START(at, INTERVAL '2' MINUTE) AS s, count(*) AS n FROM y GROUP BY SESSION(at, INTERVAL '2' MINUTE)
-- postgresql
SELECT min(at) AS s, count(*) AS n FROM y WHERE at IS NOT NULL GROUP BY at >= '2021-03-01 10:05', at::date;
CREATE MATERIALIZED VIEW one_day AS SELECT count(*) AS n FROM y GROUP BY TUMBLE(at, INTERVAL '1' DAY) ORDER BY TUMBLE_START(at, INTERVAL '1' DAY) LIMIT 1
-- postgresql
SELECT count(*) AS n FROM y WHERE at IS NOT NULL GROUP BY at::date ORDER BY at::date LIMIT 1;
INSERT INTO y VALUES (1,5,'a','2021-03-01 10:01','DE'),(1,7,'b','2021-03-01 10:02','US'),(2,null,'c','2021-03-01 10:06',null),(5,9,'d','2021-03-01 10:06','DE'),(null,1,null,null,'FR');
INSERT INTO y VALUES (1,5,'a','2021-03-01 10:01','DE'),(3,3,'e','2021-03-02 10:01','GB');
