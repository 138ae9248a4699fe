-- Employees, departments and clicks: what a first user writes.
CREATE TABLE emp (id INT PRIMARY KEY, name TEXT, dept INT, salary NUMERIC(10,2), hired DATE, tags TEXT[], boss INT);
CREATE TABLE dept (id INT PRIMARY KEY, name TEXT NOT NULL, budget BIGINT);
CREATE STREAM click (who INT, page TEXT, at TIMESTAMP, ms INT, score DOUBLE PRECISION, extra JSONB);

CREATE MATERIALIZED VIEW v1 AS SELECT d.name, count(e.id) AS n, sum(e.salary) AS total, avg(e.salary) AS mean, max(e.hired) AS last FROM dept d LEFT JOIN emp e ON e.dept = d.id GROUP BY d.id, d.name;
CREATE MATERIALIZED VIEW v2 AS SELECT name, salary, rank() OVER (PARTITION BY dept ORDER BY salary DESC) AS r FROM emp;
CREATE MATERIALIZED VIEW v3 AS SELECT * FROM (SELECT id, dept, salary, row_number() OVER (PARTITION BY dept ORDER BY salary DESC, id) AS rn FROM emp) x WHERE rn <= 2;
CREATE MATERIALIZED VIEW v4 AS SELECT e.name, b.name AS boss FROM emp e LEFT JOIN emp b ON e.boss = b.id;
CREATE MATERIALIZED VIEW v5 AS SELECT e.id, t.tag FROM emp e, unnest(e.tags) AS t(tag);
CREATE MATERIALIZED VIEW v6 AS SELECT t.tag, count(*) AS n, array_agg(e.name ORDER BY e.id) AS names FROM emp e CROSS JOIN unnest(e.tags) AS t(tag) GROUP BY t.tag;
CREATE MATERIALIZED VIEW v7 AS SELECT d.id, x.name, x.salary FROM dept d LEFT JOIN LATERAL (SELECT e.name, e.salary FROM emp e WHERE e.dept = d.id ORDER BY e.salary DESC, e.id LIMIT 1) x ON true;
CREATE MATERIALIZED VIEW v8 AS SELECT id, name FROM emp e WHERE salary > (SELECT avg(salary) FROM emp WHERE dept = e.dept);
CREATE MATERIALIZED VIEW v9 AS SELECT dept, string_agg(name, ', ' ORDER BY name) AS names, count(DISTINCT boss) AS bosses, bool_or(salary > 100) AS rich FROM emp GROUP BY dept HAVING count(*) > 1;
CREATE MATERIALIZED VIEW v10 AS SELECT id FROM dept EXCEPT SELECT dept FROM emp;
CREATE MATERIALIZED VIEW v11 AS SELECT page, date_trunc('minute', at) AS m, count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50, sum(score) AS s FROM click GROUP BY page, date_trunc('minute', at);
CREATE MATERIALIZED VIEW v12 AS SELECT who, page, at, lag(page) OVER (PARTITION BY who ORDER BY at, page, ms) AS before, sum(ms) OVER (PARTITION BY who ORDER BY at, page, ms ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two FROM click;
CREATE MATERIALIZED VIEW v13 AS SELECT extra->>'k' AS k, count(*) AS n FROM click WHERE extra IS NOT NULL GROUP BY extra->>'k';
CREATE MATERIALIZED VIEW v14 AS SELECT dept, count(*) AS n FROM emp GROUP BY ROLLUP (dept);
CREATE MATERIALIZED VIEW v15 AS WITH a AS (SELECT dept, sum(salary) AS s FROM emp GROUP BY dept), m AS (SELECT max(s) AS s FROM a) SELECT a.dept FROM a JOIN m ON a.s = m.s;

CREATE MATERIALIZED VIEW v17 AS SELECT e.id, g AS step FROM emp e, generate_series(1, e.dept) AS g;
CREATE MATERIALIZED VIEW v18 AS SELECT id, name FROM emp WHERE dept NOT IN (SELECT id FROM dept WHERE budget > 100);
CREATE MATERIALIZED VIEW v19 AS SELECT d.name, (SELECT count(*) FROM emp e WHERE e.dept = d.id AND 'a' = ANY(e.tags)) AS with_a FROM dept d;
CREATE MATERIALIZED VIEW v20 AS SELECT coalesce(e.dept, d.id) AS k, e.name, d.name AS dname FROM emp e FULL OUTER JOIN dept d ON e.dept = d.id;
CREATE MATERIALIZED VIEW v21 AS SELECT name, salary FROM emp ORDER BY salary DESC NULLS LAST, id LIMIT 2 OFFSET 1;
CREATE MATERIALIZED VIEW v22 AS SELECT count(*) AS n, count(*) FILTER (WHERE salary > 150) AS rich, min(name) AS first FROM emp;
CREATE MATERIALIZED VIEW v23 AS SELECT c.who, e.name, c.page FROM click c JOIN emp e ON c.who = e.id WHERE c.ms > 10;
CREATE MATERIALIZED VIEW v24 AS SELECT window_start, page, count(*) AS n FROM TABLE(TUMBLE(TABLE click, DESCRIPTOR(at), INTERVAL '5' MINUTE)) GROUP BY window_start, page
-- postgresql
SELECT date_bin('5 minutes', at, '1970-01-01') AS window_start, page, count(*) AS n FROM click WHERE at IS NOT NULL GROUP BY 1, 2;

INSERT INTO dept VALUES (1, 'eng', 500), (2, 'ops', 50), (3, 'hr', NULL);
INSERT INTO emp VALUES (1, 'Ada', 1, 200.50, '2020-01-01', ARRAY['a','b'], NULL), (2, 'Bo', 1, 100, '2021-05-05', ARRAY['a'], 1), (3, 'Chi', 2, 150.25, NULL, NULL, 1), (4, 'Dee', NULL, NULL, '2019-02-28', '{}', 3);
INSERT INTO click VALUES (1, 'x', '2024-01-01 10:00:30', 20, 0.5, '{"k": "a"}'), (1, 'y', '2024-01-01 10:00:10', 5, 'NaN', '{"k": null}'), (3, 'x', '2024-01-01 10:07:00', NULL, 1e300, '{"z": 1}'), (NULL, 'x', NULL, 30, NULL, NULL);
UPDATE emp SET salary = salary + 100 WHERE id IN (2, 3);
UPDATE emp SET dept = 2 WHERE id = 1;
INSERT INTO emp VALUES (5, 'Eve', 2, 150.25, '2022-01-01', ARRAY['b', NULL, 'b'], 2), (6, 'Ada', 2, 250.25, '2022-01-01', ARRAY['c'], 2);
UPDATE emp SET boss = 6, tags = ARRAY['a', 'z'] WHERE id = 4;
DELETE FROM emp WHERE id = 2;
UPDATE dept SET budget = 50 WHERE id = 1;
DELETE FROM dept WHERE id = 2;
INSERT INTO click VALUES (3, 'y', '2024-01-01 10:04:59.999999', 15, -1e300, '{"k": "a", "l": [1,2]}');
UPDATE emp SET dept = 3;
DELETE FROM emp;
