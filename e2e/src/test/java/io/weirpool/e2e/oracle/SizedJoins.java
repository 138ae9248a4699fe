package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** Inner joins of inputs of which it is said how many rows they have, whether that is so or not. */
final class SizedJoins {
    private static final int INPUTS_MORE = 3;

    private final Draw draw;
    private final Predicates predicates;
    private final Supplier<Relation> inputs;

    /** Behind SELECT, and in FROM. */
    record Sized(String hint, Relation relation) {}

    SizedJoins(Draw draw, Predicates predicates, Supplier<Relation> inputs) {
        this.draw = draw;
        this.predicates = predicates;
        this.inputs = inputs;
    }

    Sized make() {
        draw.used(Operator.CARDINALITY_HINT);
        Relation joined = inputs.get();
        StringJoiner hint = new StringJoiner(", ", "/*+ CARDINALITY(", ") */ ").add(size(joined));
        int more = 1 + draw.below(INPUTS_MORE);
        for (int i = 0; i < more; i++) {
            Relation next = inputs.get();
            if (draw.chance(0.7)) {
                hint.add(size(next));
            }
            joined = join(joined, next);
        }
        return new Sized(hint.toString(), joined);
    }

    private String size(Relation input) {
        String alias = input.columns().get(0).alias();
        return alias + " = '" + draw.of(1, 5, 1_000, 2_000_000) + "'";
    }

    private Relation join(Relation left, Relation right) {
        List<Column> all = new ArrayList<>(left.columns());
        all.addAll(right.columns());
        Optional<String> on = predicates
                .match(left.columns(), right.columns())
                .map(match -> match[0].text() + " = " + match[1].text());
        if (on.isEmpty()) {
            return new Relation(left.text() + " CROSS JOIN " + right.text(), all, List.of());
        }
        draw.used(Operator.INNER_JOIN);
        String residual = draw.chance(0.3) ? " AND " + predicates.simple(all) : "";
        return new Relation(left.text() + " JOIN " + right.text() + " ON " + on.get() + residual, all, List.of());
    }
}
