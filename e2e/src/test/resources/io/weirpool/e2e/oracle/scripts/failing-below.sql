-- A row of a view with state that has no value is not in its table, and so not in what reads the view, whatever columns that reads.
CREATE TABLE item (id int primary key, grp int, n int, s text);
CREATE TABLE label (grp int primary key, name text);
CREATE MATERIALIZED VIEW shares AS SELECT grp, count(*) AS c, max(s) AS s, 100 / sum(n) AS share FROM item GROUP BY grp
-- postgresql, without rows that fail
SELECT grp, count(*) AS c, max(s) AS s, 100 / sum(n) AS share FROM item GROUP BY grp HAVING sum(n) IS DISTINCT FROM 0;
CREATE MATERIALIZED VIEW sixths AS SELECT grp, sum(60 / n) AS q, count(*) AS c FROM item GROUP BY grp
-- postgresql, without rows that fail
SELECT grp, sum(60 / n) AS q, count(*) AS c FROM item WHERE n IS DISTINCT FROM 0 GROUP BY grp;
CREATE MATERIALIZED VIEW paired AS SELECT i.id, l.name, 10 / (i.n - l.grp) AS q FROM item i JOIN label l ON i.grp = l.grp
-- postgresql, without rows that fail
SELECT i.id, l.name, 10 / (i.n - l.grp) AS q FROM item i JOIN label l ON i.grp = l.grp WHERE (i.n - l.grp) IS DISTINCT FROM 0;
CREATE MATERIALIZED VIEW ranked AS SELECT id, grp, row_number() OVER (PARTITION BY grp ORDER BY n, id) AS r, 5 / lag(n) OVER (PARTITION BY grp ORDER BY n, id) AS q FROM item
-- postgresql, without rows that fail
SELECT id, grp, r, 5 / p AS q FROM (SELECT id, grp, row_number() OVER (PARTITION BY grp ORDER BY n, id) AS r, lag(n) OVER (PARTITION BY grp ORDER BY n, id) AS p FROM item) AS x WHERE p IS DISTINCT FROM 0;
CREATE MATERIALIZED VIEW groups_only AS SELECT grp FROM shares;
CREATE MATERIALIZED VIEW some_groups AS SELECT grp, s FROM shares WHERE c > 1;
CREATE MATERIALIZED VIEW shown AS SELECT grp + 1 AS g, share, s FROM shares WHERE share < 50;
CREATE MATERIALIZED VIEW perhaps AS SELECT grp, CASE WHEN c > 1 THEN share END AS share FROM shares;
CREATE MATERIALIZED VIEW how_many AS SELECT count(*) AS n, sum(c) AS c FROM shares;
CREATE MATERIALIZED VIEW sizes AS SELECT c, count(*) AS groups FROM shares GROUP BY c;
CREATE MATERIALIZED VIEW sets AS SELECT c, s, count(*) AS groups FROM shares GROUP BY ROLLUP (c, s);
CREATE MATERIALIZED VIEW joined AS SELECT i.id, h.c FROM item i LEFT JOIN shares h ON i.grp = h.grp;
CREATE MATERIALIZED VIEW without AS SELECT id FROM item i WHERE NOT EXISTS (SELECT 1 FROM shares h WHERE h.grp = i.grp);
-- a command that one of its parts cannot take is in none of the others
CREATE MATERIALIZED VIEW members AS SELECT id FROM item WHERE grp IN (SELECT grp FROM sixths)
-- postgresql, without rows that fail
SELECT id FROM item WHERE n IS DISTINCT FROM 0 AND grp IN (SELECT grp FROM sixths);
CREATE MATERIALIZED VIEW first_two AS SELECT grp FROM shares ORDER BY c DESC, grp LIMIT 2;
CREATE MATERIALIZED VIEW numbered AS SELECT grp, row_number() OVER (ORDER BY c, grp) AS r, sum(c) OVER () AS total FROM shares;
CREATE MATERIALIZED VIEW both_kinds AS SELECT grp FROM shares UNION ALL SELECT grp FROM sixths;
CREATE MATERIALIZED VIEW only_shares AS SELECT grp FROM shares EXCEPT SELECT grp FROM sixths;
CREATE MATERIALIZED VIEW names AS SELECT name, count(*) AS n FROM paired GROUP BY name;
CREATE MATERIALIZED VIEW ids AS SELECT id FROM paired;
CREATE MATERIALIZED VIEW first_ids AS SELECT id FROM ranked WHERE r = 1;
CREATE MATERIALIZED VIEW top_of_sizes AS SELECT max(groups) AS g FROM sizes;
CREATE MATERIALIZED VIEW third AS SELECT a.c, b.n FROM sizes a, how_many b WHERE a.groups <= b.n;
CREATE MATERIALIZED VIEW fourth AS SELECT c FROM third;

INSERT INTO label VALUES (1, 'one'), (2, 'two');
INSERT INTO item VALUES (1, 1, 5, 'a'), (2, 1, 3, 'b'), (3, 2, 4, 'c'), (4, NULL, 7, NULL), (5, 3, NULL, 'e');
-- group 1 fails
UPDATE item SET n = -5 WHERE id = 2;
-- and changes while it does
INSERT INTO item VALUES (6, 1, 0, 'f');
-- is mended
UPDATE item SET n = 2, s = 'z' WHERE id = 2;
UPDATE item SET n = 2 WHERE id = 6;
-- fails again, and others with it; of label 2 the row
UPDATE item SET n = -7 WHERE id = 2;
UPDATE item SET n = 0 WHERE id = 3;
INSERT INTO item VALUES (7, 2, 2, 'g');
UPDATE item SET n = 0 WHERE id = 4;
-- goes while it fails
DELETE FROM item WHERE id IN (1, 2);
DELETE FROM item WHERE id = 6;
DELETE FROM item WHERE id IN (3, 4);
-- and is back
INSERT INTO item VALUES (1, 1, 0, 'a');
UPDATE item SET n = 1 WHERE id = 1;
UPDATE item SET grp = 1, n = -1 WHERE id = 7;
UPDATE label SET name = 'uno' WHERE grp = 1;
DELETE FROM label;
DELETE FROM item;
