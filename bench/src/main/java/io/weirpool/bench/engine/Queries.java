package io.weirpool.bench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The views there are to measure: six that Flink's side has too, and Nexmark's q0 to q22. */
final class Queries {
    private static final String SOURCES = "sources.sql";
    private static final Pattern VIEW = Pattern.compile(
            "CREATE MATERIALIZED VIEW view_(\\w+) AS\\s+(.*?);\\s*$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final String NEXMARK = "nexmark";

    private final Map<String, Query> byName;

    private Queries(Map<String, Query> byName) {
        this.byName = byName;
    }

    static Queries all() {
        Map<String, Query> byName = new LinkedHashMap<>();
        Map<String, String> shared = views("shared.sql");
        add(byName, shared, "group_by", "B", "count(*) || ' rows cnt=' || sum(cnt) || ' sum=' || sum(sm)");
        add(byName, shared, "join", "D", "count(*) || ' rows'");
        add(byName, shared, "hop", "E", "count(*) || ' rows num=' || sum(num)");
        add(byName, shared, "top_n", "F", "count(*) || ' rows sum=' || sum(price)");
        add(byName, shared, "tumble", "C", "count(*) || ' rows cnt=' || sum(cnt)");
        add(byName, shared, "filter", "A", "count(*) || ' rows'");
        views("nexmark.sql")
                .forEach((name, sql) ->
                        byName.put(name, new Query(name, sql, null, "SELECT count(*) || ' rows' FROM %s")));
        return new Queries(byName);
    }

    private static void add(
            Map<String, Query> byName, Map<String, String> sqls, String view, String peer, String check) {
        String name = view.replace('_', '-');
        String sql = Objects.requireNonNull(sqls.get(view), view);
        byName.put(name, new Query(name, sql, peer, "SELECT " + check + " FROM %s"));
    }

    /** The declarations all of them read. */
    static String sourcesSql() {
        return resource(SOURCES);
    }

    /**
     * Those of these names, in that order.
     *
     * @param names empty for those that Flink's side has, too; {@code nexmark} for all that it has not
     * @throws IllegalArgumentException one is not known, with those that are
     */
    List<Query> of(List<String> names) {
        if (names.isEmpty()) {
            return byName.values().stream()
                    .filter(query -> query.peer() != null)
                    .toList();
        }
        List<Query> wanted = new ArrayList<>();
        for (String name : names) {
            if (name.equals(NEXMARK)) {
                byName.values().stream().filter(query -> query.peer() == null).forEach(wanted::add);
            } else {
                wanted.add(one(name));
            }
        }
        return wanted;
    }

    private Query one(String name) {
        Query query = byName.get(name);
        if (query == null) {
            throw new IllegalArgumentException("there is no query %s; there are %s, and %s for all from q0 on"
                    .formatted(name, String.join(", ", byName.keySet()), NEXMARK));
        }
        return query;
    }

    private static Map<String, String> views(String file) {
        Map<String, String> views = new LinkedHashMap<>();
        Stream<MatchResult> found = VIEW.matcher(resource(file)).results();
        found.forEach(view -> views.put(view.group(1), view.group(2)));
        return views;
    }

    private static String resource(String file) {
        try (InputStream in = Queries.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
