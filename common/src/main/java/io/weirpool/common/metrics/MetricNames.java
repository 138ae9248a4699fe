package io.weirpool.common.metrics;

import java.util.Locale;

/**
 * Names and tags of our metrics, in Micrometer's form; {@link #prometheus} gives the exported form. Seconds and rows are
 * base units; tag values come from closed sets or from names in the catalog, never from requests.
 */
public final class MetricNames {
    /** Counter: commands at the door; tags source, op (insert, upsert, delete), result (accepted or an error's slug). */
    public static final String COMMANDS = "weirpool.commands";
    /** Timer: from the last byte of a request to the acknowledgement of its last row; tag source. */
    public static final String ACKNOWLEDGEMENT = "weirpool.acknowledgement";
    /** Gauge: bytes of checked rows that wait for their acknowledgement. */
    public static final String BYTES_IN_FLIGHT = "weirpool.bytes.in.flight";
    /** Timer: HTTP requests; tags route (a pattern, never a path), method, status. */
    public static final String HTTP_REQUESTS = "weirpool.http.requests";

    /** Counter: commands a flow's source task took from a log; tags flow, source, outcome ({@link #OUTCOMES}). */
    public static final String PROCESSED = "weirpool.processed";
    /** What becomes of a command: in = the sum of these. Tag values of {@link #PROCESSED}. */
    public static final String OUTCOMES = "applied filtered duplicate late dead";
    /**
     * Counter: changes an operator of a view took in and gave out; tags flow, view, operator (its number in the view, or
     * {@link #OPERATOR_LOG} and a source), direction.
     */
    public static final String OPERATOR_ROWS = "weirpool.operator.rows";
    /** Before a source's name: where its commands enter a view. */
    public static final String OPERATOR_LOG = "log:";
    /** Of commands those that came to the view. */
    public static final String DIRECTION_IN = "in";
    /** Of commands those that the view took. */
    public static final String DIRECTION_OUT = "out";
    /** Counter: rows that came after the watermark and that a view left out therefore; tags source, view. */
    public static final String LATE = "weirpool.late";
    /** Counter: ticks written into idle partitions of a log; tag source. */
    public static final String TICKS = "weirpool.ticks";
    /** Gauge: commands in the logs that a view has not heard of; tag view. */
    public static final String VIEW_LAG = "weirpool.view.lag";
    /** Gauge: seconds between the append of the newest command a view's table includes and now, 0 when none waits; tag view. */
    public static final String VIEW_FRESHNESS = "weirpool.view.freshness";
    /** Timer: from a command's append to the commit of its row; tag view. */
    public static final String VIEW_DELAY = "weirpool.view.delay";

    /** Counter: the sink's transactions; tags view, result (committed, retried, refused, fenced). */
    public static final String SINK_TRANSACTIONS = "weirpool.sink.transactions";
    /** Counter: partitions the group took from a sink it had not heard of for too long, such as a stopped one; tag view. */
    public static final String SINK_PARTITIONS_LOST = "weirpool.sink.partitions.lost";
    /** Timer: one transaction of the sink; tag view. */
    public static final String SINK_TRANSACTION_TIME = "weirpool.sink.transaction.time";
    /** Counter: rows the sink wrote; tags view, op (upsert, delete). */
    public static final String SINK_ROWS = "weirpool.sink.rows";

    /** Counter: dead letters; tags source, code. */
    public static final String DEAD_LETTERS = "weirpool.dead.letters";
    /** Gauge: keys of a view without a row because their expression fails; tag view. */
    public static final String OPEN_ERRORS = "weirpool.open.errors";
    /** Gauge: 1 when a role can do its work, else 0; tag role. */
    public static final String READY = "weirpool.ready";
    /** Gauge: number of the catalog's revision a role works by; tag role. */
    public static final String CATALOG_REVISION = "weirpool.catalog.revision";

    public static final String TAG_SOURCE = "source";
    public static final String TAG_VIEW = "view";
    public static final String TAG_FLOW = "flow";
    public static final String TAG_OPERATOR = "operator";
    public static final String TAG_DIRECTION = "direction";
    public static final String TAG_OP = "op";
    public static final String TAG_RESULT = "result";
    public static final String TAG_OUTCOME = "outcome";
    public static final String TAG_CODE = "code";
    public static final String TAG_ROLE = "role";
    public static final String TAG_ROUTE = "route";
    public static final String TAG_METHOD = "method";
    public static final String TAG_STATUS = "status";

    /** Closed: how a metric is counted decides the suffix of its exported name. */
    public enum Kind {
        COUNTER,
        GAUGE,
        TIMER
    }

    private MetricNames() {}

    /** The name Prometheus sees: {@code weirpool_commands_total}; of a timer without {@code _count}, {@code _sum}. */
    public static String prometheus(String name, Kind kind) {
        String exported = name.toLowerCase(Locale.ROOT).replace('.', '_');
        return switch (kind) {
            case COUNTER -> exported + "_total";
            case GAUGE -> exported;
            case TIMER -> exported + "_seconds";
        };
    }
}
