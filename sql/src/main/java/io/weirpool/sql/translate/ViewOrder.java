package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Views in an order in which each comes after what it reads, whatever the order of files. */
public final class ViewOrder {
    private final Map<String, Statement<CreateView>> byName = new LinkedHashMap<>();
    private final BiConsumer<Statement<CreateView>, Mistake> cycles;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();
    private final List<Statement<CreateView>> ordered = new ArrayList<>();

    private ViewOrder(BiConsumer<Statement<CreateView>, Mistake> cycles) {
        this.cycles = cycles;
    }

    /** Views that read themselves, directly or through others, are left out and given to {@code cycles}. */
    public static List<Statement<CreateView>> of(
            List<Statement<CreateView>> views, BiConsumer<Statement<CreateView>, Mistake> cycles) {
        ViewOrder order = new ViewOrder(cycles);
        views.forEach(view -> order.byName.putIfAbsent(view.node().name.toString(), view));
        views.forEach(order::visit);
        return order.ordered;
    }

    /** Names a view reads. */
    public static Set<String> reads(Statement<CreateView> view) {
        return TableNames.of(view.node().query);
    }

    private void visit(Statement<CreateView> view) {
        String name = view.node().name.toString();
        if (!view.equals(byName.get(name))) {
            ordered.add(view); // declared twice; the compiler says so
            return;
        }
        if (path.contains(name)) {
            refuse(view, name);
            return;
        }
        if (!done.add(name)) {
            return;
        }
        path.add(name);
        for (String read : reads(view)) {
            Statement<CreateView> other = byName.get(read);
            if (other != null) {
                visit(other);
            }
        }
        path.remove(path.size() - 1);
        if (!refused.contains(name)) {
            ordered.add(view);
        }
    }

    private void refuse(Statement<CreateView> view, String name) {
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        if (refused.containsAll(cycle)) {
            return;
        }
        refused.addAll(cycle);
        cycle.add(name);
        cycles.accept(
                view,
                Mistake.invalid(
                        view.node().name.getParserPosition(),
                        "the view reads itself: " + String.join(" -> ", cycle),
                        "Take one of them out of the circle."));
    }
}
