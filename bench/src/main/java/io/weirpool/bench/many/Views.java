package io.weirpool.bench.many;

import io.weirpool.bench.backlog.EventLog;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Views of four kinds in turn over one source, no two alike: a group-by, a filtered one, windows, a filter. */
final class Views {
    private Views() {}

    static String name(int number) {
        return "view_" + number;
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Views::name).toList();
    }

    /** The source and the first {@code count} views over it. */
    static String definitions(int partitions, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "CREATE MATERIALIZED VIEW %s AS%n%s;%n".formatted(name(number), query(number)))
                .collect(Collectors.joining("\n", EventLog.sql(partitions) + "\n", ""));
    }

    private static String query(int number) {
        return switch (number % 4) {
            case 0 -> """
                SELECT k %% %d AS id, count(*) AS events, sum(amount) AS total, max(amount) AS most
                FROM event GROUP BY k %% %d\
                """.formatted(1_000 + number, 1_000 + number);
            case 1 -> """
                SELECT label, count(*) AS events, avg(amount) AS mean
                FROM event WHERE kind < 2 AND amount >= %d GROUP BY label\
                """.formatted(100 * number);
            case 2 -> """
                SELECT date_trunc('minute', at) AS minute, kind, count(*) AS events, sum(amount) AS total
                FROM event WHERE amount >= %d GROUP BY date_trunc('minute', at), kind\
                """.formatted(100 * number);
            default -> """
                SELECT k, amount, at FROM event WHERE k %% 1000 = %d\
                """.formatted(number);
        };
    }
}
