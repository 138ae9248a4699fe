package io.weirpool.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weirpool.bench.load.Requests;
import io.weirpool.bench.load.Shot;
import io.weirpool.bench.load.Shot.Kind;
import java.io.ByteArrayOutputStream;

/** The requests of a run, by their number: always the same ones. */
final class Posts implements Requests {
    static final String SOURCE = "hit";
    static final String DEFINITIONS = """
        CREATE STREAM hit (
            id BIGINT NOT NULL, customer INTEGER NOT NULL CHECK (customer >= 0), amount DECIMAL(10, 2) NOT NULL,
            at TIMESTAMP(3) WITH TIME ZONE NOT NULL, note VARCHAR(40)) WITH ('partitions' = '2');
        CREATE MATERIALIZED VIEW per_customer AS
            SELECT customer, COUNT(*) AS n, SUM(amount) AS amount FROM hit GROUP BY customer;
        """;
    /** A repeat is of the post this many before it, which has mostly been answered by then. */
    private static final int BACK = 50;

    private static final int CUSTOMERS = 10_007;
    private static final byte[] BROKEN = "{\"id\":1,\"customer\":".getBytes(US_ASCII);

    private final int rows;
    private final int duplicatesPercent;
    private final int garbagePercent;
    private final long first;

    /**
     * @param rows of each post: 1 is an object, more are NDJSON
     * @param duplicatesPercent of the posts repeat an earlier one, at most 45 with the garbage; all then have a key
     * @param first id, so that runs on one log differ
     */
    Posts(int rows, int duplicatesPercent, int garbagePercent, long first) {
        this.rows = rows;
        this.duplicatesPercent = duplicatesPercent;
        this.garbagePercent = garbagePercent;
        this.first = first;
    }

    @Override
    public Shot shot(long number) {
        if (number % 100 < garbagePercent) {
            return new Shot(Kind.GARBAGE, request(BROKEN, ""), 0);
        }
        boolean again = number >= BACK && repeats(number);
        long meant = again ? number - BACK : number;
        String key = duplicatesPercent == 0 ? "" : "Idempotency-Key: k-" + (first + meant) + "\r\n";
        Kind kind = again || repeats(number + BACK) ? Kind.ONE_OF_TWO : Kind.NORMAL;
        return new Shot(kind, request(body(first + meant * rows), key), rows);
    }

    private boolean repeats(long number) {
        long draw = number % 100;
        return draw >= garbagePercent && draw < garbagePercent + duplicatesPercent;
    }

    private byte[] body(long id) {
        if (rows == 1) {
            return row(id);
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(rows * 140);
        for (int i = 0; i < rows; i++) {
            lines.writeBytes(row(id + i));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** A row of some 130 bytes, as a shop or a sensor would send. */
    static byte[] row(long id) {
        StringBuilder row = new StringBuilder(140);
        row.append("{\"id\":").append(id);
        row.append(",\"customer\":").append(id * 7919 % CUSTOMERS);
        row.append(",\"amount\":\"")
                .append(id % 1000)
                .append('.')
                .append(10 + id % 90)
                .append('"');
        row.append(",\"at\":\"2026-01-02T03:").append(10 + id % 50).append(':').append(10 + id % 50);
        row.append(".123Z\",\"note\":\"order ").append(id % 100_000).append(" of the day\"}");
        return row.toString().getBytes(US_ASCII);
    }

    private byte[] request(byte[] body, String headers) {
        return Shot.request(
                "/v1/streams/" + SOURCE, rows == 1 ? "application/json" : "application/x-ndjson", headers, body);
    }
}
