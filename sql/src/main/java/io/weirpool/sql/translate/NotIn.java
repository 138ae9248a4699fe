package io.weirpool.sql.translate;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are not in a subquery: {@code x NOT IN (S)} is TRUE when S has no row that is x, none that is NULL, and, where x
 * is NULL, none at all.
 */
final class NotIn {
    private final Nested nested;

    NotIn(Nested nested) {
        this.nested = nested;
    }

    Relation filtered() {
        return nested.operands().size() == 1 ? single() : several();
    }

    private Relation single() {
        Relation kept = nested.joined(JoinKind.ANTI, nested.equal());
        if (nested.value(0).type().nullable()) {
            Expression isNull = Expressions.form(Forms.IS_NULL, List.of(nested.value(0)));
            Relation nulls = Nested.where(nested.inner(), List.of(isNull));
            kept = nested.beside(kept).joined(JoinKind.ANTI, Nested.someRow(nulls));
        }
        if (nested.operand(0).type().nullable()) {
            Relation some = Nested.someRow(nested.inner());
            Expression isNull = Expressions.form(Forms.IS_NULL, List.of(nested.operand(0)));
            kept = nested.beside(kept).joined(JoinKind.ANTI, Nested.where(some, List.of(isNull)));
        }
        return kept;
    }

    /** One join: no row may be equal, or be so far as it is known. */
    private Relation several() {
        List<Expression> conditions = new ArrayList<>();
        for (int i = 0; i < nested.operands().size(); i++) {
            conditions.add(perhapsEqual(nested, i));
        }
        return nested.joined(JoinKind.ANTI, Nested.where(nested.inner(), conditions));
    }

    /** Whether a pair is equal or has a NULL. */
    static Expression perhapsEqual(Nested nested, int index) {
        List<Expression> alternatives = new ArrayList<>();
        alternatives.add(nested.compare("=", index));
        for (Expression side : List.of(nested.value(index), nested.operand(index))) {
            if (side.type().nullable()) {
                alternatives.add(Expressions.form(Forms.IS_NULL, List.of(side)));
            }
        }
        return alternatives.size() == 1 ? alternatives.get(0) : Expressions.form(Forms.OR, alternatives);
    }
}
