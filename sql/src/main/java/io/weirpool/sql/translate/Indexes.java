package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.ViewPlan;
import io.weirpool.sql.validate.Suggestions;
import io.weirpool.sqlparser.CreateIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** CREATE INDEX on a materialized view. */
public final class Indexes {
    private Indexes() {}

    /** PostgreSQL's limit. */
    private static final int COLUMNS_MAX = 32;

    /** The view with the index. */
    public static ViewPlan add(CreateIndex node, Map<String, ViewPlan> views) {
        String name = node.view.toString();
        ViewPlan view = views.get(name);
        if (view == null) {
            throw Mistake.invalid(
                    node.view.getParserPosition(),
                    "there is no materialized view \"" + name + "\"",
                    Suggestions.nearest(name, views.keySet())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Only materialized views have a table that an index can be on."));
        }
        if (node.columns.size() > COLUMNS_MAX) {
            throw Mistake.invalid(
                    node.columns.getParserPosition(), "an index of over 32 columns", "Name the most selective ones.");
        }
        List<List<Integer>> indexes = new ArrayList<>(view.indexes());
        List<Integer> columns =
                node.columns.stream().map(column -> column(column, view)).toList();
        if (!indexes.contains(columns)) {
            indexes.add(columns);
        }
        return new ViewPlan(
                view.name(), view.sql(), view.plan(), view.columns(), view.key(), indexes, view.eventTime());
    }

    private static int column(SqlNode node, ViewPlan view) {
        String name = ((SqlIdentifier) node).getSimple();
        return view.columns().indexOf(name).orElseThrow(() -> {
            List<String> names =
                    view.columns().columns().stream().map(c -> c.name().value()).toList();
            return Mistake.invalid(
                    node.getParserPosition(),
                    "view \"" + view.name() + "\" has no column \"" + name + "\"",
                    Suggestions.nearest(name, names)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("It has " + String.join(", ", names) + "."));
        });
    }
}
