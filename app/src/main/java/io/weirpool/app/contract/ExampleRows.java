package io.weirpool.app.contract;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.check.ColumnBounds;
import io.weirpool.sql.check.RowChecker;
import io.weirpool.sql.plan.Expression.Constant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a source takes, to be shown: plain values first, and where CHECK conditions refuse those, others near the
 * constants in the conditions, drawn until a row satisfies all. The same source always has the same examples.
 */
final class ExampleRows {
    /** A condition that fits one row in thousands has none; each costs a microsecond. */
    private static final int DRAWS_MAX = 5_000;

    private static final long SEED = 1;
    /** 2026-01-02 in days since 1970, and 03:04:05 in microseconds. */
    private static final int DAY = 20_455;

    private static final long TIME_MICROS = 11_045_000_000L;
    private static final BigDecimal MINUTE_MICROS = BigDecimal.valueOf(60_000_000L);
    private static final long DAY_MICROS = 86_400_000_000L;

    private final Source source;
    private final RowChecker checker;
    private final List<List<Object>> candidates = new ArrayList<>();
    private final Random random = new Random(SEED);

    private ExampleRows(Source source) {
        this.source = source;
        this.checker = RowChecker.of(source);
        List<Constant> constants = ColumnBounds.constants(source);
        for (Column column : source.columns().columns()) {
            candidates.add(candidates(column, constants));
        }
    }

    /** Two rows with other keys as the source's JSON; fewer when the conditions are not met by any that was drawn. */
    static List<String> of(Source source) {
        ExampleRows rows = new ExampleRows(source);
        JsonRows json = JsonRows.of(source.columns());
        List<String> found = new ArrayList<>();
        for (int draw = 0; draw < DRAWS_MAX && found.size() < 2; draw++) {
            @Nullable Object[] row = rows.draw(draw);
            if (rows.checker.check(row).isEmpty()) {
                String text = new String(json.write(row), StandardCharsets.UTF_8);
                if (!found.contains(text)) {
                    found.add(text);
                }
            }
        }
        return found;
    }

    /** The first of each column, then the second, then any. */
    private @Nullable Object[] draw(int number) {
        @Nullable Object[] row = new Object[source.columns().size()];
        for (int i = 0; i < row.length; i++) {
            List<Object> values = candidates.get(i);
            int index = number < 2 ? Math.min(number, values.size() - 1) : random.nextInt(values.size());
            row[i] = values.get(index);
        }
        return row;
    }

    private static List<Object> candidates(Column column, List<Constant> constants) {
        SqlType type = column.type();
        if (DeclaredColumn.isOfRow(column.name().value())) {
            return List.of(true); // rows are there
        }
        List<Object> values = new ArrayList<>(plain(column));
        constants.forEach(constant -> values.addAll(near(type, constant)));
        return values;
    }

    /** Values of the type about a constant. */
    private static List<Object> near(SqlType type, Constant constant) {
        List<Object> values = new ArrayList<>();
        Object value = constant.value();
        if (value instanceof String text && isText(type) && fits(type, text)) {
            values.add(text);
        } else if (value instanceof Number number && isTime(type) == isTime(constant.type())) {
            BigDecimal step = isTime(type) && type.kind() != TypeKind.DATE ? MINUTE_MICROS : BigDecimal.ONE;
            for (int steps = -1; steps <= 1; steps++) {
                BigDecimal about = new BigDecimal(number.toString()).add(step.multiply(BigDecimal.valueOf(steps)));
                number(type, about).ifPresent(values::add);
            }
        }
        return values;
    }

    private static boolean isTime(SqlType type) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
            default -> false;
        };
    }

    private static boolean isText(SqlType type) {
        return type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR;
    }

    private static boolean fits(SqlType type, String text) {
        return type.precision() == SqlType.UNBOUNDED || text.codePointCount(0, text.length()) <= type.precision();
    }

    /** The number as the type holds it; empty when it cannot. */
    private static Optional<Object> number(SqlType type, BigDecimal value) {
        try {
            return switch (type.kind()) {
                case SMALLINT -> Optional.of((int) value.shortValueExact());
                case INTEGER, DATE -> Optional.of(value.intValueExact());
                case BIGINT -> Optional.of(value.longValueExact());
                case TIME, TIMESTAMP, TIMESTAMPTZ -> time(type, value.longValueExact());
                case REAL -> Optional.of(value.floatValue());
                case DOUBLE -> Optional.of(value.doubleValue());
                case DECIMAL -> decimal(type, value);
                default -> Optional.empty();
            };
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    /** Micros at the type's precision; a date where a time of day is wanted, and the reverse, is none. */
    private static Optional<Object> time(SqlType type, long micros) {
        boolean inDay = micros >= 0 && micros < DAY_MICROS;
        long unit = BigDecimal.TEN.pow(6 - type.precision()).longValueExact();
        return type.kind() == TypeKind.TIME && !inDay
                ? Optional.empty()
                : Optional.of(Math.floorDiv(micros, unit) * unit);
    }

    private static Optional<Object> decimal(SqlType type, BigDecimal value) {
        if (type.precision() == SqlType.UNBOUNDED) {
            return Optional.of(value);
        }
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_EVEN);
        return scaled.precision() <= type.precision() ? Optional.of(scaled) : Optional.empty();
    }

    private static List<Object> plain(Column column) {
        SqlType type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> List.of(true, false);
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> numbers(type);
            case VARCHAR, CHAR -> texts(type, column.name().value().replaceAll(".*\\.", ""));
            case DATE -> List.of(DAY, DAY + 1);
            case TIME -> List.of(TIME_MICROS, 0L);
            case TIMESTAMP, TIMESTAMPTZ -> List.of(DAY * DAY_MICROS + TIME_MICROS, (DAY + 1) * DAY_MICROS);
            case INTERVAL -> List.of(new Interval(0, 1, TIME_MICROS), new Interval(1, 0, 0));
            case UUID ->
                List.of(
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174001"));
            case VARBINARY -> List.of(Bytes.wrap("weir".getBytes(StandardCharsets.US_ASCII)), Bytes.wrap(new byte[0]));
            case JSON -> List.of("{\"a\": [1, \"b\"]}", "[]");
            default ->
                List.of(
                        ArrayValue.of(new ArrayList<>(plain(new Column(column.name(), type.element())))),
                        ArrayValue.of(List.of()));
        };
    }

    private static List<Object> numbers(SqlType type) {
        List<Object> values = new ArrayList<>();
        for (String text : List.of("1", "2", "0", "10", "-1", "100", "1000", "0.5")) {
            BigDecimal value = new BigDecimal(text);
            if (value.scale() == 0 || type.kind() == TypeKind.DECIMAL) {
                number(type, value).ifPresent(values::add);
            }
        }
        return values.isEmpty() ? List.of(BigDecimal.ZERO.setScale(type.scale())) : values;
    }

    /** The column's name says what is meant; short codes are often asked for. */
    private static List<Object> texts(SqlType type, String name) {
        List<Object> values = new ArrayList<>();
        for (String text :
                List.of(name + " 1", name + " 2", "a", "b", "AB", "ABC", "ABCD", "2026-01-02", "a@b.example", "1")) {
            if (fits(type, text)) {
                values.add(text);
            }
        }
        return values.isEmpty() ? List.of("") : values;
    }
}
