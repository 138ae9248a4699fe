package io.weirpool.common.topic;

import io.weirpool.common.model.Name;

/** Names of topics and headers. Nothing else in the code spells them. */
public final class Topics {
    /** Header: id the client gave to a command, UTF-8. */
    public static final String HEADER_ID = "weirpool-id";
    /**
     * Header of a command that a person sent again: where it was before, {@code <log>/<partition>/<offset>}, ASCII. Its id
     * is {@link #retryId} of that, so that of two the second has no effect.
     */
    public static final String HEADER_RETRY = "weirpool-retry";
    /** Header: W3C trace context of the last command that led to the record, ASCII. */
    public static final String HEADER_TRACEPARENT = "traceparent";
    /**
     * Header of a tick in a log, which is no command: nobody expects rows of this time, in microseconds since 1970 as
     * decimal digits, less the watermark's delay, in this partition any more.
     */
    public static final String HEADER_TICK = "weirpool-tick";
    /** Header of a marker; its presence lets readers skip the record. */
    public static final String HEADER_MARKER = "weirpool-marker";
    /** Header of an open error of a key; its presence lets readers skip the record. */
    public static final String HEADER_ERROR = "weirpool-error";
    /** A marker's record key is this and the sender. */
    public static final String MARKER_KEY_PREFIX = "!marker/";
    /** An open error's record key is this and the view key as JSON; a tombstone closes it. */
    public static final String ERROR_KEY_PREFIX = "!error/";
    /** Key of the record about a flow that says what its state looks like. */
    public static final String LAYOUT_KEY = "!layout";
    /** Key of the record about a flow that says how a program would have its state that did not touch it. */
    public static final String REFUSED_KEY = "!refused";
    /** Field of a bag's row that says how often it occurs; no column can have this name. */
    public static final String COUNT_FIELD = "#";

    private Topics() {}

    /** The id of a command that was at this place, {@code <log>/<partition>/<offset>}, and is sent again. */
    public static String retryId(String place) {
        return "retry:" + place;
    }

    /** The log of a source: {@code flights.airport}. */
    public static String log(Name pipeline, Name source) {
        return pipeline + "." + source;
    }

    /** The topic of a view's version: {@code flights.on_time.v1}. */
    public static String view(Name pipeline, Name view, int version) {
        return pipeline + "." + view + ".v" + version;
    }

    public static String deadLetters(Name pipeline) {
        return pipeline + ".dead-letters";
    }

    /** What became of the commands of each source, as every flow counts them. */
    public static String ledger(Name pipeline) {
        return pipeline + ".ledger";
    }

    /** What its state looks like, and what its operators have counted, by process; goes with the flow. */
    public static String about(Name pipeline, int flow) {
        return application(pipeline, flow) + "-about";
    }

    /** What source tasks found to be repeats. */
    public static String repeats(Name pipeline) {
        return pipeline + ".repeats";
    }

    public static String catalog(String prefix) {
        return prefix + ".catalog";
    }

    /** The tokens of who may use the HTTP door. */
    public static String tokens(String prefix) {
        return prefix + ".tokens";
    }

    /** The Kafka Streams application of a flow; never used again. */
    public static String application(Name pipeline, int flow) {
        return pipeline + ".flow-" + flow;
    }

    /** The consumer group that all sinks of a pipeline share. */
    public static String sinks(Name pipeline) {
        return pipeline + ".sink";
    }
}
