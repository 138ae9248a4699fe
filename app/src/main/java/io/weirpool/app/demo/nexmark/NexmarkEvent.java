package io.weirpool.app.demo.nexmark;

import static java.util.Objects.requireNonNull;

/**
 * One event, as a producer sends it.
 *
 * @param source {@code person}, {@code auction}, {@code bid} or {@code side_input}
 * @param json one object in UTF-8; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // millions are made, and each is written once; none is compared
public record NexmarkEvent(String source, byte[] json) {
    public NexmarkEvent {
        requireNonNull(source, "source");
        requireNonNull(json, "json");
    }
}
