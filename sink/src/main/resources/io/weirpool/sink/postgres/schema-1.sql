-- Weirpool's own objects, version 1. Runs once, in one transaction, under an advisory lock.
-- Positions, states and progress are readable by everyone: wait_for() runs with its caller's rights. Dead letters and
-- open errors hold data of others and are not.

CREATE SCHEMA IF NOT EXISTS weirpool_data;

-- One database serves one pipeline.
CREATE TABLE weirpool.pipeline (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    name text COLLATE "C" NOT NULL
);

CREATE TABLE weirpool.version (
    view text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('building', 'live', 'warm', 'retired', 'broken')),
    table_name text COLLATE "C" NOT NULL,
    flow integer NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (view, version)
);
CREATE UNIQUE INDEX version_live ON weirpool.version (view) WHERE state = 'live';

-- Where a sink starts reading, and the fence: who raised the epoch last owns the view partition.
CREATE TABLE weirpool.sink_offset (
    view text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    view_partition integer NOT NULL,
    next_offset bigint NOT NULL,
    epoch bigint NOT NULL,
    PRIMARY KEY (view, version, view_partition)
) WITH (fillfactor = 50);

-- What the last marker of each sender said.
CREATE TABLE weirpool.progress_part (
    view text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    view_partition integer NOT NULL,
    sender text COLLATE "C" NOT NULL,
    log text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    as_of timestamptz,
    PRIMARY KEY (view, version, view_partition, sender, log, partition)
) WITH (fillfactor = 50);

-- Of which log partitions each view partition must have heard.
CREATE TABLE weirpool.expected (
    view text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    view_partition integer NOT NULL,
    log text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    PRIMARY KEY (view, version, log, partition, view_partition)
);

-- The minimum over all that is expected; who has said nothing yet has come to 0.
CREATE VIEW weirpool.progress AS
SELECT e.view, e.version, e.log, e.partition,
       min(coalesce(p.next_offset, 0)) AS next_offset,
       min(p.as_of) AS as_of
  FROM weirpool.expected e
  LEFT JOIN weirpool.progress_part p
    ON (p.view, p.version, p.view_partition, p.log, p.partition)
     = (e.view, e.version, e.view_partition, e.log, e.partition)
 GROUP BY e.view, e.version, e.log, e.partition;

-- Commands and rows that could not be applied. The id is fixed for its cause and place, so a repeat is recognised.
CREATE TABLE weirpool.dead_letters (
    id text COLLATE "C" PRIMARY KEY,
    source text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    log_offset bigint NOT NULL,
    -- NULL when no view took the command
    view text COLLATE "C",
    version integer,
    code text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL,
    key bytea,
    payload bytea,
    traceparent text COLLATE "C",
    at timestamptz NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now()
);

-- Keys whose row cannot be computed now; the row is not in the table until it can.
CREATE TABLE weirpool.open_errors (
    view text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    key text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL,
    traceparent text COLLATE "C",
    since timestamptz NOT NULL DEFAULT now()
);
-- a key may be longer than an index entry can be
CREATE UNIQUE INDEX open_errors_key ON weirpool.open_errors (view, version, md5(key));

-- SQLSTATEs of the functions below: WP001 time-out, WP002 broken view, WP003 invalid receipt, WP004 unknown view,
-- WP005 isolation level, WP006 invalid time-out.

-- The token of a 202: base64url of {"<log>": {"<partition>": <next offset>}}.
CREATE FUNCTION weirpool.receipt_position(receipt text)
RETURNS TABLE (log text, partition integer, next_offset bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    token jsonb;
    of_pipeline text;
BEGIN
    BEGIN
        -- 1 MiB: more than any answer of ours holds, and little enough to decode
        IF receipt IS NULL OR receipt !~ '^[A-Za-z0-9_-]+$' OR length(receipt) > 1048576 THEN
            RAISE invalid_parameter_value;
        END IF;
        token := convert_from(
            decode(translate(receipt, '-_', '+/') || repeat('=', (4 - length(receipt) % 4) % 4), 'base64'),
            'UTF8')::jsonb;
        IF jsonb_typeof(token) <> 'object' THEN
            RAISE invalid_parameter_value;
        END IF;
        DECLARE
            l record;
            p record;
        BEGIN
            FOR l IN SELECT e.key, e.value FROM jsonb_each(token) e LOOP
                FOR p IN SELECT e.key, e.value FROM jsonb_each(l.value) e LOOP
                    IF jsonb_typeof(p.value) <> 'number' OR p.key !~ '^[0-9]+$' THEN
                        RAISE invalid_parameter_value;
                    END IF;
                    log := l.key;
                    partition := p.key::integer;
                    next_offset := (p.value #>> '{}')::bigint;
                    IF next_offset < 0 THEN
                        RAISE invalid_parameter_value;
                    END IF;
                    RETURN NEXT;
                END LOOP;
            END LOOP;
        END;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RAISE EXCEPTION 'invalid receipt: "%"', left(receipt, 64)
            USING ERRCODE = 'WP003', HINT = 'Pass a receipt exactly as a 202 gave it.';
    END;
    SELECT p.name INTO of_pipeline FROM weirpool.pipeline p;
    FOR log IN SELECT e.key FROM jsonb_each(token) e LOOP
        IF NOT starts_with(log, of_pipeline || '.') THEN
            RAISE EXCEPTION 'invalid receipt: "%" is not a log of pipeline %', left(log, 64), of_pipeline
                USING ERRCODE = 'WP003', HINT = 'Ask the database of the pipeline that gave the receipt.';
        END IF;
    END LOOP;
END $$;

-- What is still missing: one row for each counted view and log partition that has not come as far as the receipt.
-- Counted are live versions, and versions still building (or broken) of views that have no live one, when they read a
-- log of the receipt. Raises for an unknown and for a broken view.
CREATE FUNCTION weirpool.missing(receipt text, views text[] DEFAULT NULL)
RETURNS TABLE (view text, log text, partition integer, reached bigint, wanted bigint)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    bad text;
BEGIN
    SELECT n INTO bad FROM unnest(views) n
     WHERE n IS NULL
        OR NOT EXISTS (SELECT FROM weirpool.version v WHERE v.view = n AND v.state IN ('building', 'live', 'broken'))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'unknown view: "%"', left(coalesce(bad, 'NULL'), 64)
            USING ERRCODE = 'WP004', HINT = 'SELECT view FROM weirpool.version lists them.';
    END IF;

    SELECT v.view INTO bad FROM weirpool.version v
     WHERE v.state = 'broken'
       AND (views IS NULL OR v.view = ANY (views))
       AND NOT EXISTS (SELECT FROM weirpool.version o WHERE o.view = v.view AND o.state = 'live')
       AND EXISTS (SELECT FROM weirpool.receipt_position(receipt) r
                     JOIN weirpool.expected e ON e.log = r.log
                    WHERE e.view = v.view AND e.version = v.version)
     ORDER BY v.view LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'view "%" is broken: it is no longer fed', bad
            USING ERRCODE = 'WP002', HINT = 'Look at weirpool.dead_letters and weirpool.open_errors, then resume it.';
    END IF;

    RETURN QUERY
    WITH counted AS (
        SELECT v.view, v.version FROM weirpool.version v
         WHERE (views IS NULL OR v.view = ANY (views))
           AND (v.state = 'live'
                OR v.state = 'building'
                   AND NOT EXISTS (SELECT FROM weirpool.version o WHERE o.view = v.view AND o.state = 'live'))
    )
    SELECT c.view, r.log, r.partition, coalesce(p.next_offset, 0), r.next_offset
      FROM weirpool.receipt_position(receipt) r
      JOIN counted c ON EXISTS (
               SELECT FROM weirpool.expected e WHERE e.view = c.view AND e.version = c.version AND e.log = r.log)
      LEFT JOIN weirpool.progress p
        ON p.view = c.view AND p.version = c.version AND p.log = r.log AND p.partition = r.partition
     WHERE coalesce(p.next_offset, 0) < r.next_offset
     ORDER BY 1, 2, 3;
END $$;

-- Whether every counted view holds the effects of the receipt's commands now.
CREATE FUNCTION weirpool.reached(receipt text, views text[] DEFAULT NULL) RETURNS boolean
LANGUAGE sql VOLATILE AS $$
    SELECT NOT EXISTS (SELECT FROM weirpool.missing(receipt, views))
$$;

-- Returns when every counted view holds the effects of the receipt's commands; raises in every other case. A view named that
-- is not there is waited for, too: a sink makes what was applied a moment ago.
-- Read the views in a later statement: this one's snapshot is older.
CREATE FUNCTION weirpool.wait_for(receipt text, timeout interval, views text[] DEFAULT NULL) RETURNS void
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

GRANT USAGE ON SCHEMA weirpool TO PUBLIC;
GRANT SELECT ON weirpool.pipeline, weirpool.version, weirpool.sink_offset, weirpool.progress_part, weirpool.expected,
    weirpool.progress TO PUBLIC;
