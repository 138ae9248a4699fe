package io.weirpool.e2e.oracle;

/**
 * What a view says of late rows, and of when its own rows are final.
 *
 * @param late as its options have it; empty where nothing is said
 * @param isFinal whether a row is written once, when it is closed
 * @param bound over the view's columns: no row with a time from it on is in the view's row
 */
record Timing(String late, boolean isFinal, String bound) {
    static final Timing NONE = new Timing("", false, "");

    String options() {
        return late.isEmpty() ? "" : " WITH (late = '" + late + "')";
    }

    String ending() {
        return isFinal ? " EMIT FINAL" : "";
    }

    /** What there is for PostgreSQL of a query whose rows are final. */
    String postgres(String query) {
        return isFinal
                ? "SELECT * FROM (%s) AS f WHERE %s <= (SELECT at FROM %s)".formatted(query, bound, Postgres.MARK)
                : query;
    }
}
