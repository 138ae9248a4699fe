package io.weirpool.sql;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How definitions differ from those applied, one sentence each; what is only new is no difference. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> between(Pipeline applied, Pipeline wanted) {
        Differences differences = new Differences();
        Map<String, Source> sources = byName(wanted.sources(), s -> s.name().value());
        applied.sources()
                .forEach(source ->
                        differences.source(source, sources.get(source.name().value())));
        Map<String, ViewPlan> views = byName(wanted.views(), v -> v.name().value());
        applied.views()
                .forEach(view -> differences.view(view, views.get(view.name().value())));
        return differences.found;
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        Map<String, T> map = new LinkedHashMap<>();
        all.forEach(each -> map.put(name.apply(each), each));
        return map;
    }

    private void source(Source before, @Nullable Source after) {
        String what = (before.isTable() ? "table " : "stream ") + before.name();
        if (after == null) {
            found.add(what + " is missing");
            return;
        }
        if (before.kind() != after.kind()) {
            found.add(what + " is now a " + (after.isTable() ? "table" : "stream"));
        }
        changed(what, "columns", columns(before.columns()), columns(after.columns()));
        changed(what, "primary key", key(before), key(after));
        changed(what, "checks", before.checks().toString(), after.checks().toString());
        changed(what, "partitions", "" + before.partitions(), "" + after.partitions());
    }

    private void view(ViewPlan before, @Nullable ViewPlan after) {
        String what = "view " + before.name();
        if (after == null) {
            found.add(what + " is missing");
            return;
        }
        int already = found.size();
        changed(what, "columns", columns(before.columns()), columns(after.columns()));
        changed(what, "indexes", before.indexes().toString(), after.indexes().toString());
        boolean sameRows = before.plan().equals(after.plan()) && before.key().equals(after.key());
        if (!sameRows && found.size() == already) {
            changed(what, "query", oneLine(before.sql()), oneLine(after.sql()));
            if (found.size() == already) {
                found.add(what + ": a view it reads is another");
            }
        }
    }

    private void changed(String what, String which, String before, String after) {
        if (!before.equals(after)) {
            found.add("%s: %s: was %s, is now %s".formatted(what, which, before, after));
        }
    }

    private static String columns(RowType type) {
        return type.columns().stream()
                .map(c -> c.name() + " " + c.type() + (c.type().nullable() ? "" : " NOT NULL"))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String key(Source source) {
        return source.columns().project(source.key()).columns().stream()
                .map(c -> c.name().value())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String oneLine(String sql) {
        return sql.replaceAll("\\s+", " ");
    }
}
