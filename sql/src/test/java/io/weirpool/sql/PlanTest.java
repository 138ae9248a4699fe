package io.weirpool.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.PlanPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans as people see them, against golden files: a query after {@code -- } and its plan. {@code -Dplans.write=DIR} writes
 * them anew.
 */
class PlanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "projection",
                "aggregate",
                "keys",
                "subqueries",
                "types",
                "joins",
                "decorrelated",
                "sets",
                "windows",
                "functions"
            })
    void queriesHaveTheirPlans(String name) throws IOException {
        String golden = read(name + ".txt");
        List<String> printed = new ArrayList<>();
        for (String block : golden.split("(?m)^-- ")) {
            if (!block.isBlank()) {
                String query = block.lines().findFirst().orElseThrow();
                printed.add("-- " + query + "\n" + plan(query));
            }
        }
        String now = String.join("\n", printed);
        String directory = System.getProperty("plans.write");
        if (directory != null) {
            Files.writeString(Path.of(directory, name + ".txt"), now);
        }
        assertThat(now).isEqualTo(golden);
    }

    private static String plan(String query) {
        try {
            return PlanPrinter.print(Compiled.view(query));
        } catch (DefinitionException e) {
            return e.getMessage() + "\n";
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream in = PlanTest.class.getResourceAsStream("plans/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void plainViewsAreExpandedWhereTheyAreRead() {
        Pipeline pipeline = Compiled.pipeline(Compiled.SOURCES + """
                CREATE MATERIALIZED VIEW v AS SELECT s, count(*) AS n FROM high GROUP BY s;
                CREATE VIEW high (s, c) AS SELECT state, city FROM airport WHERE elevation > 1000;
                CREATE INDEX ON v (n);
                CREATE INDEX by_both ON v (n, s);
                """);
        assertThat(PlanPrinter.print(pipeline.views().get(0))).isEqualTo("""
                        view v (s VARCHAR NOT NULL, n BIGINT NOT NULL)
                          key (s)
                          index on (n)
                          index on (n, s)
                          aggregate by (s): n = count(*)
                            hop by (s)
                              calc s = state where >(elevation, 1000)
                                scan table airport (state VARCHAR NOT NULL, elevation INTEGER)
                        """);
    }
}
