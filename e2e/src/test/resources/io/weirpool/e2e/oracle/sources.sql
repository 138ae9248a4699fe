CREATE STREAM payment (
    id BIGINT NOT NULL,
    account VARCHAR(20) NOT NULL,
    amount DECIMAL(12, 2) NOT NULL CHECK (amount > 0),
    fee DECIMAL(8, 4),
    kind VARCHAR,
    at TIMESTAMP(6) NOT NULL,
    flagged BOOLEAN,
    weight DOUBLE PRECISION,
    note VARCHAR
);

CREATE TABLE account (
    account_id VARCHAR(20) PRIMARY KEY,
    owner VARCHAR,
    region CHAR(4),
    opened DATE,
    balance BIGINT,
    tier SMALLINT,
    closed BOOLEAN
);

CREATE TABLE reading (
    site INTEGER NOT NULL,
    sensor INTEGER NOT NULL,
    degrees INTEGER,
    ratio REAL,
    seen TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (sensor, site)
);
