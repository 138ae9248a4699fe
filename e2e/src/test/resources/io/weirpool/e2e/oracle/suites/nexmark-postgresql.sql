-- The views of examples/nexmark that read windows of time, as PostgreSQL has them.
CREATE VIEW q5 AS
WITH counted AS (
  SELECT auction, start, count(*) AS num
  FROM bid,
       LATERAL (
         SELECT date_bin('2 seconds', datetime, '1970-01-01') - back * interval '2 seconds' AS start
         FROM generate_series(0, 4) back
       ) windows
  GROUP BY auction, start
)
SELECT auction, num
FROM counted JOIN (SELECT start, max(num) AS most FROM counted GROUP BY start) hottest USING (start)
WHERE num >= most;

CREATE VIEW q7 AS
SELECT b.auction, b.price, b.bidder, b.datetime, b.extra
FROM bid b
JOIN (
  SELECT max(price) AS highest, date_bin('10 seconds', datetime, '1970-01-01') AS start FROM bid GROUP BY 2
) w
ON b.price = w.highest AND b.datetime BETWEEN w.start AND w.start + interval '10 seconds';

CREATE VIEW q8 AS
SELECT DISTINCT p.id, p.name, date_bin('10 seconds', p.datetime, '1970-01-01') AS starttime
FROM person p
JOIN auction a
ON p.id = a.seller
   AND date_bin('10 seconds', p.datetime, '1970-01-01') = date_bin('10 seconds', a.datetime, '1970-01-01');

CREATE VIEW q11 AS
SELECT bidder, count(*) AS bid_count, min(datetime) AS starttime, max(datetime) + interval '10 seconds' AS endtime
FROM (
  SELECT bidder, datetime, sum(begins) OVER (PARTITION BY bidder ORDER BY datetime) AS session
  FROM (
    SELECT bidder, datetime,
           CASE
             WHEN datetime - lag(datetime) OVER (PARTITION BY bidder ORDER BY datetime) < interval '10 seconds' THEN 0
             ELSE 1
           END AS begins
    FROM bid
  ) begun
) numbered
GROUP BY bidder, session;

CREATE VIEW q12 AS
SELECT bidder, count(*) AS bid_count, date_bin('10 seconds', datetime, '1970-01-01') AS starttime,
       date_bin('10 seconds', datetime, '1970-01-01') + interval '10 seconds' AS endtime
FROM bid
GROUP BY 1, 3, 4;
