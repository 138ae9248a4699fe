-- The sources of examples/nexmark as tables, so that rows can change and go. A bid has no key of its own there.
CREATE TABLE person (
  id BIGINT PRIMARY KEY, name TEXT NOT NULL, emailaddress TEXT, creditcard TEXT, city TEXT, state TEXT,
  datetime TIMESTAMP(6) NOT NULL, extra TEXT
);
CREATE TABLE auction (
  id BIGINT PRIMARY KEY, itemname TEXT, description TEXT, initialbid BIGINT, reserve BIGINT,
  datetime TIMESTAMP(6) NOT NULL, expires TIMESTAMP(6) NOT NULL, seller BIGINT NOT NULL, category BIGINT NOT NULL,
  extra TEXT
);
CREATE TABLE bid (
  bid_id BIGINT PRIMARY KEY, auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL, channel TEXT,
  url TEXT, datetime TIMESTAMP(6) NOT NULL, extra TEXT
);
CREATE TABLE side_input (key BIGINT PRIMARY KEY, value TEXT);
