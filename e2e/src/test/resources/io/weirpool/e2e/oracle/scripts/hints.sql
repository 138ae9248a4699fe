-- Inputs hinted small: joined on no equality they go to all tasks, whatever they are. PostgreSQL reads the hints as comments.
CREATE STREAM band (id INT, low NUMERIC(10, 2) NOT NULL, high NUMERIC(10, 2), name TEXT);
CREATE TABLE item (id BIGINT PRIMARY KEY, price NUMERIC(10, 2), kind TEXT);
CREATE STREAM sale (item BIGINT, price NUMERIC(10, 2), kind TEXT);
CREATE MATERIALIZED VIEW banded AS
SELECT /*+ BROADCAST(b) */ s.item, s.price, b.name FROM sale s JOIN band b ON s.price >= b.low AND s.price < b.high;
CREATE MATERIALIZED VIEW left_small AS
SELECT /*+ broadcast(item) */ item.id, b.name FROM item CROSS JOIN (SELECT name, count(*) AS n FROM band GROUP BY name) b;
CREATE MATERIALIZED VIEW grouped_small AS
SELECT /*+ BROADCAST(b) */ item.id, b.name FROM item CROSS JOIN (SELECT name, count(*) AS n FROM band GROUP BY name) b;
CREATE MATERIALIZED VIEW two_small AS
SELECT /*+ BROADCAST(a, b) */ a.name, b.name AS other, s.item FROM band a, band b, sale s WHERE a.low < s.price AND b.high > s.price;
CREATE MATERIALIZED VIEW small_last AS
SELECT /*+ BROADCAST(b), BROADCAST(c) */ s.item, count(*) AS n, max(c.high) AS high FROM sale s, band b, band c WHERE b.low < s.price AND c.low < s.price GROUP BY s.item;
CREATE MATERIALIZED VIEW kept AS
SELECT /*+ BROADCAST(b) */ s.item, b.name FROM sale s LEFT JOIN band b ON s.price >= b.low;
CREATE MATERIALIZED VIEW kept_right AS
SELECT /*+ BROADCAST(b) */ s.item, b.name FROM band b RIGHT JOIN sale s ON s.price >= b.low;
CREATE MATERIALIZED VIEW in_a_band AS
SELECT s.item FROM sale s WHERE EXISTS (SELECT /*+ BROADCAST(b) */ 1 FROM band b WHERE s.price > b.low AND s.price < b.high);
CREATE MATERIALIZED VIEW in_no_band AS
SELECT s.item FROM sale s WHERE NOT EXISTS (SELECT /*+ BROADCAST(b) */ 1 FROM band b WHERE s.price > b.low AND s.price < b.high);
CREATE MATERIALIZED VIEW with_cte AS
WITH mean AS (SELECT kind, avg(price) AS price FROM item GROUP BY kind)
SELECT /*+ BROADCAST(mean) */ s.item, mean.kind, mean.price FROM sale s JOIN mean ON s.price > mean.price;
INSERT INTO item VALUES (1, 5.00, 'a'), (2, 15.00, 'b'), (3, 150.00, NULL);
INSERT INTO sale VALUES (1, 4.00, 'a'), (1, 4.00, 'a'), (2, 16.00, 'b'), (9, NULL, NULL);
INSERT INTO band VALUES (1, 0, 10, 'low'), (2, 10, 100, 'middle');
INSERT INTO sale VALUES (3, 120.00, NULL), (2, 55.50, 'b');
INSERT INTO band VALUES (3, 100, 1000, 'high'), (4, 3, 5, 'odd'), (5, 1, NULL, 'open');
UPDATE item SET price = NULL WHERE id = 3;
DELETE FROM item WHERE id = 2;
UPDATE item SET price = 3.00, kind = 'z' WHERE id = 1;
DELETE FROM item;
