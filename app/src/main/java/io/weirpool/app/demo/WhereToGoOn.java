package io.weirpool.app.demo;

import io.weirpool.app.dev.Dev;
import java.io.PrintWriter;

/** Lines to paste. */
final class WhereToGoOn {
    private final PrintWriter out;

    WhereToGoOn(PrintWriter out) {
        this.out = out;
    }

    void print(Dev dev) {
        out.println("Look around while it runs:");
        out.println("  psql " + dev.postgresUri() + " -c 'SELECT * FROM worst_routes ORDER BY avg_delay DESC LIMIT 5'");
        out.println("  curl '" + dev.url() + "/v1/views/in_the_air?order=at_six_pm.desc&limit=5'");
        out.println("  curl -X POST -H 'Content-Type: application/json' " + dev.url() + "/v1/tables/airport -d \\");
        out.println("    '{\"iata\": \"WPL\", \"name\": \"Weirpool\", \"country\": \"USA\", \"latitude\": 51.5,"
                + " \"longitude\": -0.6}'");
        out.println("  curl '" + dev.url() + "/v1/views/airports_by_state?state=is.null'");
        out.println();
    }
}
