-- An auction site, as the Nexmark benchmark has it. Prices are in hundredths; times carry no zone.

-- Somebody registers.
CREATE STREAM person (
  id           BIGINT NOT NULL,
  name         TEXT NOT NULL,
  emailaddress TEXT,
  creditcard   TEXT,
  city         TEXT,
  state        TEXT,
  datetime     TIMESTAMP(3) NOT NULL,
  extra        TEXT
);

-- Somebody sells something, until it expires.
CREATE STREAM auction (
  id          BIGINT NOT NULL,
  itemname    TEXT,
  description TEXT,
  initialbid  BIGINT,
  reserve     BIGINT,
  datetime    TIMESTAMP(3) NOT NULL,
  expires     TIMESTAMP(3) NOT NULL,
  seller      BIGINT NOT NULL,
  category    BIGINT NOT NULL,
  extra       TEXT
);

-- Somebody offers a price, and came there through a channel.
CREATE STREAM bid (
  auction  BIGINT NOT NULL,
  bidder   BIGINT NOT NULL,
  price    BIGINT NOT NULL,
  channel  TEXT,
  url      TEXT,
  datetime TIMESTAMP(3) NOT NULL,
  extra    TEXT
);

-- What query 13 looks up.
CREATE TABLE side_input (
  key   BIGINT,
  value TEXT,
  PRIMARY KEY (key)
);
