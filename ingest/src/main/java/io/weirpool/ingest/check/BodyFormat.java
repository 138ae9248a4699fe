package io.weirpool.ingest.check;

/** How a body holds rows. Closed: the Content-Type names one. */
public enum BodyFormat {
    /** One object, or an array of objects. */
    JSON,
    /** One object per line; lines end with LF or CR LF, the last one need not, blank ones do not count. */
    NDJSON,
    /** A CloudEvent in JSON; its data is the row. */
    EVENT,
    /** An array of them. */
    EVENTS
}
