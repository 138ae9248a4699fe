package io.weirpool.e2e;

/** What the tests of changes define: each view counts, so that nobody may ever see less. */
final class ChangeViews {
    static final String SOURCES = """
        CREATE STREAM event (id BIGINT NOT NULL, bucket BIGINT NOT NULL, amount BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL);
        CREATE TABLE place (bucket BIGINT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (bucket));
        """;
    /** A column more, which no view uses. */
    static final String WIDER = SOURCES.replace("label TEXT NOT NULL", "label TEXT NOT NULL, note TEXT");

    static final String PER_BUCKET =
            "CREATE MATERIALIZED VIEW per_bucket AS SELECT bucket, COUNT(*) AS n, SUM(amount) AS total"
                    + " FROM event GROUP BY bucket;\nCREATE INDEX ON per_bucket (total);\n";
    static final String PER_BUCKET_AND_LARGEST =
            PER_BUCKET.replace("SUM(amount) AS total", "SUM(amount) AS total, MAX(amount) AS largest");
    static final String OVER =
            "CREATE MATERIALIZED VIEW over_all AS SELECT SUM(n) AS n, SUM(total) AS total FROM per_bucket;\n";
    static final String JOINED =
            "CREATE MATERIALIZED VIEW per_label AS SELECT p.label, COUNT(*) AS n, SUM(e.amount) AS total"
                    + " FROM event e JOIN place p ON p.bucket = e.bucket GROUP BY p.label;\n";
    static final String WINDOWED =
            "CREATE MATERIALIZED VIEW per_second AS SELECT window_start, COUNT(*) AS n, SUM(amount) AS total"
                    + " FROM TABLE(TUMBLE(TABLE event, DESCRIPTOR(at), INTERVAL '10' SECOND)) GROUP BY window_start;\n";
    static final String UNTOUCHED =
            "CREATE MATERIALIZED VIEW large AS SELECT id, amount FROM event WHERE amount % 50 = 0;\n";

    private ChangeViews() {}
}
