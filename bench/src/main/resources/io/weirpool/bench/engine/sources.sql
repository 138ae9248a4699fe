-- Nexmark's streams under the column names that Flink's side declares.
CREATE STREAM person (
  id            BIGINT NOT NULL,
  name          TEXT,
  email_address TEXT,
  credit_card   TEXT,
  city          TEXT,
  state         TEXT,
  date_time     TIMESTAMP(3) NOT NULL,
  extra         TEXT
) WITH (partitions = 2);

CREATE STREAM auction (
  id          BIGINT NOT NULL,
  item_name   TEXT,
  description TEXT,
  initial_bid BIGINT,
  reserve     BIGINT,
  date_time   TIMESTAMP(3) NOT NULL,
  expires     TIMESTAMP(3) NOT NULL,
  seller      BIGINT NOT NULL,
  category    BIGINT NOT NULL,
  extra       TEXT
) WITH (partitions = 2);

CREATE STREAM bid (
  auction   BIGINT NOT NULL,
  bidder    BIGINT NOT NULL,
  price     BIGINT NOT NULL,
  channel   TEXT,
  url       TEXT,
  date_time TIMESTAMP(3) NOT NULL,
  extra     TEXT
) WITH (partitions = 2);

-- What query 13 looks up.
CREATE TABLE side_input (
  key   BIGINT PRIMARY KEY,
  value TEXT
) WITH (partitions = 2);
