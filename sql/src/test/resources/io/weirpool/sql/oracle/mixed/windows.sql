SELECT * FROM (SELECT auction, price, row_number() OVER (PARTITION BY auction ORDER BY price DESC NULLS LAST, qty, bidder, note, at) AS rn FROM bid) x WHERE rn <= 2;
SELECT * FROM (SELECT auction, price, row_number() OVER (PARTITION BY auction ORDER BY price DESC, qty, bidder, note, at) AS rn FROM bid) x WHERE rn = 1;
SELECT * FROM (SELECT auction, price, row_number() OVER (PARTITION BY auction ORDER BY price, qty, bidder, note, at) AS rn FROM bid) x WHERE rn BETWEEN 2 AND 3;
SELECT auction, price FROM (SELECT auction, price, row_number() OVER (PARTITION BY auction ORDER BY price, qty, bidder, note, at) AS rn FROM bid) x WHERE rn < 3 AND auction > 1;
SELECT * FROM (SELECT auction, price, rank() OVER (PARTITION BY auction ORDER BY price) AS rn FROM bid) x WHERE rn <= 2;
SELECT * FROM (SELECT auction, price, dense_rank() OVER (ORDER BY price DESC) AS rn FROM bid) x WHERE rn <= 2;
SELECT * FROM (SELECT auction, price, rank() OVER (ORDER BY price DESC) AS rn FROM bid) x WHERE rn > 4;
SELECT * FROM (SELECT auction, price, rank() OVER (ORDER BY price DESC) AS rn FROM bid) x WHERE 3 >= rn AND price < 50;
SELECT * FROM (SELECT auction, price, rank() OVER (ORDER BY price DESC) AS rn FROM bid) x WHERE rn = 0;
SELECT * FROM (SELECT auction, price, rank() OVER (ORDER BY price DESC) AS rn FROM bid) x WHERE rn <= 2 OR auction = 1;
SELECT qty FROM bid QUALIFY rank() OVER (PARTITION BY auction ORDER BY price) = 1
-- postgresql
SELECT qty FROM (SELECT qty, rank() OVER (PARTITION BY auction ORDER BY price) AS r FROM bid) x WHERE r = 1;
SELECT auction, sum(qty) AS s FROM bid GROUP BY auction QUALIFY rank() OVER (ORDER BY sum(qty) DESC) <= 2
-- postgresql
SELECT auction, s FROM (SELECT auction, sum(qty) AS s, rank() OVER (ORDER BY sum(qty) DESC) AS r FROM bid GROUP BY auction) x WHERE r <= 2;
SELECT auction, rank() OVER (PARTITION BY auction ORDER BY price) AS r, dense_rank() OVER (PARTITION BY auction ORDER BY price) AS d, count(*) OVER (PARTITION BY auction) AS n FROM bid;
SELECT auction, row_number() OVER (ORDER BY auction, price, qty, bidder, note, at) AS r FROM bid;
SELECT auction, percent_rank() OVER (PARTITION BY auction ORDER BY price) AS p, cume_dist() OVER (PARTITION BY auction ORDER BY price) AS c FROM bid;
SELECT auction, ntile(3) OVER (ORDER BY auction, price, qty, bidder, note, at) AS t FROM bid;
SELECT auction, price, lag(price) OVER (PARTITION BY auction ORDER BY at, price, qty) AS l, lead(price) OVER (PARTITION BY auction ORDER BY at, price, qty) AS r FROM bid;
SELECT auction, price, lag(qty, 2) OVER (PARTITION BY auction ORDER BY at, price, qty) AS l, lead(qty, 2, -1) OVER (PARTITION BY auction ORDER BY at, price, qty) AS r FROM bid;
SELECT auction, lag(qty, 1, auction) OVER (PARTITION BY auction ORDER BY at, price, qty) AS l FROM bid;
SELECT auction, lag(qty + 1) OVER (PARTITION BY auction + 1 ORDER BY at, price, qty) AS l FROM bid;
SELECT auction, first_value(price) OVER (PARTITION BY auction ORDER BY at, price, qty) AS f, last_value(price) OVER (PARTITION BY auction ORDER BY at, price, qty) AS l FROM bid;
SELECT auction, last_value(price) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS l FROM bid;
SELECT auction, nth_value(price, 2) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS l FROM bid;
SELECT auction, nth_value(price, 2) OVER (PARTITION BY auction ORDER BY at, price, qty) AS l FROM bid;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY at) AS s FROM bid;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY price) AS s, count(qty) OVER (PARTITION BY auction ORDER BY price) AS c FROM bid;
SELECT auction, avg(price) OVER (PARTITION BY auction) AS a, max(price) OVER (PARTITION BY auction) AS m, min(qty) OVER () AS l FROM bid;
SELECT auction, avg(qty) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS a FROM bid;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS 1 PRECEDING) AS a FROM bid;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS a FROM bid;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS a FROM bid;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY at, price, qty ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS a FROM bid;
SELECT auction, sum(qty) OVER (ORDER BY at DESC RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) AS a FROM bid;
SELECT auction, count(*) OVER (ORDER BY at RANGE BETWEEN INTERVAL '30' MINUTE PRECEDING AND INTERVAL '30' MINUTE FOLLOWING) AS a FROM bid;
SELECT auction, count(*) OVER (ORDER BY qty RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS a FROM bid;
SELECT auction, count(*) OVER (ORDER BY qty DESC RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS a FROM bid;
SELECT auction, count(*) OVER (ORDER BY price RANGE BETWEEN 2 PRECEDING AND 1 PRECEDING) AS a FROM bid;
SELECT name, count(*) OVER (ORDER BY born RANGE BETWEEN INTERVAL '365' DAY PRECEDING AND CURRENT ROW) AS a FROM person;
SELECT auction, sum(qty) OVER (PARTITION BY auction ORDER BY price ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS a FROM bid;
SELECT auction, count(*) OVER (PARTITION BY auction ORDER BY price RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES) AS a FROM bid;
SELECT auction, count(*) OVER (PARTITION BY auction ORDER BY price RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS a FROM bid;
SELECT auction, sum(qty) OVER w AS s, count(*) OVER w AS c, max(price) OVER w AS m FROM bid WINDOW w AS (PARTITION BY auction ORDER BY at);
SELECT auction, sum(qty) OVER (w ORDER BY at) AS s, count(*) OVER w AS c FROM bid WINDOW w AS (PARTITION BY auction);
SELECT auction, sum(sum(qty)) OVER (ORDER BY auction) AS s, sum(qty) AS q FROM bid GROUP BY auction;
SELECT auction, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS r FROM bid GROUP BY auction;
SELECT auction, qty * 100 / sum(qty) OVER (PARTITION BY auction) AS share FROM bid WHERE qty > 0;
SELECT x.auction, x.price FROM (SELECT auction, price, avg(price) OVER (PARTITION BY auction) AS a FROM bid) x WHERE x.price > x.a AND x.auction < 5;
SELECT auction, price - lag(price) OVER (PARTITION BY auction ORDER BY at, price, qty) AS d, CASE WHEN row_number() OVER (PARTITION BY auction ORDER BY at, price, qty) = 1 THEN 'first' ELSE 'later' END AS k FROM bid;
SELECT b.auction, x.rn FROM bid b JOIN (SELECT seller, row_number() OVER (ORDER BY seller, at, price, qty) AS rn FROM ask) x ON x.seller = b.bidder WHERE x.rn <= 5;
SELECT p.name, x.r FROM person p, LATERAL (SELECT b.price, rank() OVER (ORDER BY b.price) AS r FROM bid b WHERE b.bidder = p.id) x WHERE x.r <= 2;
SELECT sum(max(qty)) OVER () AS s FROM bid;
SELECT auction, window_start, window_end, count(*) AS n FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(at), INTERVAL '10' MINUTE)) GROUP BY auction, window_start, window_end
-- postgresql
SELECT auction, date_bin('10 minutes', at, '1970-01-01'), date_bin('10 minutes', at, '1970-01-01') + interval '10 minutes', count(*) FROM bid WHERE at IS NOT NULL GROUP BY 1, 2, 3;
SELECT qty, window_start FROM TABLE(TUMBLE(DATA => TABLE bid, TIMECOL => DESCRIPTOR(at), SIZE => INTERVAL '7' MINUTE)) WHERE qty > 1
-- postgresql
SELECT qty, date_bin('7 minutes', at, '1970-01-01') FROM bid WHERE at IS NOT NULL AND qty > 1;
SELECT qty, window_start FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(at), INTERVAL '1' HOUR, INTERVAL '5' MINUTE))
-- postgresql
SELECT qty, date_bin('1 hour', at, '1970-01-01 00:05:00') FROM bid WHERE at IS NOT NULL;
SELECT auction, window_start, window_end, sum(qty) AS n FROM TABLE(HOP(TABLE bid, DESCRIPTOR(at), INTERVAL '10' MINUTE, INTERVAL '1' HOUR)) GROUP BY auction, window_start, window_end
-- postgresql
SELECT auction, s, s + interval '1 hour', sum(qty) FROM bid, LATERAL (SELECT date_bin('10 minutes', at, '1970-01-01') - g * interval '10 minutes' AS s FROM generate_series(0, 5) g) x WHERE at IS NOT NULL GROUP BY 1, 2, 3;
SELECT bidder, window_start, window_end, count(*) AS n FROM TABLE(SESSION(TABLE bid, DESCRIPTOR(at), DESCRIPTOR(bidder), INTERVAL '30' MINUTE)) GROUP BY bidder, window_start, window_end
-- postgresql
SELECT bidder, min(at), max(at) + interval '30 minutes', count(*) FROM (SELECT bidder, at, sum(CASE WHEN at - l < interval '30 minutes' THEN 0 ELSE 1 END) OVER (PARTITION BY bidder ORDER BY at) AS s FROM (SELECT bidder, at, lag(at) OVER (PARTITION BY bidder ORDER BY at) AS l FROM bid WHERE at IS NOT NULL) x) y GROUP BY bidder, s;
SELECT x.auction, x.window_start FROM (SELECT auction, window_start, row_number() OVER (PARTITION BY window_start ORDER BY auction, price, qty) AS rn FROM TABLE(TUMBLE((SELECT * FROM bid WHERE qty > 0), DESCRIPTOR(at), INTERVAL '1' HOUR))) x WHERE rn = 1
-- postgresql
SELECT auction, s FROM (SELECT auction, s, row_number() OVER (PARTITION BY s ORDER BY auction) AS rn FROM (SELECT auction, date_bin('1 hour', at, '1970-01-01') AS s FROM bid WHERE at IS NOT NULL AND qty > 0) y) x WHERE rn = 1;
SELECT b.auction, b.at, a.seller FROM bid b ASOF JOIN ask a MATCH_CONDITION b.at >= a.at ON b.auction = a.auction
-- postgresql
SELECT b.auction, b.at, a.seller FROM bid b, LATERAL (SELECT * FROM ask a WHERE a.auction = b.auction AND b.at >= a.at ORDER BY a.at DESC LIMIT 1) a;
SELECT b.auction, b.at, a.seller FROM bid b LEFT ASOF JOIN ask a MATCH_CONDITION b.at < a.at ON b.auction = a.auction
-- postgresql
SELECT b.auction, b.at, a.seller FROM bid b LEFT JOIN LATERAL (SELECT * FROM ask a WHERE a.auction = b.auction AND b.at < a.at ORDER BY a.at LIMIT 1) a ON TRUE;
SELECT auction, sum(qty) FILTER (WHERE price > 2) OVER (PARTITION BY auction ORDER BY at) AS s, count(*) FILTER (WHERE price > 2) OVER (PARTITION BY auction) AS c FROM bid;
SELECT auction, avg(qty) OVER (PARTITION BY auction) AS a, avg(DISTINCT qty) AS b FROM (SELECT auction, qty FROM bid) x GROUP BY auction, qty;
SELECT seller, avg(score) OVER (PARTITION BY seller) AS a FROM ask WHERE score < 100;
SELECT code, avg(weight) OVER () AS a, avg(weight) OVER (ORDER BY code ROWS 1 PRECEDING) AS b FROM item;
SELECT qty, avg(qty) OVER w AS a, sum(qty) OVER (w ROWS 1 PRECEDING) AS s FROM bid WINDOW w AS (PARTITION BY auction ORDER BY at, price, qty, bidder);
SELECT qty, sum(qty) OVER (v ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS s, count(*) OVER w AS n FROM bid WINDOW w AS (PARTITION BY auction), v AS (w ORDER BY at, price, qty, bidder);
SELECT qty, sum(qty) OVER (w ORDER BY at, price, qty, bidder ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW) AS s FROM bid WINDOW w AS (PARTITION BY auction);
SELECT x.id, x.r FROM (SELECT id, rank() OVER w AS r FROM person WINDOW w AS (ORDER BY age GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW)) x JOIN (SELECT id, count(*) OVER w AS n FROM person WINDOW w AS (PARTITION BY city)) y ON x.id = y.id AND x.r > y.n;
SELECT id, lag(age) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS l FROM person;
SELECT id, age FROM person WINDOW w AS (PARTITION BY city ORDER BY id) ORDER BY count(*) OVER w DESC, id LIMIT 3;
SELECT auction, window_end, count(*) AS n FROM tumble(bid, at, INTERVAL '10 minutes') GROUP BY auction, window_end
-- postgresql
SELECT auction, date_bin('10 minutes', at, '1970-01-01') + interval '10 minutes', count(*) FROM bid WHERE at IS NOT NULL GROUP BY 1, 2;
SELECT h.qty, h.window_start FROM HOP(bid, at, '30 minutes'::interval, INTERVAL '1 hour 30 minutes') AS h WHERE h.qty > 1
-- postgresql
SELECT qty, date_bin('30 minutes', at, '1970-01-01') - i * interval '30 minutes' FROM bid, generate_series(0, 2) i WHERE at IS NOT NULL AND qty > 1;
WITH few AS (SELECT * FROM bid WHERE qty > 1) SELECT qty, window_start FROM tumble(few, at, INTERVAL '1 day')
-- postgresql
SELECT qty, date_trunc('day', at) FROM bid WHERE at IS NOT NULL AND qty > 1;
SELECT qty, first_value(qty) IGNORE NULLS OVER (PARTITION BY auction ORDER BY at, price, qty, bidder) AS f, last_value(note IGNORE NULLS) OVER (PARTITION BY auction ORDER BY at, price, qty, bidder ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS l FROM bid
-- postgresql
SELECT qty, (array_remove(array_agg(qty) OVER (PARTITION BY auction ORDER BY at, price, qty, bidder), NULL))[1], (array_reverse(array_remove(array_agg(note) OVER (PARTITION BY auction ORDER BY at, price, qty, bidder ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), NULL)))[1] FROM bid;
SELECT id, lag(age) IGNORE NULLS OVER (ORDER BY id) AS a, lead(age, 2) IGNORE NULLS OVER (ORDER BY id) AS b, nth_value(boss, 2 IGNORE NULLS) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS c, lag(age RESPECT NULLS) OVER (ORDER BY id) AS d FROM person
-- postgresql
SELECT id, (SELECT age FROM person q WHERE q.id < p.id AND age IS NOT NULL ORDER BY q.id DESC LIMIT 1), (SELECT age FROM person q WHERE q.id > p.id AND age IS NOT NULL ORDER BY q.id LIMIT 1 OFFSET 1), (SELECT boss FROM person WHERE boss IS NOT NULL ORDER BY id LIMIT 1 OFFSET 1), lag(age) OVER (ORDER BY id) FROM person p;
SELECT id, sum(age) OVER (ORDER BY age::numeric RANGE BETWEEN 1.5 PRECEDING AND 0.5 FOLLOWING) AS s FROM person;
SELECT score, count(*) OVER (ORDER BY score RANGE BETWEEN 0.75 PRECEDING AND 1.25 FOLLOWING) AS n, count(*) OVER (ORDER BY score DESC RANGE 1 PRECEDING) AS m FROM ask WHERE score < 100;
SELECT weight, count(*) OVER (ORDER BY weight RANGE BETWEEN 1.5 PRECEDING AND 1 FOLLOWING) AS n FROM item;
SELECT qty, count(*) OVER (ORDER BY at RANGE BETWEEN '1 minute' PRECEDING AND '00:00:30'::interval FOLLOWING) AS n FROM bid;
SELECT b.qty, a.seller FROM bid b ASOF JOIN ask a ON a.auction = b.auction AND b.at >= a.at AND a.qty = b.qty
-- postgresql
SELECT b.qty, a.seller FROM bid b, LATERAL (SELECT * FROM ask a WHERE a.auction = b.auction AND b.at >= a.at AND a.qty = b.qty ORDER BY a.at DESC, a.auction, a.seller LIMIT 1) a;
SELECT b.qty, a.at FROM bid b ASOF LEFT JOIN ask a ON a.auction = b.auction AND a.at > b.at
-- postgresql
SELECT b.qty, a.at FROM bid b LEFT JOIN LATERAL (SELECT * FROM ask a WHERE a.auction = b.auction AND b.at < a.at ORDER BY a.at LIMIT 1) a ON true;
