-- Columns with names as PostgreSQL lets them be in quotes: of sources, views, subqueries and what is called after them.
CREATE TABLE orders ("orderId" int primary key, "Customer Name" text, "totalAmount" numeric CHECK ("totalAmount" >= 0), "a" int, "A" int);
CREATE STREAM events (id int, "userId" bigint, "eventTime" timestamp, "select" text, "kind-of" text);
CREATE MATERIALIZED VIEW all_orders AS SELECT * FROM orders;
CREATE MATERIALIZED VIEW given AS SELECT "orderId" AS "Order", "totalAmount" * 2 AS "Double", a AS x, "A" AS "X" FROM orders;
CREATE MATERIALIZED VIEW joined AS SELECT o."orderId", e."eventTime", count(*) AS "Count" FROM orders o JOIN events e ON o."orderId" = e."userId" GROUP BY o."orderId", e."eventTime";
CREATE MATERIALIZED VIEW of_view ("First", "second One") AS SELECT "Order", "Double" FROM given WHERE "Order" > 1;
CREATE MATERIALIZED VIEW nested AS WITH "Q" AS (SELECT "userId" AS "U", "select" FROM events) SELECT "Q"."U", max("select") AS "Max" FROM "Q" GROUP BY "U";
CREATE MATERIALIZED VIEW ranked AS SELECT * FROM (SELECT "userId", "kind-of", row_number() OVER (PARTITION BY "userId" ORDER BY "eventTime" DESC) AS "rowNumber" FROM events) "S" WHERE "rowNumber" = 1;
CREATE MATERIALIZED VIEW as_json AS SELECT "userId", to_jsonb(e) AS "Row", jsonb_build_object('k', "kind-of") AS "Kinds" FROM events e;
CREATE MATERIALIZED VIEW using_names AS SELECT "userId", x."select", y."kind-of" FROM events x JOIN events y USING ("userId") ORDER BY "userId" LIMIT 3;
CREATE MATERIALIZED VIEW windows AS SELECT window_start, "select" AS "Select", count(*) AS n FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR("eventTime"), INTERVAL '1' HOUR)) GROUP BY window_start, window_end, "select"
-- postgresql
SELECT date_trunc('hour', "eventTime") AS window_start, "select" AS "Select", count(*) AS n FROM events WHERE "eventTime" IS NOT NULL GROUP BY 1, 2;
INSERT INTO orders VALUES (1, 'Ann', 1.5, 1, 2), (2, 'Bob', NULL, NULL, 3), (3, NULL, 7, 4, NULL);
INSERT INTO events VALUES (1, 1, '2024-01-01 10:00', 'x', 'k'), (2, 1, '2024-01-01 10:30', 'y', NULL), (3, 2, '2024-01-01 11:00', 'x', 'l'), (4, NULL, NULL, NULL, 'm');
UPDATE orders SET "totalAmount" = 3, "A" = 9 WHERE "orderId" = 2;
DELETE FROM orders WHERE "orderId" = 1;
INSERT INTO events VALUES (5, 3, '2024-01-01 10:10', 'z', 'n');
