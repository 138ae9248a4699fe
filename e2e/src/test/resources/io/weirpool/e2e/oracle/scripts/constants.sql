-- Views that read no source, and names that nobody gave.
CREATE TABLE item (id INT PRIMARY KEY, a INT, b TEXT);

CREATE MATERIALIZED VIEW one_row (a, b, c, d) AS SELECT 1, 'x' || 'y', NULL::int, upper('abc');
CREATE MATERIALIZED VIEW equal_rows AS VALUES (1, 'a'), (2, 'b'), (1, 'a');
CREATE MATERIALIZED VIEW grouped (x, n, y, z) AS
SELECT x, count(*), sum(y), sum(y + 1) FROM (VALUES ('a', 1), ('b', 2), ('a', 3), (NULL, 4)) v(x, y) GROUP BY x;
CREATE MATERIALIZED VIEW nothing AS SELECT x FROM (VALUES (1), (2)) v(x) WHERE x > 2;
CREATE MATERIALIZED VIEW counted AS SELECT count(*), max(x) FROM (VALUES (1), (2)) v(x) WHERE x > 2;
CREATE MATERIALIZED VIEW united (x) AS SELECT 1 UNION SELECT 2 UNION SELECT 1;
CREATE MATERIALIZED VIEW joined AS
SELECT a.x, b.y FROM (VALUES (1), (2), (3)) a(x) FULL JOIN (VALUES (2), (4)) b(y) ON a.x = b.y;
CREATE MATERIALIZED VIEW ranked AS SELECT x, rank() OVER (ORDER BY x DESC), sum(x) OVER () FROM (VALUES (1), (3), (3)) v(x);
CREATE MATERIALIZED VIEW unnamed (id, more, twice, n, none, less) AS SELECT id, a + 1, a * 2, (SELECT count(*) FROM item), b IS NULL, -a FROM item;
CREATE MATERIALIZED VIEW beside AS SELECT i.id, v.name FROM item i JOIN (VALUES (1, 'one'), (2, 'two')) v(n, name) ON v.n = i.a;

INSERT INTO item VALUES (1, 1, 'p'), (2, 2, NULL), (3, NULL, 'q');
UPDATE item SET a = 2 WHERE id = 1;
DELETE FROM item WHERE id = 2;
