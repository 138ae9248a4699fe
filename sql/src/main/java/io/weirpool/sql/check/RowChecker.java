package io.weirpool.sql.check;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.parse.CalciteCharset;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.rewrite.Conjuncts;
import io.weirpool.sql.translate.CheckConditions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Yes, or every CHECK condition of a source that a row does not satisfy. Thread-safe. */
public final class RowChecker {
    static {
        CalciteCharset.ensure();
    }

    private final List<String> conditions;
    private final List<RowFunction> functions;

    private final List<Integer> columns;

    private RowChecker(List<String> conditions, List<RowFunction> functions, List<Integer> columns) {
        this.conditions = conditions;
        this.functions = functions;
        this.columns = columns;
    }

    /** Compiles the conditions of a source out of the catalog; takes some ten milliseconds when it has any. */
    public static RowChecker of(Source source) {
        if (source.checks().isEmpty()) {
            return new RowChecker(List.of(), List.of(), List.of());
        }
        List<Expression> conditions = CheckConditions.of(source);
        BitSet columns = new BitSet();
        conditions.forEach(condition -> columns.or(Conjuncts.columns(condition)));
        return new RowChecker(
                source.checks(),
                conditions.stream()
                        .map(condition -> ExpressionCompiler.compile(Optional.empty(), List.of(condition)))
                        .toList(),
                columns.stream().boxed().toList());
    }

    /** Indexes of the columns the conditions look at, ascending; the others may be null in a row that is checked. */
    public List<Integer> columns() {
        return columns;
    }

    /**
     * What is wrong with a row; empty when it passes. A condition that is NULL passes, as in SQL; one that has no value
     * (division by zero) does not.
     *
     * @param row as long as the source has columns, in declared order
     */
    public List<FieldError> check(@Nullable Object[] row) {
        if (functions.isEmpty()) {
            return List.of();
        }
        List<FieldError> errors = List.of();
        for (int i = 0; i < functions.size(); i++) {
            String mistake = mistake(i, row);
            if (mistake != null) {
                errors = errors.isEmpty() ? new ArrayList<>() : errors;
                errors.add(new FieldError("", 0, 0, ErrorCode.ROW_INVALID, mistake));
            }
        }
        return errors;
    }

    /** Why the row does not satisfy a condition; null when it does. */
    private @Nullable String mistake(int i, @Nullable Object[] row) {
        try {
            @Nullable Object[] verdict = functions.get(i).apply(row);
            boolean satisfied = verdict == null || !Boolean.FALSE.equals(verdict[0]);
            return satisfied ? null : "CHECK (" + conditions.get(i) + ") is not satisfied";
        } catch (ExpressionFailure e) {
            return "CHECK (" + conditions.get(i) + ") fails: " + e.getMessage();
        }
    }
}
