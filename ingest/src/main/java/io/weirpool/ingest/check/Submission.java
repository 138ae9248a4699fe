package io.weirpool.ingest.check;

import org.jspecify.annotations.Nullable;

/**
 * A body and how it is meant.
 *
 * @param body decompressed; nobody writes to it
 * @param operation of a table; a stream knows UPSERT only, which appends
 * @param key of the request; null when it has none
 * @param event what tells the event from others whose data the body is; null when it is not one's
 * @param partial whether the rows that can be taken are taken when others cannot
 */
@SuppressWarnings("ArrayRecordComponent") // a body of megabytes is not copied, nor compared
public record Submission(
        byte[] body,
        BodyFormat format,
        Operation operation,
        @Nullable RequestKey key,
        @Nullable String event,
        boolean partial) {}
