-- Weirpool's own objects, version 3: dead letters are repaired, and what became of commands is counted.

-- What became of a letter: a person retried it (the new place of the command stands beside it) or put it aside. It stays,
-- so that its command's fate can be looked up for as long as its log is kept.
ALTER TABLE weirpool.dead_letters
    ADD COLUMN state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'retried', 'discarded')),
    ADD COLUMN retried_as text COLLATE "C",
    ADD COLUMN closed_at timestamptz;
CREATE INDEX dead_letters_place ON weirpool.dead_letters (source, partition, log_offset);
-- how many a view had lately
CREATE INDEX dead_letters_view ON weirpool.dead_letters (view, version, first_seen);

-- What people changed by hand, for those who come after them.
CREATE TABLE weirpool.audit (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- id of the token; '-' where none is asked for
    who text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL
);

-- What became of the commands of each log partition in each flow, at one of the flow's commits.
CREATE TABLE weirpool.ledger_part (
    flow integer NOT NULL,
    source text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    first_offset bigint NOT NULL,
    next_offset bigint NOT NULL,
    ticks bigint NOT NULL,
    taken bigint NOT NULL,
    applied bigint NOT NULL,
    filtered bigint NOT NULL,
    duplicate bigint NOT NULL,
    late bigint NOT NULL,
    dead bigint NOT NULL,
    PRIMARY KEY (flow, source, partition)
) WITH (fillfactor = 50);

-- Flows that are in use, and the keys of their views that have no row now.
CREATE VIEW weirpool.ledger AS
SELECT l.*,
       l.taken = l.applied + l.filtered + l.duplicate + l.late + l.dead
           AND l.next_offset - l.first_offset >= l.taken + l.ticks AS adds_up,
       (SELECT count(*) FROM weirpool.open_errors e JOIN weirpool.version v USING (view, version)
         WHERE v.flow = l.flow AND v.state <> 'retired') AS open_errors
  FROM weirpool.ledger_part l
 WHERE EXISTS (SELECT FROM weirpool.version v WHERE v.flow = l.flow AND v.state <> 'retired');
GRANT SELECT ON weirpool.ledger_part, weirpool.ledger TO PUBLIC;

-- The function as it is by now: databases made by early snapshots have one that does not wait for views to be made.
-- Returns when every counted view holds the effects of the receipt's commands; raises in every other case. A view named that
-- is not there is waited for, too: a sink makes what was applied a moment ago.
-- Read the views in a later statement: this one's snapshot is older.
CREATE OR REPLACE FUNCTION weirpool.wait_for(receipt text, timeout interval, views text[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    deadline timestamptz := clock_timestamp() + timeout;
    pause double precision := 0.002;
    late boolean;
    made boolean;
    m record;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'wait_for() cannot see progress at isolation level %',
                upper(current_setting('transaction_isolation'))
            USING ERRCODE = 'WP005', HINT = 'Call it in a READ COMMITTED transaction, before the one that reads.';
    END IF;
    IF deadline IS NULL OR timeout < interval '0' THEN
        RAISE EXCEPTION 'invalid time-out: %', coalesce(timeout::text, 'NULL')
            USING ERRCODE = 'WP006', HINT = 'Pass an interval such as interval ''5 s''.';
    END IF;
    LOOP
        -- each statement of a volatile function sees what was committed before it
        late := clock_timestamp() >= deadline;
        made := NOT EXISTS (
            SELECT FROM unnest(views) n
             WHERE NOT EXISTS (
                 SELECT FROM weirpool.version v WHERE v.view = n AND v.state IN ('building', 'live', 'broken')));
        IF made OR late THEN
            SELECT * INTO m FROM weirpool.missing(receipt, views) LIMIT 1;
            EXIT WHEN NOT FOUND;
        END IF;
        IF late THEN
            RAISE EXCEPTION 'not reached within %: view "%" is at % of % on %/%',
                    timeout, m.view, m.reached, m.wanted, m.log, m.partition
                USING ERRCODE = 'WP001', HINT = 'Wait again; if the view does not move, look at /readyz.';
        END IF;
        PERFORM pg_sleep(least(pause, greatest(extract(epoch FROM deadline - clock_timestamp()), 0)));
        pause := least(pause * 1.5, 0.05); -- 20 looks a second are enough for a person and little for the server
    END LOOP;
END $$;
