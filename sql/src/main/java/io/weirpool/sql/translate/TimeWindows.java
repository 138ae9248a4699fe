package io.weirpool.sql.translate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall;
import io.weirpool.sql.rewrite.Calcs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** TUMBLE, HOP, CUMULATE and SESSION: the input's columns, then {@code window_start} and {@code window_end}. */
final class TimeWindows {
    private static final long MICROS_PER_MILLISECOND = 1_000;

    private final PlanBuilder builder;

    TimeWindows(PlanBuilder builder) {
        this.builder = builder;
    }

    Relation windows(TableFunctionScan scan) {
        RexCall call = (RexCall) scan.getCall();
        List<RexNode> operands = call.getOperands();
        if (scan.getInputs().size() != 1) {
            throw unsupported(call);
        }
        Relation given = builder.relation(scan.getInput(0));
        if (given.isCorrelated()) {
            throw Subqueries.unsupported(
                    "a window over a subquery that reads columns of the query outside",
                    "Filter outside of the window.");
        }
        Plan input = SetOperations.visible(given).plan();
        List<Integer> time = descriptor(operands.get(0));
        if (time.size() != 1 || !isTime(input.rowType().type(time.get(0)))) {
            throw Mistake.invalid(
                    null, "windows need one TIMESTAMP column as DESCRIPTOR", "Cast the column in a subquery.");
        }
        Plan windows = switch (call.getOperator().getName()) {
            case "TUMBLE" -> tumble(input, time.get(0), operands);
            case "HOP" -> hop(input, time.get(0), operands);
            case "CUMULATE" -> cumulate(input, time.get(0), operands);
            case "SESSION" -> session(input, time.get(0), operands);
            default -> throw unsupported(call);
        };
        return Relation.of(windows);
    }

    private static Mistake unsupported(RexCall call) {
        return Subqueries.unsupported(
                "the table function " + call.getOperator().getName(), "Use TUMBLE, HOP, CUMULATE or SESSION.");
    }

    private static boolean isTime(SqlType type) {
        return type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMPTZ;
    }

    private static List<Integer> descriptor(RexNode node) {
        return ((RexCall) node)
                .getOperands().stream()
                        .map(column -> ((RexInputRef) column).getIndex())
                        .toList();
    }

    private static Plan tumble(Plan input, int time, List<RexNode> operands) {
        long size = length(operands.get(1));
        return expanded(input, time, size, size, operands.size() > 2 ? micros(operands.get(2)) : 0, false);
    }

    private static Plan hop(Plan input, int time, List<RexNode> operands) {
        long offset = operands.size() > 3 ? micros(operands.get(3)) : 0;
        return expanded(input, time, length(operands.get(2)), length(operands.get(1)), offset, false);
    }

    private static Plan cumulate(Plan input, int time, List<RexNode> operands) {
        long step = length(operands.get(1));
        long size = length(operands.get(2));
        if (size % step != 0) {
            throw Mistake.invalid(
                    null, "the size of CUMULATE is no multiple of its step", "Write the step first, then the size.");
        }
        return expanded(input, time, size, step, operands.size() > 3 ? micros(operands.get(3)) : 0, true);
    }

    private static Plan expanded(Plan input, int time, long size, long slide, long offset, boolean cumulative) {
        SqlType type = input.rowType().type(time);
        Generator generator = new Generator.Windows(new Input(time, type), size, slide, offset, cumulative);
        return new Plan.Expand(input, generator, Bounds.after(input, type));
    }

    private static Plan session(Plan input, int time, List<RexNode> operands) {
        boolean keyed = operands.size() > 2;
        List<Integer> keys = keyed ? descriptor(operands.get(1)) : List.of();
        long gap = length(operands.get(keyed ? 2 : 1));
        SqlType type = input.rowType().type(time);
        Expression known = Expressions.form(Forms.IS_NOT_NULL, List.of(new Input(time, type)));
        SqlType bound = Bounds.type(type);
        List<WindowCall> calls = List.of(
                new WindowCall.Session(time, gap, false, bound), new WindowCall.Session(time, gap, true, bound));
        return new Plan.Window(
                Calcs.filter(input, type.nullable() ? List.of(known) : List.of()),
                keys,
                List.of(new SortKey(time, false, false)),
                calls,
                Bounds.after(input, type));
    }

    /** The two columns that windows have. */
    private static final class Bounds {
        static SqlType type(SqlType time) {
            return SqlType.of(time.kind()).notNull();
        }

        static RowType after(Plan input, SqlType time) {
            List<String> names = new ArrayList<>();
            List<SqlType> types = new ArrayList<>();
            input.rowType().columns().forEach(column -> {
                names.add(column.name().value());
                types.add(column.type());
            });
            names.addAll(List.of("window_start", "window_end"));
            types.addAll(List.of(type(time), type(time)));
            return ColumnNames.rowType(names, types);
        }
    }

    private static long length(RexNode interval) {
        long micros = micros(interval);
        if (micros <= 0) {
            throw Mistake.invalid(
                    null, "a window's size, slide and gap must be above 0", "Write INTERVAL '10' SECOND.");
        }
        return micros;
    }

    private static long micros(RexNode interval) {
        boolean days =
                SqlTypeName.DAY_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
        BigDecimal millis =
                days && interval instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        if (millis != null) {
            return millis.longValueExact() * MICROS_PER_MILLISECOND;
        }
        throw Subqueries.unsupported("a window of months or of computed size", "Write INTERVAL '10' SECOND, or days.");
    }
}
