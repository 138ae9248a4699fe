package io.weirpool.ingest.check;

/** What a command does to a table; a stream is only appended to. Closed: a record has a value or it has none. */
public enum Operation {
    UPSERT,
    /** Takes the row of a key away; only the key columns are read, others may be given and are not stored. */
    DELETE
}
