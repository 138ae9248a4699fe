CREATE MATERIALIZED VIEW f01_division_before_state AS SELECT i, x / n AS q, 100 / n AS w FROM sample;
CREATE MATERIALIZED VIEW f02_division_in_a_group AS SELECT t, 100 / SUM(n) AS q, COUNT(*) AS cnt FROM item GROUP BY t;
CREATE MATERIALIZED VIEW f03_keyed_rows_come_and_go AS SELECT a, k, 12 / n AS q FROM item;
CREATE MATERIALIZED VIEW f04_overflow_in_a_group AS SELECT k, CAST(SUM(i) AS INTEGER) AS s FROM item GROUP BY k;
CREATE MATERIALIZED VIEW f05_cast_of_text AS SELECT a, k, CAST(t AS INTEGER) AS i FROM item;
CREATE MATERIALIZED VIEW f06_group_key_fails AS SELECT 6 / n AS part, COUNT(*) AS cnt, SUM(x) AS x FROM item GROUP BY 6 / n;
CREATE MATERIALIZED VIEW f07_condition_fails AS SELECT t, COUNT(*) AS cnt FROM item WHERE 10 / n > 2 GROUP BY t;
CREATE MATERIALIZED VIEW f08_having_fails AS SELECT k, COUNT(*) AS cnt FROM item GROUP BY k HAVING 10 / SUM(n) > -5;
CREATE MATERIALIZED VIEW f09_argument_fails AS SELECT ok, SUM(60 / n) AS s, COUNT(*) AS cnt FROM item GROUP BY ok;
CREATE MATERIALIZED VIEW f10_smallint AS SELECT b, CAST(i AS SMALLINT) AS s FROM sample;
CREATE MATERIALIZED VIEW f11_global_fails AS SELECT 1 / (COUNT(*) - COUNT(n)) AS q, COUNT(*) AS cnt FROM item;
CREATE MATERIALIZED VIEW f12_second_level AS SELECT q, COUNT(*) AS cnt FROM (SELECT k, 100 / SUM(n) AS q FROM item GROUP BY k) AS s GROUP BY q;
CREATE MATERIALIZED VIEW f13_keys_of_a_failing_group AS SELECT t, cnt FROM f02_division_in_a_group;
CREATE MATERIALIZED VIEW f14_sizes_of_failing_groups AS SELECT cnt, COUNT(*) AS groups FROM f02_division_in_a_group GROUP BY cnt;
CREATE MATERIALIZED VIEW f15_third_level AS SELECT groups FROM f14_sizes_of_failing_groups;
CREATE MATERIALIZED VIEW f16_beside_failing_keys AS
SELECT i.a, i.k, g.cnt FROM item i LEFT JOIN f04_overflow_in_a_group s ON i.k = s.k LEFT JOIN f13_keys_of_a_failing_group g ON i.t = g.t;
