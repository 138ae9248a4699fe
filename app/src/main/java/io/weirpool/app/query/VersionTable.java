package io.weirpool.app.query;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the database says of versions: which are live, which wait for what, how far each is. Thread-safe. */
public final class VersionTable implements AutoCloseable {
    private final Database database;

    public VersionTable(ReadConfig config, MeterRegistry metrics) {
        this.database = new Database(config.withConnections(1), "versions", metrics);
    }

    /**
     * A version that is not retired.
     *
     * @param state {@code building}, {@code live}, {@code warm} or {@code broken}
     * @param expired whether it is kept warm for nothing: its time is over, or another one of the view was live after it
     * @param waitsFor what its taking over waits for, for people; null for nothing
     */
    public record Version(
            String view,
            int version,
            String state,
            boolean expired,
            @Nullable String waitsFor) {
        public boolean is(String wanted) {
            return state.equals(wanted);
        }
    }

    /** How far a version is on one log partition; {@code asOfMicros} is 0 where it holds no command. */
    public record Reached(String view, int version, String log, int partition, long nextOffset, long asOfMicros) {}

    /** Ordered by view and version. */
    public List<Version> versions() {
        String sql = """
            SELECT view, version, state,
                   coalesce(keep_until <= now(), false)
                     OR (state = 'warm' AND since < max(since) FILTER (WHERE state = 'warm') OVER (PARTITION BY view)),
                   waits_for
              FROM weirpool.version WHERE state <> 'retired' ORDER BY view, version
            """;
        return database.list(
                new SqlBuilder().text(sql),
                row -> new Version(
                        row.getString(1), row.getInt(2), row.getString(3), row.getBoolean(4), row.getString(5)));
    }

    /** The state of one version; empty when it is retired or not made yet. */
    public Optional<String> state(String view, int version) {
        return versions().stream()
                .filter(v -> v.view().equals(view) && v.version() == version)
                .map(Version::state)
                .findFirst();
    }

    /** Of every version that is not retired. */
    public List<Reached> reached() {
        String sql = """
            SELECT p.view, p.version, p.log, p.partition, p.next_offset,
                   coalesce((extract(epoch FROM p.as_of) * 1000000)::bigint, 0)
              FROM weirpool.version v JOIN weirpool.progress p USING (view, version)
             WHERE v.state <> 'retired'
            """;
        return database.list(
                new SqlBuilder().text(sql),
                row -> new Reached(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    @Override
    public void close() {
        database.close();
    }
}
