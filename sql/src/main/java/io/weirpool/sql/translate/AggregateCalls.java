package io.weirpool.sql.translate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.convert.AggregateTypes;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Plan;
import java.util.Locale;
import java.util.OptionalInt;

/** Calcite's aggregate calls as ours, or what is wrong with them. */
final class AggregateCalls {
    private AggregateCalls() {}

    /**
     * The same call.
     *
     * @param plan whose rows are aggregated
     * @throws Mistake for what has no counterpart, with the call's place
     */
    static AggregateCall of(org.apache.calcite.rel.core.AggregateCall call, Plan plan) {
        RowType input = plan.rowType();
        AggregateCall.Function function = function(call);
        if (!call.getCollation().getFieldCollations().isEmpty() || call.ignoreNulls() || call.isApproximate()) {
            throw unsupported(call, "options of " + name(call) + " are not supported yet");
        }
        if (call.getArgList().size() > 1) {
            throw unsupported(call, name(call) + " of several arguments is not supported yet");
        }
        SqlType argument = call.getArgList().isEmpty()
                ? SqlType.of(TypeKind.BIGINT)
                : input.type(call.getArgList().get(0));
        refuseArgument(call, function, argument);
        OptionalInt filter = call.hasFilter() ? OptionalInt.of(call.filterArg) : OptionalInt.empty();
        SqlType type = AggregateTypes.of(function, argument, call.getType().isNullable());
        return new AggregateCall(function, call.getArgList(), call.isDistinct(), filter, type);
    }

    private static AggregateCall.Function function(org.apache.calcite.rel.core.AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case COUNT -> AggregateCall.Function.COUNT;
            case SUM -> AggregateCall.Function.SUM;
            case AVG -> AggregateCall.Function.AVG;
            case MIN -> AggregateCall.Function.MIN;
            case MAX -> AggregateCall.Function.MAX;
            default -> throw unsupported(call, "the aggregate " + name(call) + " is not supported yet");
        };
    }

    /** What PostgreSQL has no such aggregate for. */
    private static void refuseArgument(
            org.apache.calcite.rel.core.AggregateCall call, AggregateCall.Function function, SqlType argument) {
        boolean numeric = switch (argument.kind()) {
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
            default -> false;
        };
        boolean ordered = switch (argument.kind()) {
            case BOOLEAN, UUID, JSON -> false;
            default -> true;
        };
        boolean allowed = switch (function) {
            case COUNT -> true;
            case SUM, AVG -> numeric;
            case MIN, MAX -> ordered;
        };
        if (!allowed) {
            throw unsupported(call, name(call) + " of " + argument + " does not exist in PostgreSQL");
        }
    }

    private static Mistake unsupported(org.apache.calcite.rel.core.AggregateCall call, String message) {
        return Mistake.unsupported(
                call.getParserPosition(), message, "Use COUNT, SUM, AVG, MIN or MAX, with DISTINCT or FILTER.");
    }

    private static String name(org.apache.calcite.rel.core.AggregateCall call) {
        return call.getAggregation().getName().toLowerCase(Locale.ROOT);
    }
}
