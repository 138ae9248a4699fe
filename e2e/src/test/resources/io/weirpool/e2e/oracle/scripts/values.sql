-- VALUES name their columns, SELECT needs no FROM, EXISTS no columns; JSON is built, changed and searched.
CREATE TABLE doc (id INT PRIMARY KEY, j JSONB, a INT, t TEXT, at TIMESTAMPTZ, d DOUBLE PRECISION);

CREATE MATERIALIZED VIEW named AS SELECT v.column1 AS x, column2 AS y FROM (VALUES (1, 'a'), (2, 'b')) v WHERE column1 > 1;
CREATE MATERIALIZED VIEW with_values AS WITH v AS (VALUES (1), (2)) SELECT sum(column1) AS s FROM v;
CREATE MATERIALIZED VIEW no_table AS SELECT 1 AS x WHERE EXISTS (SELECT FROM doc WHERE a > 1);
CREATE MATERIALIZED VIEW constant_test AS SELECT 'x' AS x WHERE 1 > 2 UNION ALL SELECT 'y' WHERE 2 > 1;
CREATE MATERIALIZED VIEW built AS
SELECT id, jsonb_build_object('a', a, t, d, 'at', at) AS o, jsonb_build_array(a, t, at, j, d) AS l, to_jsonb(t) AS s
FROM doc WHERE t IS NOT NULL;
CREATE MATERIALIZED VIEW changed AS
SELECT id, j - 'a' AS less, j || '{"z": 1}' AS more, j #- '{b,c}' AS deep, jsonb_set(j, '{a}', to_jsonb(a)) AS put FROM doc
WHERE jsonb_typeof(j) = 'object';
CREATE MATERIALIZED VIEW searched AS
SELECT id, j @> '{"a": 1}' AS holds, j ? 'a' AS has, j ?| ARRAY['b', 'c'] AS any_of, j = '{"a": 1.0}' AS same, j < '{"a": 2}' AS less FROM doc;
CREATE MATERIALIZED VIEW numbers AS
SELECT id, a ^ 2 AS square, @ a AS size, ~ a AS bits, |/ abs(d) AS root, num_nulls(a, t, at) AS missing,
  to_char(a, '9990') AS shown, to_char(d, 'FM990.00') AS rounded FROM doc;
CREATE MATERIALIZED VIEW recent AS SELECT id FROM doc WHERE at > timestamptz '2024-01-02 00:00+00' AND a < int '5';

INSERT INTO doc VALUES (1, '{"a": 1, "b": {"c": 2, "d": 3}}', 1, 'one', '2024-01-01 10:00:00+00', 2.25),
  (2, '[1, "a"]', 2, 'two', '2024-01-03 10:00:00+00', -0.5), (3, NULL, NULL, NULL, NULL, NULL);
UPDATE doc SET j = '{"a": 1.00}', a = 4, at = '2024-02-01 00:00:00.5+00' WHERE id = 1;
INSERT INTO doc VALUES (4, '"a"', -3, 'q"uote', '2023-01-01 00:00:00+00', 1e20);
DELETE FROM doc WHERE id = 2;
UPDATE doc SET a = 1 WHERE id = 1;
