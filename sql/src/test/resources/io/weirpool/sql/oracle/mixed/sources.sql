CREATE STREAM bid (auction BIGINT NOT NULL, bidder INTEGER, price DECIMAL(10, 2), qty INT, note TEXT, at TIMESTAMP);
CREATE STREAM ask (auction BIGINT, seller BIGINT NOT NULL, price DECIMAL(12, 4), qty SMALLINT, note VARCHAR(8), at TIMESTAMP NOT NULL, score DOUBLE);
CREATE TABLE person (id BIGINT, name TEXT NOT NULL, city TEXT, age INT, born DATE, boss BIGINT, PRIMARY KEY (id));
CREATE TABLE item (code VARCHAR(3), owner BIGINT, kind CHAR(4), weight REAL, PRIMARY KEY (code));
