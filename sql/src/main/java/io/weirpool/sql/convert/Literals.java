package io.weirpool.sql.convert;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression.Constant;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Calcite's literals as constants of the classes {@link TypeKind} names. */
final class Literals {
    private Literals() {}

    static Constant convert(RexLiteral literal) {
        SqlType type = type(literal);
        Object value = literal.isNull() ? null : value(literal, type);
        return new Constant(value, type.withNullable(value == null));
    }

    /** A text literal is text, of no declared length. An exact number has the type PostgreSQL gives it. */
    private static SqlType type(RexLiteral literal) {
        SqlType type = CalciteTypes.fromCalcite(literal.getType()).orElse(SqlType.varchar(SqlType.UNBOUNDED));
        if (type.kind().isText()) {
            return SqlType.varchar(SqlType.UNBOUNDED);
        }
        return type.kind() == TypeKind.DECIMAL ? SqlType.of(TypeKind.DECIMAL) : type;
    }

    private static @Nullable Object value(RexLiteral literal, SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN -> literal.getValueAs(Boolean.class);
            case SMALLINT, INTEGER -> number(literal).intValueExact();
            case BIGINT -> number(literal).longValueExact();
            case REAL -> number(literal).floatValue();
            case DOUBLE -> number(literal).doubleValue();
            case DECIMAL -> written(number(literal));
            case VARCHAR, CHAR, JSON -> text(literal);
            case DATE -> days(literal);
            case TIME -> micros(literal.getValueAs(TimeString.class));
            case TIMESTAMP, TIMESTAMPTZ -> micros(literal.getValueAs(TimestampString.class));
            case INTERVAL -> interval(literal);
            case UUID -> literal.getValueAs(UUID.class);
            case VARBINARY -> bytes(literal);
            default -> throw RexConverter.unsupported("literal " + literal);
        };
    }

    /** Calcite fills a number beside one of another type up with zeros, to the scale that stands for none. */
    private static BigDecimal written(BigDecimal number) {
        BigDecimal plain = number.scale() >= CalciteTypes.UNBOUNDED_SCALE ? number.stripTrailingZeros() : number;
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static BigDecimal number(RexLiteral literal) {
        Object value = literal.getValue();
        if (value instanceof Number number && !(value instanceof BigDecimal)) {
            return new BigDecimal(number.toString());
        }
        return require(literal.getValueAs(BigDecimal.class), literal);
    }

    private static String text(RexLiteral literal) {
        Object value = require(literal.getValue(), literal);
        return value instanceof NlsString nls ? nls.getValue() : value.toString();
    }

    private static int days(RexLiteral literal) {
        return require(literal.getValueAs(DateString.class), literal).getDaysSinceEpoch();
    }

    private static long micros(@Nullable TimeString time) {
        return LocalTime.parse(String.valueOf(time)).toNanoOfDay() / 1_000;
    }

    /** Not by Calcite's own conversion, which stops at milliseconds. */
    private static long micros(@Nullable TimestampString timestamp) {
        LocalDateTime parsed =
                LocalDateTime.parse(String.valueOf(timestamp).replace(' ', 'T'), DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), parsed);
    }

    /** Months, or whole days and the milliseconds beyond them. */
    private static Interval interval(RexLiteral literal) {
        long amount = require(literal.getValueAs(BigDecimal.class), literal).longValueExact();
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
            return new Interval((int) amount, 0, 0);
        }
        SqlIntervalQualifier unit = literal.getType().getIntervalQualifier();
        boolean days = unit != null && unit.getStartUnit() == TimeUnit.DAY;
        long perDay = Interval.MICROS_PER_DAY / 1_000;
        return days
                ? new Interval(0, (int) (amount / perDay), amount % perDay * 1_000)
                : new Interval(0, 0, amount * 1_000);
    }

    private static Bytes bytes(RexLiteral literal) {
        return Bytes.wrap(require(literal.getValueAs(ByteString.class), literal).getBytes());
    }

    private static <T> T require(@Nullable T value, RexLiteral literal) {
        if (value == null) {
            throw RexConverter.unsupported("literal " + literal);
        }
        return value;
    }
}
