-- Weirpool's own objects, version 2: versions that are built beside others and take their place.

-- From when on a snapshot sees the whole table of a version that is being built.
ALTER TABLE weirpool.version ADD COLUMN whole_since xid8;
-- What its taking over waits for, for people.
ALTER TABLE weirpool.version ADD COLUMN waits_for text COLLATE "C";
-- Until when a version that was replaced is kept up to date.
ALTER TABLE weirpool.version ADD COLUMN keep_until timestamptz;
-- The newest revision of the catalog a sink has followed: one that is behind changes no versions.
ALTER TABLE weirpool.pipeline ADD COLUMN revision bigint NOT NULL DEFAULT 0;
