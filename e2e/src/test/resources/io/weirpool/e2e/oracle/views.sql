-- Each view's text runs in PostgreSQL as it stands.
CREATE MATERIALIZED VIEW v01_all_payments AS
SELECT id, account, amount, fee, kind, at, flagged, weight, note FROM payment;

CREATE MATERIALIZED VIEW v02_large AS
SELECT account, amount * 2 AS twice, kind FROM payment WHERE amount > 500 AND kind IS NOT NULL;

CREATE MATERIALIZED VIEW v03_per_account AS
SELECT account, COUNT(*) AS n, SUM(amount) AS total, MIN(amount) AS smallest, MAX(amount) AS largest
FROM payment GROUP BY account;

CREATE MATERIALIZED VIEW v04_per_kind_null_key AS
SELECT kind, COUNT(*) AS n, COUNT(fee) AS with_fee, SUM(fee) AS fees FROM payment GROUP BY kind;

CREATE MATERIALIZED VIEW v05_global AS
SELECT COUNT(*) AS n, SUM(amount) AS total, AVG(amount) AS average, COUNT(DISTINCT account) AS accounts FROM payment;

CREATE MATERIALIZED VIEW v06_having AS
SELECT account, COUNT(*) AS n FROM payment GROUP BY account HAVING COUNT(*) > 5 AND SUM(amount) > 1000;

CREATE MATERIALIZED VIEW v07_filters AS
SELECT kind, COUNT(*) FILTER (WHERE flagged) AS flagged, SUM(amount) FILTER (WHERE NOT flagged) AS clean,
       COUNT(DISTINCT account) FILTER (WHERE amount > 100) AS big_accounts
FROM payment GROUP BY kind;

CREATE MATERIALIZED VIEW v08_per_hour AS
SELECT date_trunc('hour', at) AS hour, COUNT(*) AS n, SUM(amount) AS total FROM payment GROUP BY date_trunc('hour', at);

CREATE MATERIALIZED VIEW v09_case AS
SELECT CASE WHEN amount < 10 THEN 'small' WHEN amount < 500 THEN 'medium' ELSE 'large' END AS size,
       COUNT(*) AS n, AVG(fee) AS fee
FROM payment
GROUP BY CASE WHEN amount < 10 THEN 'small' WHEN amount < 500 THEN 'medium' ELSE 'large' END;

CREATE MATERIALIZED VIEW v10_text AS
SELECT id, upper(note) AS loud, length(note) AS n, substring(note, 1, 3) AS head, coalesce(kind, '-') || '/' || account AS tag
FROM payment WHERE note LIKE '%a%';

CREATE MATERIALIZED VIEW v11_accounts AS
SELECT account_id, owner, region, opened, balance, tier, closed FROM account;

CREATE MATERIALIZED VIEW v12_open_accounts AS
SELECT account_id, balance + tier AS together, opened FROM account WHERE NOT closed;

CREATE MATERIALIZED VIEW v13_per_region AS
SELECT region, COUNT(*) AS n, SUM(balance) AS total, MIN(balance) AS lowest, MAX(balance) AS highest, AVG(tier) AS tier
FROM account GROUP BY region;

CREATE MATERIALIZED VIEW v14_bag_of_tiers AS
SELECT tier, closed FROM account;

CREATE MATERIALIZED VIEW v15_tiers_distinct AS
SELECT DISTINCT tier, closed FROM account;

CREATE MATERIALIZED VIEW v16_account_global AS
SELECT COUNT(*) AS n, MIN(owner) AS first_owner, MAX(opened) AS newest, SUM(tier) AS tiers FROM account WHERE balance > 0;

CREATE MATERIALIZED VIEW v17_readings AS
SELECT sensor, site, degrees, ratio, seen FROM reading;

CREATE MATERIALIZED VIEW v18_per_site AS
SELECT site, COUNT(*) AS n, COUNT(DISTINCT degrees) AS kinds, MIN(degrees) AS coldest, MAX(degrees) AS hottest,
       MAX(seen) AS newest, MIN(ratio) AS lowest
FROM reading GROUP BY site;

CREATE MATERIALIZED VIEW v19_expression_over_aggregate AS
SELECT region, SUM(balance) * 2 + COUNT(*) AS score, MAX(balance) - MIN(balance) AS spread
FROM account GROUP BY region HAVING COUNT(*) > 1;

CREATE MATERIALIZED VIEW v20_years AS
SELECT EXTRACT(YEAR FROM opened) AS year, COUNT(*) AS n, SUM(DISTINCT tier) AS tiers
FROM account GROUP BY EXTRACT(YEAR FROM opened);

CREATE VIEW richer AS SELECT account_id, region, balance FROM account WHERE balance > 100;

CREATE MATERIALIZED VIEW v21_over_a_plain_view AS
SELECT region, COUNT(*) AS n, SUM(balance) AS total FROM richer GROUP BY region;

CREATE MATERIALIZED VIEW v22_two_levels AS
SELECT n, COUNT(*) AS accounts FROM (SELECT account, COUNT(*) AS n FROM payment GROUP BY account) AS t GROUP BY n;

CREATE INDEX ON v03_per_account (total);
