CREATE STREAM sale (shop BIGINT NOT NULL, article TEXT NOT NULL, amount NUMERIC(10, 2) NOT NULL, at TIMESTAMP NOT NULL,
  WATERMARK FOR at AS at - INTERVAL '10' SECOND);
CREATE TABLE shop (id BIGINT PRIMARY KEY, city TEXT, opened DATE);

-- Nothing is kept.
CREATE MATERIALIZED VIEW large AS SELECT shop, amount FROM sale WHERE amount > 100;

-- Groups over a stream, and over rows that can leave.
CREATE MATERIALIZED VIEW by_article AS
SELECT article, count(*) AS sales, max(amount) AS most, count(DISTINCT shop) AS shops FROM sale GROUP BY article;
CREATE MATERIALIZED VIEW by_city AS
SELECT s.city, sum(b.amount) AS total, max(b.amount) AS most, string_agg(b.article, ',' ORDER BY b.article) AS articles
FROM sale b JOIN shop s ON s.id = b.shop GROUP BY s.city;

-- A part that stands in the plan twice and runs once.
CREATE MATERIALIZED VIEW best AS
WITH totals AS (SELECT shop, sum(amount) AS total FROM sale GROUP BY shop)
SELECT shop, total FROM totals WHERE total = (SELECT max(total) FROM totals);

-- Outer, semi and anti joins, top-n, windows, set operations, the closest row, one task.
CREATE MATERIALIZED VIEW outer_side AS
SELECT s.city, b.article FROM shop s LEFT JOIN sale b ON b.shop = s.id AND b.amount > s.id;
CREATE MATERIALIZED VIEW sold AS SELECT id FROM shop s WHERE EXISTS (SELECT 1 FROM sale b WHERE b.shop = s.id);
CREATE MATERIALIZED VIEW last_three AS
SELECT article, at FROM (SELECT *, row_number() OVER (PARTITION BY article ORDER BY at DESC) AS r FROM sale) x WHERE r <= 3;
CREATE MATERIALIZED VIEW last_one AS SELECT DISTINCT ON (article) article, at, amount FROM sale ORDER BY article, at DESC;
CREATE MATERIALIZED VIEW running AS
SELECT article, at, sum(amount) OVER (PARTITION BY article ORDER BY at) AS total FROM sale;
CREATE MATERIALIZED VIEW both_places AS SELECT id FROM shop INTERSECT SELECT shop FROM sale;
CREATE MATERIALIZED VIEW pairs AS SELECT a.id, b.id AS other FROM shop a JOIN shop b ON a.opened < b.opened;
CREATE MATERIALIZED VIEW total AS SELECT count(*) AS n FROM sale;

-- State that is given up.
CREATE MATERIALIZED VIEW per_minute WITH (late = 'drop') AS
SELECT window_start, count(*) AS sales FROM TABLE(TUMBLE(TABLE sale, DESCRIPTOR(at), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;

-- A view over a view: what is read is done once for both.
CREATE MATERIALIZED VIEW sought AS SELECT shops, count(*) AS articles FROM by_article WHERE sales > 10 GROUP BY shops;
