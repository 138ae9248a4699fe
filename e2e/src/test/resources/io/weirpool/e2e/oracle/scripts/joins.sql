-- An outer join whose match comes, changes its key, and goes.
CREATE TABLE customer (id INT PRIMARY KEY, name TEXT NOT NULL, city TEXT);
CREATE TABLE purchase (id BIGINT PRIMARY KEY, customer INT, amount NUMERIC(10, 2) NOT NULL, at TIMESTAMP);
CREATE STREAM visit (customer INT, at TIMESTAMP NOT NULL);

CREATE MATERIALIZED VIEW with_purchases AS
SELECT c.name, c.city, p.amount, p.at FROM customer c LEFT JOIN purchase p ON p.customer = c.id AND p.amount > 5;
CREATE MATERIALIZED VIEW per_city AS
SELECT c.city, count(*) AS n, sum(p.amount) AS total, max(p.at) AS latest
FROM customer c JOIN purchase p ON p.customer = c.id GROUP BY c.city;
CREATE MATERIALIZED VIEW never_seen AS
SELECT c.id, c.name FROM customer c WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.customer = c.id);
CREATE MATERIALIZED VIEW every_side AS
SELECT coalesce(c.id, p.customer) AS id, c.name, p.amount FROM customer c FULL JOIN purchase p ON p.customer = c.id;

INSERT INTO customer VALUES (1, 'Ada', 'Oslo'), (2, 'Bo', 'Oslo'), (3, 'Chi', NULL);
INSERT INTO purchase VALUES (10, 1, 4.00, '2024-01-01 10:00:00'), (11, 1, 20.50, NULL), (12, 9, 7.00, '2024-01-02 00:00:00.123456');
UPDATE purchase SET amount = 6.00 WHERE id = 10;
UPDATE purchase SET customer = 2 WHERE id = 11;
INSERT INTO visit VALUES (1, '2024-01-01'), (1, '2024-01-01'), (NULL, '2024-01-02');
UPDATE customer SET city = 'Bergen' WHERE id = 1;
INSERT INTO customer VALUES (9, 'Dee', 'Oslo');
DELETE FROM purchase WHERE id = 10;
UPDATE customer SET id = 4 WHERE id = 3;
DELETE FROM customer WHERE city = 'Oslo';
