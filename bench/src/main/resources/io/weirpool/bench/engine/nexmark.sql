-- The queries of the Nexmark benchmark. Where the public texts ask for the time of processing (q12, q13), these ask for
-- the time of the event: the answer is then the same however often and however fast the events are fed.

-- Pass through: what reading and writing alone cost.
CREATE MATERIALIZED VIEW view_q0 AS
SELECT auction, bidder, price, date_time, extra FROM bid;

-- Currency: each price in euros.
CREATE MATERIALIZED VIEW view_q1 AS
SELECT auction, bidder, 0.908 * price AS price, date_time, extra FROM bid;

-- Selection: bids on some auctions.
CREATE MATERIALIZED VIEW view_q2 AS
SELECT auction, price FROM bid WHERE mod(auction, 123) = 0;

-- Local items: who sells in a category in three states.
CREATE MATERIALIZED VIEW view_q3 AS
SELECT p.name, p.city, p.state, a.id
FROM auction AS a INNER JOIN person AS p ON a.seller = p.id
WHERE a.category = 10 AND (p.state = 'OR' OR p.state = 'ID' OR p.state = 'CA');

-- Average price for a category: of the highest bids while an auction was open.
CREATE MATERIALIZED VIEW view_q4 AS
SELECT q.category, avg(q.final) AS avg
FROM (
  SELECT max(b.price) AS final, a.category
  FROM auction a, bid b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
  GROUP BY a.id, a.category
) q
GROUP BY q.category;

-- Hot items: the auctions with most bids in the last ten seconds, every two seconds.
CREATE MATERIALIZED VIEW view_q5 AS
SELECT auctionbids.auction, auctionbids.num
FROM (
  SELECT b1.auction, count(*) AS num, window_start AS starttime, window_end AS endtime
  FROM TABLE(HOP(TABLE bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) b1
  GROUP BY b1.auction, window_start, window_end
) AS auctionbids
JOIN (
  SELECT max(countbids.num) AS maxn, countbids.starttime, countbids.endtime
  FROM (
    SELECT count(*) AS num, window_start AS starttime, window_end AS endtime
    FROM TABLE(HOP(TABLE bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) b2
    GROUP BY b2.auction, window_start, window_end
  ) AS countbids
  GROUP BY countbids.starttime, countbids.endtime
) AS maxbids
ON auctionbids.starttime = maxbids.starttime
   AND auctionbids.endtime = maxbids.endtime
   AND auctionbids.num >= maxbids.maxn;

-- Average selling price by seller: of the last ten auctions.
CREATE MATERIALIZED VIEW view_q6 AS
SELECT q.seller,
       avg(q.final) OVER (PARTITION BY q.seller ORDER BY q.date_time, q.id ROWS BETWEEN 10 PRECEDING AND CURRENT ROW) AS avg
FROM (
  SELECT id, seller, price AS final, date_time
  FROM (
    SELECT a.id, a.seller, b.price, b.date_time,
           row_number() OVER (PARTITION BY a.id, a.seller ORDER BY b.price DESC, b.date_time) AS rownum
    FROM auction a, bid b
    WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
  ) x
  WHERE rownum <= 1
) AS q;

-- Highest bid: of every ten seconds.
CREATE MATERIALIZED VIEW view_q7 AS
SELECT b.auction, b.price, b.bidder, b.date_time, b.extra
FROM bid b
JOIN (
  SELECT max(price) AS maxprice, window_end AS date_time
  FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(date_time), INTERVAL '10' SECOND)) w
  GROUP BY window_start, window_end
) b1
ON b.price = b1.maxprice AND b.date_time BETWEEN b1.date_time - INTERVAL '10' SECOND AND b1.date_time;

-- New users: people who opened an auction in the ten seconds they registered in.
CREATE MATERIALIZED VIEW view_q8 AS
SELECT p.id, p.name, p.starttime
FROM (
  SELECT w.id, w.name, window_start AS starttime, window_end AS endtime
  FROM TABLE(TUMBLE(TABLE person, DESCRIPTOR(date_time), INTERVAL '10' SECOND)) w
  GROUP BY w.id, w.name, window_start, window_end
) p
JOIN (
  SELECT w.seller, window_start AS starttime, window_end AS endtime
  FROM TABLE(TUMBLE(TABLE auction, DESCRIPTOR(date_time), INTERVAL '10' SECOND)) w
  GROUP BY w.seller, window_start, window_end
) a
ON p.id = a.seller AND p.starttime = a.starttime AND p.endtime = a.endtime;

-- Winning bids: the highest while an auction was open.
CREATE MATERIALIZED VIEW view_q9 AS
SELECT id, item_name, description, initial_bid, reserve, date_time, expires, seller, category, extra,
       auction, bidder, price, bid_datetime, bid_extra
FROM (
  SELECT a.*, b.auction, b.bidder, b.price, b.date_time AS bid_datetime, b.extra AS bid_extra,
         row_number() OVER (PARTITION BY a.id ORDER BY b.price DESC, b.date_time ASC) AS rownum
  FROM auction a, bid b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
) x
WHERE rownum <= 1;

-- Log to files: each bid with the day and the minute to file it under.
CREATE MATERIALIZED VIEW view_q10 AS
SELECT auction, bidder, price, date_time, extra,
       to_char(date_time, 'YYYY-MM-DD') AS day, to_char(date_time, 'HH24:MI') AS minute
FROM bid;

-- User sessions: how many bids somebody made before ten seconds of rest.
CREATE MATERIALIZED VIEW view_q11 AS
SELECT b.bidder, count(*) AS bid_count, window_start AS starttime, window_end AS endtime
FROM TABLE(SESSION(TABLE bid, DESCRIPTOR(date_time), DESCRIPTOR(bidder), INTERVAL '10' SECOND)) b
GROUP BY b.bidder, window_start, window_end;

-- Windows: how many bids somebody made in every ten seconds.
CREATE MATERIALIZED VIEW view_q12 AS
SELECT b.bidder, count(*) AS bid_count, window_start AS starttime, window_end AS endtime
FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(date_time), INTERVAL '10' SECOND)) b
GROUP BY b.bidder, window_start, window_end;

-- Bounded side input: each bid with what a table says.
CREATE MATERIALIZED VIEW view_q13 AS
SELECT b.auction, b.bidder, b.price, b.date_time, s.value
FROM bid b JOIN side_input AS s ON mod(b.auction, 10000) = s.key;

-- Calculation: many expressions.
CREATE MATERIALIZED VIEW view_q14 AS
SELECT auction, bidder, 0.908 * price AS price,
       CASE
         WHEN extract(hour FROM date_time) >= 8 AND extract(hour FROM date_time) <= 18 THEN 'dayTime'
         WHEN extract(hour FROM date_time) <= 6 OR extract(hour FROM date_time) >= 20 THEN 'nightTime'
         ELSE 'otherTime'
       END AS bidtimetype,
       date_time, extra,
       length(replace(extra, 'c', 'cc')) - length(extra) AS c_counts
FROM bid
WHERE 0.908 * price > 1000000 AND 0.908 * price < 50000000;

-- Bidding statistics: of each day.
CREATE MATERIALIZED VIEW view_q15 AS
SELECT to_char(date_time, 'YYYY-MM-DD') AS day,
       count(*) AS total_bids,
       count(*) FILTER (WHERE price < 10000) AS rank1_bids,
       count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
       count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
       count(DISTINCT bidder) AS total_bidders,
       count(DISTINCT bidder) FILTER (WHERE price < 10000) AS rank1_bidders,
       count(DISTINCT bidder) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bidders,
       count(DISTINCT bidder) FILTER (WHERE price >= 1000000) AS rank3_bidders,
       count(DISTINCT auction) AS total_auctions,
       count(DISTINCT auction) FILTER (WHERE price < 10000) AS rank1_auctions,
       count(DISTINCT auction) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_auctions,
       count(DISTINCT auction) FILTER (WHERE price >= 1000000) AS rank3_auctions
FROM bid
GROUP BY to_char(date_time, 'YYYY-MM-DD');

-- Channel statistics: the same of each channel and day.
CREATE MATERIALIZED VIEW view_q16 AS
SELECT channel,
       to_char(date_time, 'YYYY-MM-DD') AS day,
       max(to_char(date_time, 'HH24:MI')) AS minute,
       count(*) AS total_bids,
       count(*) FILTER (WHERE price < 10000) AS rank1_bids,
       count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
       count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
       count(DISTINCT bidder) AS total_bidders,
       count(DISTINCT bidder) FILTER (WHERE price < 10000) AS rank1_bidders,
       count(DISTINCT bidder) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bidders,
       count(DISTINCT bidder) FILTER (WHERE price >= 1000000) AS rank3_bidders,
       count(DISTINCT auction) AS total_auctions,
       count(DISTINCT auction) FILTER (WHERE price < 10000) AS rank1_auctions,
       count(DISTINCT auction) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_auctions,
       count(DISTINCT auction) FILTER (WHERE price >= 1000000) AS rank3_auctions
FROM bid
GROUP BY channel, to_char(date_time, 'YYYY-MM-DD');

-- Auction statistics: of each auction and day.
CREATE MATERIALIZED VIEW view_q17 AS
SELECT auction,
       to_char(date_time, 'YYYY-MM-DD') AS day,
       count(*) AS total_bids,
       count(*) FILTER (WHERE price < 10000) AS rank1_bids,
       count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
       count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
       min(price) AS min_price,
       max(price) AS max_price,
       avg(price) AS avg_price,
       sum(price) AS sum_price
FROM bid
GROUP BY auction, to_char(date_time, 'YYYY-MM-DD');

-- Last bid: of each bidder on each auction.
CREATE MATERIALIZED VIEW view_q18 AS
SELECT auction, bidder, price, channel, url, date_time, extra
FROM (SELECT *, row_number() OVER (PARTITION BY bidder, auction ORDER BY date_time DESC) AS rank_number FROM bid) x
WHERE rank_number <= 1;

-- Auction top ten: its highest bids.
CREATE MATERIALIZED VIEW view_q19 AS
SELECT *
FROM (SELECT *, row_number() OVER (PARTITION BY auction ORDER BY price DESC, date_time) AS rank_number FROM bid) x
WHERE rank_number <= 10;

-- Bids with what they are on, of one category.
CREATE MATERIALIZED VIEW view_q20 AS
SELECT auction, bidder, price, channel, url, b.date_time AS bid_datetime, b.extra AS bid_extra,
       item_name, description, initial_bid, reserve, a.date_time AS auction_datetime, expires, seller, category,
       a.extra AS auction_extra
FROM bid AS b INNER JOIN auction AS a ON b.auction = a.id
WHERE a.category = 10;

-- Channels by number.
CREATE MATERIALIZED VIEW view_q21 AS
SELECT auction, bidder, price, channel,
       CASE
         WHEN lower(channel) = 'apple' THEN '0'
         WHEN lower(channel) = 'google' THEN '1'
         WHEN lower(channel) = 'facebook' THEN '2'
         WHEN lower(channel) = 'baidu' THEN '3'
         ELSE split_part(url, 'channel_id=', 2)
       END AS channel_id
FROM bid
WHERE url ~ 'channel_id=' OR lower(channel) IN ('apple', 'google', 'facebook', 'baidu');

-- Directories of addresses.
CREATE MATERIALIZED VIEW view_q22 AS
SELECT auction, bidder, price, channel,
       split_part(url, '/', 4) AS dir1, split_part(url, '/', 5) AS dir2, split_part(url, '/', 6) AS dir3
FROM bid;
