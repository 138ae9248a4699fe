package io.weirpool.processor.task;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.check.RowChecker;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands of a source that has been declared wider since the flow was built (columns more, at the end; types that
 * hold more), and makes them what the flow knows. Used by one thread.
 */
final class WiderReader {
    private final Source own;
    private final Source now;
    private final Set<Integer> used;
    private final SourceReader reader;

    WiderReader(Source own, Collection<Integer> used, Source now) {
        this.own = own;
        this.now = now;
        this.used = new TreeSet<>(used);
        this.used.addAll(own.key());
        if (own.watermark() != null) {
            this.used.add(own.watermark().column());
        }
        this.reader = new SourceReader(now, this.used, RowChecker.of(now));
    }

    /** Whether the source is still declared like that. */
    boolean reads(Source declared) {
        return now.equals(declared);
    }

    SourceReader.Command read(byte @Nullable [] key, @Nullable ByteBuffer value, int partition) {
        SourceReader.Command command = reader.read(key, value, partition);
        if (command instanceof SourceReader.Put put) {
            return narrow(put.row(), used, true);
        }
        return command instanceof SourceReader.Delete delete
                ? narrow(delete.row(), Set.copyOf(own.key()), false)
                : command;
    }

    private SourceReader.Command narrow(@Nullable Object[] wide, Set<Integer> columns, boolean put) {
        @Nullable Object[] row = new Object[own.columns().size()];
        List<String> tooWide = new ArrayList<>();
        for (int i : columns) {
            Column column = own.columns().columns().get(i);
            Object value = wide[i];
            row[i] = value == null ? null : narrow(value, column.type());
            if (row[i] == null && (value != null || !column.type().nullable())) {
                tooWide.add(column.name() + " is not " + column.type() + (value == null ? " NOT NULL" : ""));
            }
        }
        if (!tooWide.isEmpty()) {
            return new SourceReader.Outgrown("what the version was built on does not hold the command: "
                    + String.join(", ", tooWide) + "; the version that replaces it does");
        }
        return put ? new SourceReader.Put(row) : new SourceReader.Delete(row);
    }

    /** Null when the value does not fit. */
    private static @Nullable Object narrow(Object value, SqlType to) {
        return switch (to.kind()) {
            case SMALLINT -> integer(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case VARCHAR -> isShort((String) value, to.precision()) ? value : null;
            case DECIMAL -> decimal((BigDecimal) value, to);
            default -> value;
        };
    }

    private static @Nullable Object integer(Object value, int least, int greatest) {
        long number = ((Number) value).longValue();
        return number < least || number > greatest ? null : (Object) (int) number;
    }

    private static boolean isShort(String text, int precision) {
        return precision == SqlType.UNBOUNDED || text.codePointCount(0, text.length()) <= precision;
    }

    private static @Nullable Object decimal(BigDecimal value, SqlType to) {
        if (to.precision() == SqlType.UNBOUNDED) {
            return value;
        }
        BigDecimal bare = value.stripTrailingZeros();
        boolean fits = bare.scale() <= to.scale() && bare.precision() - bare.scale() <= to.precision() - to.scale();
        return fits ? value.setScale(to.scale()) : null;
    }
}
