-- Outer joins whose ON asks subqueries about both sides, and FULL JOINs that depend on the row outside.
CREATE TABLE c (id INT PRIMARY KEY, bill TEXT);
CREATE TABLE o (id INT PRIMARY KEY, c INT, ship TEXT);
CREATE TABLE l (id INT PRIMARY KEY, o INT, q INT);
CREATE STREAM e (c INT, v INT);

CREATE MATERIALIZED VIEW exists_of_both AS
SELECT o.id, l.id AS l FROM o LEFT JOIN l ON EXISTS (SELECT 1 FROM c WHERE c.id = o.c AND c.id = l.q);
CREATE MATERIALIZED VIEW count_of_both AS
SELECT o.id, l.id AS l, l.q FROM o LEFT JOIN l ON l.o = o.id AND l.q > (SELECT count(*) FROM e WHERE e.c = o.c AND e.v < l.q);
CREATE MATERIALIZED VIEW kept_right AS
SELECT o.ship, l.id AS l FROM o RIGHT JOIN l ON l.o = o.id AND (o.c, l.q) IN (SELECT c, v FROM e);
CREATE MATERIALIZED VIEW operand_of_both AS
SELECT o.id, l.id AS l FROM o LEFT JOIN l ON o.c + l.q NOT IN (SELECT id FROM c) AND l.q >= 0;
CREATE MATERIALIZED VIEW one_of_both_one_of_right AS
SELECT o.id, l.id AS l FROM o LEFT JOIN l ON l.o = o.id AND l.q IN (SELECT id FROM c)
    AND (l.q = 1 OR EXISTS (SELECT 1 FROM e WHERE e.c = o.c AND e.v = l.q));
CREATE MATERIALIZED VIEW among_others AS
SELECT c.id, o.id AS o, l.id AS l
FROM c JOIN o ON o.c = c.id LEFT JOIN l ON l.o = o.id AND EXISTS (SELECT 1 FROM e WHERE e.c = c.id AND e.v <= l.q);

CREATE MATERIALIZED VIEW full_by_condition AS
SELECT id, (SELECT count(*) FROM o FULL JOIN l ON o.id = l.o AND l.q > c.id) AS n FROM c;
CREATE MATERIALIZED VIEW full_of_sides AS
SELECT id, (SELECT count(*) FROM (SELECT * FROM o WHERE o.c = c.id) o FULL JOIN (SELECT * FROM l WHERE l.q = c.id) l ON o.id = l.o) AS n
FROM c;
CREATE MATERIALIZED VIEW full_lateral AS
SELECT c.id, x.* FROM c LEFT JOIN LATERAL
    (SELECT o.ship, l.id AS l FROM (SELECT * FROM o WHERE o.c <= c.id) o FULL JOIN l ON o.id = l.o AND l.q = c.id) x ON TRUE;
CREATE MATERIALIZED VIEW full_exists AS
SELECT id FROM c WHERE EXISTS (SELECT 1 FROM o FULL JOIN l ON o.id = l.o AND o.ship = c.bill WHERE o.id IS NULL OR l.q = c.id);

INSERT INTO c VALUES (1, 'a'), (2, 'b'), (3, NULL);
INSERT INTO o VALUES (1, 1, 'a'), (2, 1, NULL), (3, 2, 'b'), (4, NULL, 'c');
INSERT INTO l VALUES (1, 1, 1), (2, 1, 2), (3, 3, 2), (4, 9, NULL), (5, 2, 0);
INSERT INTO e VALUES (1, 1), (2, 2), (2, NULL), (NULL, 1);
UPDATE l SET q = 2 WHERE id = 1;
UPDATE o SET c = 2, ship = 'b' WHERE id = 2;
INSERT INTO e VALUES (1, 2), (1, 0);
DELETE FROM c WHERE id = 2;
UPDATE l SET o = 4, q = 1 WHERE id = 4;
INSERT INTO c VALUES (2, 'c');
DELETE FROM o WHERE id = 1;
DELETE FROM l WHERE q = 2;
