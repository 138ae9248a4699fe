CREATE STREAM person (id BIGINT NOT NULL, name TEXT, emailaddress TEXT, creditcard TEXT, city TEXT, state TEXT, datetime TIMESTAMP NOT NULL, extra TEXT);
CREATE STREAM auction (id BIGINT NOT NULL, itemname TEXT, description TEXT, initialbid BIGINT, reserve BIGINT, datetime TIMESTAMP NOT NULL, expires TIMESTAMP NOT NULL, seller BIGINT, category BIGINT, extra TEXT);
CREATE STREAM bid (auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL, channel TEXT, url TEXT, datetime TIMESTAMP NOT NULL, extra TEXT);
CREATE TABLE side_input (key BIGINT, value TEXT, PRIMARY KEY (key));
