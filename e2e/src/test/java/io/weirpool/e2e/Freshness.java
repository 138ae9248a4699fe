package io.weirpool.e2e;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks again and again how old the newest command is that a view's table holds, while commands come steadily. */
final class Freshness {
    private static final int LOOK_EVERY_MS = 20;

    private final List<Double> ages = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    Freshness(Running running, String view) throws SQLException {
        Connection connection = running.connect();
        thread = new Thread(() -> look(connection, view));
        thread.setDaemon(true);
        thread.start();
    }

    private void look(Connection connection, String view) {
        try (connection;
                Statement statement = connection.createStatement()) {
            while (!stopped) {
                try (ResultSet row = statement.executeQuery("SELECT extract(epoch FROM clock_timestamp() - max(as_of))"
                        + " FROM weirpool.progress JOIN weirpool.version USING (view, version)"
                        + " WHERE state = 'live' AND view = '" + view + "'")) {
                    row.next();
                    ages.add(row.getDouble(1));
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
        } catch (SQLException | InterruptedException e) {
            stopped = true; // the database is gone, and with it the test
        }
    }

    /** Looks no more; median, 99th percentile and greatest, in seconds, and the share that is below one. */
    String end() throws InterruptedException {
        stopped = true;
        thread.join();
        ages.sort(null);
        return "median %.2f s, p99 %.2f s, greatest %.2f s, %.1f %% of %d looks under 1 s"
                .formatted(
                        ages.get(ages.size() / 2),
                        ages.get(ages.size() * 99 / 100),
                        ages.get(ages.size() - 1),
                        100.0 * ages.stream().filter(age -> age < 1).count() / ages.size(),
                        ages.size());
    }
}
