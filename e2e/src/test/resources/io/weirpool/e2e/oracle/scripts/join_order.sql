-- Inner joins that are made in another order than the one written: by keys, by hints and by what sources declare of their rows.
CREATE STREAM visit (page INT, visitor INT, seconds NUMERIC(8, 2)) WITH ('rows' = '5000000');
CREATE TABLE page (id INT PRIMARY KEY, site INT, title TEXT) WITH ('rows' = '2000');
CREATE TABLE site (id INT PRIMARY KEY, name TEXT, owner INT) WITH ('rows' = '20');
CREATE STREAM note (visitor INT, said TEXT);
CREATE MATERIALIZED VIEW all_columns AS
SELECT * FROM visit v JOIN note n (who, said) ON n.who = v.visitor JOIN page p (page_id, p_site, title) ON p.page_id = v.page JOIN site s (site_id, s_name, s_owner) ON s.site_id = p.p_site;
CREATE MATERIALIZED VIEW listed AS
SELECT s.name, p.title, v.seconds, n.said FROM note n, visit v, page p, site s WHERE n.visitor = v.visitor AND v.page = p.id AND p.site = s.id AND v.seconds > 1;
CREATE MATERIALIZED VIEW hinted AS
SELECT /*+ CARDINALITY(m = '3', 'n' = '100000000') */ n.said, m.said AS other, v.page, v.seconds FROM note n JOIN visit v ON v.visitor = n.visitor JOIN note m ON m.visitor = v.page AND m.said <> n.said;
CREATE MATERIALIZED VIEW hinted_whole AS
SELECT /*+ CARDINALITY(j = '2') */ v.page, v.seconds, n.said, j.name FROM visit v JOIN note n ON n.visitor = v.visitor
JOIN (SELECT p.id, s.name FROM page p JOIN site s ON s.id = p.site) j ON j.id = v.page;
CREATE MATERIALIZED VIEW same_key AS
SELECT v.page, n.said, m.said AS other, p.title FROM visit v JOIN note n ON n.visitor = v.visitor JOIN page p ON p.id = v.page JOIN note m ON m.visitor = v.visitor;
CREATE MATERIALIZED VIEW two_groups AS
SELECT v.page, s.name, a.site FROM visit v, page a, site s, note n WHERE v.page = a.id AND n.visitor = s.owner;
CREATE MATERIALIZED VIEW per_site AS
SELECT s.id, s.name, count(*) AS visits, sum(v.seconds) AS seconds FROM visit v JOIN note n ON n.visitor = v.visitor JOIN page p ON p.id = v.page JOIN site s ON s.id = p.site GROUP BY s.id, s.name;
CREATE MATERIALIZED VIEW beside_outer AS
SELECT v.page, n.said, p.title, s.name FROM visit v LEFT JOIN page p ON p.id = v.page JOIN note n ON n.visitor = v.visitor JOIN site s ON s.id = v.page;
CREATE MATERIALIZED VIEW of_groups AS
SELECT v.page, v.seconds, n.said, t.longest FROM visit v JOIN note n ON n.visitor = v.visitor JOIN (SELECT page, max(seconds) AS longest FROM visit GROUP BY page) t ON t.page = v.page;
INSERT INTO site VALUES (1, 'blue', 7), (2, 'red', 8);
INSERT INTO page VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, NULL, 'd'), (5, 9, NULL);
INSERT INTO visit VALUES (1, 7, 2.5), (1, 7, 2.5), (2, 8, 0.5), (3, NULL, 4), (NULL, 7, 3), (9, 8, 10);
INSERT INTO note VALUES (7, 'x'), (7, 'y'), (8, 'x'), (NULL, 'z'), (1, 'u'), (2, NULL), (3, 'w');
INSERT INTO visit VALUES (3, 8, 1.25), (2, 7, 100);
UPDATE page SET site = 2 WHERE id = 1;
DELETE FROM site WHERE id = 1;
INSERT INTO site VALUES (1, 'green', 8), (3, 'none', NULL);
UPDATE page SET site = 1, title = 'bb' WHERE id = 2;
DELETE FROM page WHERE id = 3;
UPDATE site SET owner = 7 WHERE id = 2;
DELETE FROM page;
