package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.SqlType;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an explicit cast does to a value of the right kind that exceeds the type's parameters. */
public final class Limits {
    private static final long[] MICROS_PER_DIGIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private Limits() {}

    /** Static, takes the value and the parameters; null when the type has none. */
    static @Nullable Method method(SqlType type) {
        String name = switch (type.kind()) {
            case DECIMAL -> type.precision() == SqlType.UNBOUNDED ? null : "decimal";
            case VARCHAR -> type.precision() == SqlType.UNBOUNDED ? null : "varchar";
            case CHAR -> type.precision() == SqlType.UNBOUNDED ? null : "character";
            case TIMESTAMP, TIMESTAMPTZ -> type.precision() == 6 ? null : "timestamp";
            case TIME -> type.precision() == 6 ? null : "time";
            default -> null;
        };
        return name == null
                ? null
                : Arrays.stream(Limits.class.getDeclaredMethods())
                        .filter(m -> m.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    /** Rounded half away from zero. */
    public static BigDecimal decimal(BigDecimal value, int precision, int scale) {
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.signum() != 0 && rounded.precision() > precision) {
            throw new ExpressionFailure(
                    ErrorCode.NUMERIC_OVERFLOW, "numeric field overflow: DECIMAL(%d, %d)".formatted(precision, scale));
        }
        return rounded;
    }

    /** As VARCHAR of the type's length. */
    static String text(String value, SqlType type) {
        return type.precision() == SqlType.UNBOUNDED ? value : varchar(value, type.precision());
    }

    /** The first code points. */
    public static String varchar(String value, int length) {
        return value.length() <= length || value.codePointCount(0, value.length()) <= length
                ? value
                : value.substring(0, value.offsetByCodePoints(0, length));
    }

    /** The first code points, without trailing blanks. */
    public static String character(String value, int length) {
        return Texts.withoutTrailingBlanks(varchar(value, length));
    }

    /** Fewer fractional digits, rounded half away from 2000, from where PostgreSQL counts. */
    public static long timestamp(long micros, int digits) {
        long counted = micros - MICROS_TO_2000;
        return rounded(counted, MICROS_PER_DIGIT[digits]) + MICROS_TO_2000;
    }

    private static long rounded(long micros, long unit) {
        return micros >= 0 ? (micros + unit / 2) / unit * unit : -((-micros + unit / 2) / unit * unit);
    }

    /** Fewer fractional digits, rounded half up; may give 24:00. */
    public static long time(long micros, int digits) {
        return rounded(micros, MICROS_PER_DIGIT[digits]);
    }
}
