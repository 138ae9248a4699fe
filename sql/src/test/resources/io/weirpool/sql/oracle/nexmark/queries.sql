SELECT auction, bidder, price, datetime, extra FROM bid;
SELECT auction, bidder, 0.908 * price AS price, datetime, extra FROM bid;
SELECT auction, price FROM bid WHERE mod(auction, 123) = 0;
SELECT p.name, p.city, p.state, a.id FROM auction AS a INNER JOIN person AS p ON a.seller = p.id WHERE a.category = 10 AND (p.state = 'OR' OR p.state = 'ID' OR p.state = 'CA');
SELECT q.category, avg(q.final) AS avg FROM (SELECT max(b.price) AS final, a.category FROM auction a, bid b WHERE a.id = b.auction AND b.datetime BETWEEN a.datetime AND a.expires GROUP BY a.id, a.category) q GROUP BY q.category;
SELECT auctionbids.auction, auctionbids.num FROM
  (SELECT b1.auction, count(*) AS num, window_start AS starttime, window_end AS endtime FROM TABLE(HOP(TABLE bid, DESCRIPTOR(datetime), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) b1 GROUP BY b1.auction, window_start, window_end) AS auctionbids
  JOIN (SELECT max(countbids.num) AS maxn, countbids.starttime, countbids.endtime FROM
    (SELECT count(*) AS num, window_start AS starttime, window_end AS endtime FROM TABLE(HOP(TABLE bid, DESCRIPTOR(datetime), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) b2 GROUP BY b2.auction, window_start, window_end) AS countbids
    GROUP BY countbids.starttime, countbids.endtime) AS maxbids
  ON auctionbids.starttime = maxbids.starttime AND auctionbids.endtime = maxbids.endtime AND auctionbids.num >= maxbids.maxn
-- postgresql
WITH w AS (SELECT auction, s, count(*) AS num FROM bid, LATERAL (SELECT date_bin('2 seconds', datetime, '1970-01-01') - g * interval '2 seconds' AS s FROM generate_series(0, 4) g) x GROUP BY auction, s)
SELECT w.auction, w.num FROM w JOIN (SELECT s, max(num) AS m FROM w GROUP BY s) y ON w.s = y.s AND w.num >= y.m;
SELECT q.seller, avg(q.final) OVER (PARTITION BY q.seller ORDER BY q.datetime, q.id ROWS BETWEEN 10 PRECEDING AND CURRENT ROW) AS avg
FROM (SELECT id, seller, price AS final, datetime FROM (SELECT a.id, a.seller, b.price, b.datetime, row_number() OVER (PARTITION BY a.id, a.seller ORDER BY b.price DESC, b.datetime) AS rownum FROM auction a, bid b WHERE a.id = b.auction AND b.datetime BETWEEN a.datetime AND a.expires) x WHERE rownum <= 1) AS q;
SELECT b.auction, b.price, b.bidder, b.datetime, b.extra FROM bid b
  JOIN (SELECT max(price) AS maxprice, window_end AS datetime FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(datetime), INTERVAL '10' SECOND)) w GROUP BY window_start, window_end) b1
  ON b.price = b1.maxprice AND b.datetime BETWEEN b1.datetime - INTERVAL '10' SECOND AND b1.datetime
-- postgresql
SELECT b.auction, b.price, b.bidder, b.datetime, b.extra FROM bid b JOIN (SELECT max(price) AS m, date_bin('10 seconds', datetime, '1970-01-01') + interval '10 seconds' AS e FROM bid GROUP BY 2) b1 ON b.price = b1.m AND b.datetime BETWEEN b1.e - interval '10 seconds' AND b1.e;
SELECT p.id, p.name, p.starttime FROM
  (SELECT w.id, w.name, window_start AS starttime, window_end AS endtime FROM TABLE(TUMBLE(TABLE person, DESCRIPTOR(datetime), INTERVAL '10' SECOND)) w GROUP BY w.id, w.name, window_start, window_end) p
  JOIN (SELECT w.seller, window_start AS starttime, window_end AS endtime FROM TABLE(TUMBLE(TABLE auction, DESCRIPTOR(datetime), INTERVAL '10' SECOND)) w GROUP BY w.seller, window_start, window_end) a
  ON p.id = a.seller AND p.starttime = a.starttime AND p.endtime = a.endtime
-- postgresql
SELECT DISTINCT p.id, p.name, date_bin('10 seconds', p.datetime, '1970-01-01') FROM person p JOIN auction a ON p.id = a.seller AND date_bin('10 seconds', p.datetime, '1970-01-01') = date_bin('10 seconds', a.datetime, '1970-01-01');
SELECT id, itemname, description, initialbid, reserve, datetime, expires, seller, category, extra, auction, bidder, price, bid_datetime, bid_extra
FROM (SELECT a.*, b.auction, b.bidder, b.price, b.datetime AS bid_datetime, b.extra AS bid_extra, row_number() OVER (PARTITION BY a.id ORDER BY b.price DESC, b.datetime ASC) AS rownum FROM auction a, bid b WHERE a.id = b.auction AND b.datetime BETWEEN a.datetime AND a.expires) x WHERE rownum <= 1;
SELECT auction, bidder, price, datetime, extra, to_char(datetime, 'YYYY-MM-DD') AS day, to_char(datetime, 'HH24:MI') AS minute FROM bid;
SELECT b.bidder, count(*) AS bid_count, window_start AS starttime, window_end AS endtime FROM TABLE(SESSION(TABLE bid, DESCRIPTOR(datetime), DESCRIPTOR(bidder), INTERVAL '10' SECOND)) b GROUP BY b.bidder, window_start, window_end
-- postgresql
SELECT bidder, count(*), min(datetime), max(datetime) + interval '10 seconds' FROM (SELECT bidder, datetime, sum(CASE WHEN datetime - l < interval '10 seconds' THEN 0 ELSE 1 END) OVER (PARTITION BY bidder ORDER BY datetime) AS s FROM (SELECT bidder, datetime, lag(datetime) OVER (PARTITION BY bidder ORDER BY datetime) AS l FROM bid) x) y GROUP BY bidder, s;
SELECT b.bidder, count(*) AS bid_count, window_start AS starttime, window_end AS endtime FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(datetime), INTERVAL '10' SECOND)) b GROUP BY b.bidder, window_start, window_end
-- postgresql
SELECT bidder, count(*), date_bin('10 seconds', datetime, '1970-01-01'), date_bin('10 seconds', datetime, '1970-01-01') + interval '10 seconds' FROM bid GROUP BY 1, 3, 4;
SELECT b.auction, b.bidder, b.price, b.datetime, s.value FROM bid b JOIN side_input AS s ON mod(b.auction, 12) = s.key;
SELECT auction, bidder, 0.908 * price AS price,
  CASE WHEN extract(hour FROM datetime) >= 8 AND extract(hour FROM datetime) <= 18 THEN 'dayTime' WHEN extract(hour FROM datetime) <= 6 OR extract(hour FROM datetime) >= 20 THEN 'nightTime' ELSE 'otherTime' END AS bidtimetype,
  datetime, extra, length(replace(extra, 'c', 'cc')) - length(extra) AS c_counts
FROM bid WHERE 0.908 * price > 1000000 AND 0.908 * price < 50000000;
SELECT to_char(datetime, 'YYYY-MM-DD') AS day, count(*) AS total_bids, count(*) FILTER (WHERE price < 10000) AS rank1_bids, count(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids, count(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
  count(DISTINCT bidder) AS total_bidders, count(DISTINCT bidder) FILTER (WHERE price < 10000) AS rank1_bidders, count(DISTINCT bidder) FILTER (WHERE price >= 1000000) AS rank3_bidders,
  count(DISTINCT auction) AS total_auctions, count(DISTINCT auction) FILTER (WHERE price < 10000) AS rank1_auctions
FROM bid GROUP BY to_char(datetime, 'YYYY-MM-DD');
SELECT channel, to_char(datetime, 'YYYY-MM-DD') AS day, max(to_char(datetime, 'HH24:MI')) AS minute, count(*) AS total_bids, count(*) FILTER (WHERE price < 10000) AS rank1_bids, count(DISTINCT bidder) AS total_bidders, count(DISTINCT auction) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_auctions
FROM bid GROUP BY channel, to_char(datetime, 'YYYY-MM-DD');
SELECT auction, to_char(datetime, 'YYYY-MM-DD') AS day, count(*) AS total_bids, count(*) FILTER (WHERE price < 10000) AS rank1_bids, min(price) AS min_price, max(price) AS max_price, avg(price) AS avg_price, sum(price) AS sum_price
FROM bid GROUP BY auction, to_char(datetime, 'YYYY-MM-DD');
SELECT auction, bidder, price, channel, url, datetime, extra FROM (SELECT *, row_number() OVER (PARTITION BY bidder, auction ORDER BY datetime DESC) AS rank_number FROM bid) x WHERE rank_number <= 1;
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY auction ORDER BY price DESC, datetime) AS rank_number FROM bid) x WHERE rank_number <= 10;
SELECT auction, bidder, price, channel, url, b.datetime AS bid_datetime, b.extra AS bid_extra, itemname, description, initialbid, reserve, a.datetime AS auction_datetime, expires, seller, category, a.extra AS auction_extra FROM bid AS b INNER JOIN auction AS a ON b.auction = a.id WHERE a.category = 10;
SELECT auction, bidder, price, channel, CASE WHEN lower(channel) = 'apple' THEN '0' WHEN lower(channel) = 'google' THEN '1' WHEN lower(channel) = 'facebook' THEN '2' WHEN lower(channel) = 'baidu' THEN '3' ELSE split_part(url, 'channel_id=', 2) END AS channel_id FROM bid WHERE url ~ 'channel_id=' OR lower(channel) IN ('apple', 'google', 'facebook', 'baidu');
SELECT auction, bidder, price, channel, split_part(url, '/', 4) AS dir1, split_part(url, '/', 5) AS dir2, split_part(url, '/', 6) AS dir3 FROM bid;
