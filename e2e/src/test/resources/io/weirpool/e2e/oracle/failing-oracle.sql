-- The rows that the views of failing-views.sql must have, in queries that do not fail. NULL / 0 is NULL, and fails not.
CREATE VIEW f01_division_before_state AS SELECT i, x / n AS q, 100 / n AS w FROM sample WHERE n IS DISTINCT FROM 0;
CREATE VIEW f02_division_in_a_group AS
SELECT t, 100 / SUM(n) AS q, COUNT(*) AS cnt FROM item GROUP BY t HAVING SUM(n) IS DISTINCT FROM 0;
CREATE VIEW f03_keyed_rows_come_and_go AS SELECT a, k, 12 / n AS q FROM item WHERE n IS DISTINCT FROM 0;
CREATE VIEW f04_overflow_in_a_group AS
SELECT k, CAST(SUM(i) AS INTEGER) AS s FROM item GROUP BY k
HAVING SUM(i) IS NULL OR SUM(i) BETWEEN -2147483648 AND 2147483647;
CREATE VIEW f05_cast_of_text AS SELECT a, k, NULL::integer AS i FROM item WHERE t IS NULL;
CREATE VIEW f06_group_key_fails AS
SELECT 6 / n AS part, COUNT(*) AS cnt, SUM(x) AS x FROM item WHERE n IS DISTINCT FROM 0 GROUP BY 6 / n;
CREATE VIEW f07_condition_fails AS
SELECT t, COUNT(*) AS cnt FROM item WHERE CASE WHEN n = 0 THEN false ELSE 10 / n > 2 END GROUP BY t;
CREATE VIEW f08_having_fails AS
SELECT k, COUNT(*) AS cnt FROM item GROUP BY k HAVING CASE WHEN SUM(n) = 0 THEN false ELSE 10 / SUM(n) > -5 END;
CREATE VIEW f09_argument_fails AS
SELECT ok, SUM(60 / n) AS s, COUNT(*) AS cnt FROM item WHERE n IS DISTINCT FROM 0 GROUP BY ok;
CREATE VIEW f10_smallint AS SELECT b, CAST(i AS SMALLINT) AS s FROM sample WHERE i IS NULL OR i BETWEEN -32768 AND 32767;
CREATE VIEW f11_global_fails AS
SELECT 1 / nullif(COUNT(*) - COUNT(n), 0) AS q, COUNT(*) AS cnt FROM item HAVING COUNT(*) <> COUNT(n);
CREATE VIEW f12_second_level AS
SELECT q, COUNT(*) AS cnt
FROM (SELECT 100 / SUM(n) AS q FROM item GROUP BY k HAVING SUM(n) IS DISTINCT FROM 0) AS s GROUP BY q;
-- What reads a view with state is its query over that view's table.
CREATE VIEW f13_keys_of_a_failing_group AS SELECT t, cnt FROM f02_division_in_a_group;
CREATE VIEW f14_sizes_of_failing_groups AS SELECT cnt, COUNT(*) AS groups FROM f02_division_in_a_group GROUP BY cnt;
CREATE VIEW f15_third_level AS SELECT groups FROM f14_sizes_of_failing_groups;
CREATE VIEW f16_beside_failing_keys AS
SELECT i.a, i.k, g.cnt FROM item i LEFT JOIN f04_overflow_in_a_group s ON i.k = s.k LEFT JOIN f13_keys_of_a_failing_group g ON i.t = g.t;
