package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.validate.QueryValidator;
import io.weirpool.sqlparser.CreateSource;
import io.weirpool.sqlparser.CreateSource.WatermarkDeclaration;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code WATERMARK FOR column AS column - INTERVAL ..} of a stream. */
public final class Watermarks {
    private static final String REMEDY = "Write WATERMARK FOR ts AS ts - INTERVAL '5' SECOND.";

    private Watermarks() {}

    /**
     * The source with its watermark, where it declares one.
     *
     * @param source as declared without; the validator knows it
     * @throws Mistake when it is not valid, with its place
     */
    public static Source declared(Source source, CreateSource node, QueryValidator validator) {
        List<WatermarkDeclaration> declared = node.elements.watermarks;
        if (declared.isEmpty()) {
            Options.refuseAhead(node.options);
            return source;
        }
        if (declared.size() > 1) {
            throw Mistake.invalid(declared.get(1).place(), "a second WATERMARK", "Declare one: a row has one time.");
        }
        WatermarkDeclaration watermark = declared.get(0);
        if (source.isTable()) {
            throw Mistake.unsupported(
                    watermark.place(),
                    "WATERMARK on a table: its rows change, however old they are",
                    "Declare a STREAM, or leave WATERMARK out.");
        }
        int column = column(source, watermark);
        return source.withWatermark(
                new Watermark(column, delay(source, column, watermark, validator), Options.aheadMicros(node.options)));
    }

    private static int column(Source source, WatermarkDeclaration watermark) {
        SqlParserPos place = watermark.column().getParserPosition();
        String name = watermark.column().getSimple();
        if (source.columns().indexOf(DeclaredColumn.ofRow(name)).isPresent()) {
            throw Mistake.invalid(
                    place,
                    "the WATERMARK is for a TIMESTAMP, \"" + name + "\" is of type ROW",
                    "Send the time of the row as a column of its own.");
        }
        int column = source.columns()
                .indexOf(name)
                .orElseThrow(() -> Mistake.invalid(place, "there is no column \"" + name + "\"", "Declare it."));
        Column declared = source.columns().column(column);
        TypeKind kind = declared.type().kind();
        if (kind != TypeKind.TIMESTAMP && kind != TypeKind.TIMESTAMPTZ) {
            throw Mistake.invalid(
                    place,
                    "the WATERMARK is for a TIMESTAMP, \"%s\" is %s".formatted(name, declared.type()),
                    "Send the time of the row as a TIMESTAMP or TIMESTAMPTZ.");
        }
        return column;
    }

    private static long delay(Source source, int column, WatermarkDeclaration watermark, QueryValidator validator) {
        RelNode tree = validator.convert(CheckConditions.select(source, watermark.value()));
        Plan plan = PlanBuilder.build(tree);
        if (plan instanceof Plan.Calc calc && calc.input() instanceof Plan.Scan scan) {
            Expression value = calc.projections().get(0);
            if (isColumn(value, scan, column)) {
                return 0;
            }
            if (value instanceof Expression.Call call
                    && call.function().equals("-")
                    && call.operands().size() == 2
                    && isColumn(call.operands().get(0), scan, column)
                    && call.operands().get(1) instanceof Expression.Constant constant
                    && constant.value() instanceof Interval interval) {
                return micros(interval, watermark);
            }
        } else if (plan instanceof Plan.Scan) {
            return 0;
        }
        throw unsupported(watermark);
    }

    private static boolean isColumn(Expression expression, Plan.Scan scan, int column) {
        return expression instanceof Expression.Input input && scan.columns().get(input.index()) == column;
    }

    private static long micros(Interval interval, WatermarkDeclaration watermark) {
        SqlParserPos place = watermark.value().getParserPosition();
        if (interval.months() != 0) {
            throw Mistake.invalid(place, "months have no fixed length", "Write days: INTERVAL '30' DAY.");
        }
        long micros = Options.micros(interval, place);
        if (micros < 0) {
            throw Mistake.invalid(place, "a delay below 0 would make every row late", REMEDY);
        }
        return micros;
    }

    private static Mistake unsupported(WatermarkDeclaration watermark) {
        return Mistake.unsupported(
                watermark.value().getParserPosition(),
                "a WATERMARK is its column less an interval, and nothing else",
                REMEDY);
    }
}
