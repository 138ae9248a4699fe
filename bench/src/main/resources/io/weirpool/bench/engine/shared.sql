-- The six that Flink's side runs, with the same meaning.

CREATE MATERIALIZED VIEW view_filter AS
SELECT auction, price FROM bid WHERE mod(auction, 123) = 0;

CREATE MATERIALIZED VIEW view_group_by AS
SELECT auction, count(*) AS cnt, max(price) AS mx, min(price) AS mn, avg(price) AS av, sum(price) AS sm
FROM bid
GROUP BY auction;

CREATE MATERIALIZED VIEW view_tumble AS
SELECT channel, window_start AS ws, window_end AS we, count(*) AS cnt
FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(date_time), INTERVAL '10' SECOND)) b
GROUP BY channel, window_start, window_end;

CREATE MATERIALIZED VIEW view_join AS
SELECT q.category, avg(q.final) AS av
FROM (
  SELECT max(b.price) AS final, a.category
  FROM auction a, bid b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
  GROUP BY a.id, a.category
) q
GROUP BY q.category;

CREATE MATERIALIZED VIEW view_hop AS
SELECT a.auction, a.ws, a.num
FROM (
  SELECT b1.auction, count(*) AS num, window_start AS ws, window_end AS we
  FROM TABLE(HOP(TABLE bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) b1
  GROUP BY b1.auction, window_start, window_end
) a
JOIN (
  SELECT max(c.num) AS maxn, c.ws, c.we
  FROM (
    SELECT count(*) AS num, window_start AS ws, window_end AS we
    FROM TABLE(HOP(TABLE bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) b2
    GROUP BY b2.auction, window_start, window_end
  ) c
  GROUP BY c.ws, c.we
) m
ON a.ws = m.ws AND a.we = m.we AND a.num >= m.maxn;

CREATE MATERIALIZED VIEW view_top_n AS
SELECT auction, rn, bidder, price, channel, date_time
FROM (
  SELECT b.*, row_number() OVER (PARTITION BY auction ORDER BY price DESC) AS rn FROM bid b
) x
WHERE rn <= 10;
