-- Frames of months and of parts, values that are known, and subqueries in ON, while rows come and go.
CREATE TABLE visit (id INT PRIMARY KEY, who TEXT, day DATE, at TIMESTAMP, ms DOUBLE PRECISION, score INT);
CREATE TABLE guest (who TEXT PRIMARY KEY, since DATE, host TEXT);

CREATE MATERIALIZED VIEW v1 AS SELECT id, count(*) OVER (ORDER BY day RANGE BETWEEN INTERVAL '1 month' PRECEDING AND CURRENT ROW) AS n FROM visit;
CREATE MATERIALIZED VIEW v2 AS SELECT id, sum(score) OVER (ORDER BY at DESC RANGE BETWEEN INTERVAL '1 year' PRECEDING AND INTERVAL '1' MONTH FOLLOWING) AS s FROM visit;
CREATE MATERIALIZED VIEW v3 AS SELECT id, count(score) OVER (PARTITION BY who ORDER BY ms RANGE BETWEEN 0.5 PRECEDING AND 1.25 FOLLOWING EXCLUDE CURRENT ROW) AS n FROM visit;
CREATE MATERIALIZED VIEW v4 AS SELECT id, lag(score) IGNORE NULLS OVER (PARTITION BY who ORDER BY id) AS before, first_value(score) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near FROM visit
-- postgresql
SELECT id, (SELECT score FROM visit b WHERE b.who IS NOT DISTINCT FROM v.who AND b.id < v.id AND score IS NOT NULL ORDER BY b.id DESC LIMIT 1) AS before, (array_remove(array_agg(score) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), NULL))[1] AS near FROM visit v;
CREATE MATERIALIZED VIEW v5 AS SELECT v.id, g.host FROM visit v LEFT JOIN guest g ON g.who = v.who AND v.score > (SELECT avg(score) FROM visit);
CREATE MATERIALIZED VIEW v6 AS SELECT v.id, g.who FROM visit v FULL JOIN guest g ON g.who = v.who AND EXISTS (SELECT 1 FROM visit o WHERE o.who = g.host) AND v.day IN (SELECT since FROM guest);
CREATE MATERIALIZED VIEW v7 AS SELECT who, avg(score) OVER w AS a, sum(score) OVER (w ROWS 1 PRECEDING) AS s FROM visit WINDOW w AS (PARTITION BY who ORDER BY id);
CREATE MATERIALIZED VIEW v8 AS SELECT who FROM guest WHERE (who, since) = (SELECT who, day FROM visit ORDER BY id LIMIT 1);
CREATE MATERIALIZED VIEW v9 AS SELECT who, first_value(score ORDER BY at, id) AS first, last_value(id ORDER BY at, id) FILTER (WHERE score > 1) AS last, first_value(DISTINCT score ORDER BY score DESC) AS most FROM visit GROUP BY who
-- postgresql
SELECT who, (array_agg(score ORDER BY at, id))[1] AS first, (array_agg(id ORDER BY at DESC, id DESC) FILTER (WHERE score > 1))[1] AS last, (array_agg(DISTINCT score ORDER BY score DESC))[1] AS most FROM visit GROUP BY who;
CREATE MATERIALIZED VIEW v10 AS SELECT id, lag(id, score, -1) OVER (ORDER BY id) AS x, lead(who, score - 2) OVER (PARTITION BY who ORDER BY id) AS y, lag(score, 2 - score) OVER (ORDER BY id) AS z FROM visit;

INSERT INTO visit VALUES (1, 'a', '2024-01-31', '2024-01-31 10:00:00', 1, 5), (2, 'a', '2024-02-29', '2024-02-29 09:59:59', 1.5, NULL), (3, 'b', '2024-03-31', '2024-03-31 00:00:00', 'NaN', 7), (4, 'a', NULL, NULL, NULL, 1), (5, NULL, '2024-03-29', '2025-01-31 10:00:00', 'Infinity', 2);
INSERT INTO guest VALUES ('a', '2024-02-29', 'b'), ('b', '2024-03-31', 'x'), ('c', NULL, 'a');
UPDATE visit SET score = 9 WHERE id = 2;
UPDATE visit SET day = '2024-04-30', at = '2024-03-31 10:00:00', ms = 2.25 WHERE id = 4;
DELETE FROM visit WHERE id = 1;
UPDATE guest SET host = 'a' WHERE who = 'b';
INSERT INTO visit VALUES (6, 'b', '2023-12-31', '2024-02-29 10:00:00', 'NaN', NULL), (7, 'a', '2024-02-29', '2024-04-30 10:00:00', 1, 4);
DELETE FROM guest WHERE who = 'a';
UPDATE visit SET score = NULL WHERE id IN (2, 3);
DELETE FROM visit;
