package io.weirpool.app.operate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.RowCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which changes of a source leave the commands in its log what they were: columns more, at the end, which may be NULL;
 * types that hold more; NULL where there was none, but in a key.
 */
final class SourceChange {
    /** Each holds those before it, and reads their JSON as they do. */
    private static final List<TypeKind> INTEGERS = List.of(TypeKind.SMALLINT, TypeKind.INTEGER, TypeKind.BIGINT);

    private SourceChange() {}

    static boolean isCompatible(Source before, Source now) {
        List<Column> columns = before.columns().columns();
        List<Column> later = now.columns().columns();
        if (later.size() < columns.size() || !sameButColumns(before, now)) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            boolean ofKey = before.key().contains(i);
            if (!columns.get(i).name().equals(later.get(i).name())
                    || !holds(later.get(i).type(), columns.get(i).type(), ofKey)) {
                return false;
            }
        }
        return later.subList(columns.size(), later.size()).stream()
                .allMatch(column -> column.type().nullable());
    }

    private static boolean sameButColumns(Source before, Source now) {
        return before.kind() == now.kind()
                && before.key().equals(now.key())
                && before.checks().equals(now.checks())
                && before.partitions() == now.partitions()
                && fixed(before).equals(fixed(now))
                && Objects.equals(before.watermark(), now.watermark());
    }

    /** What is said of the number of rows changes only how views compiled from now on are planned. */
    private static Map<String, String> fixed(Source source) {
        Map<String, String> options = new HashMap<>(source.options());
        options.remove(RowCount.OPTION);
        return options;
    }

    private static boolean holds(SqlType wide, SqlType narrow, boolean ofKey) {
        if (wide.nullable() != narrow.nullable() && (narrow.nullable() || ofKey)) {
            return false;
        }
        if (INTEGERS.contains(narrow.kind())) {
            return INTEGERS.indexOf(wide.kind()) >= INTEGERS.indexOf(narrow.kind());
        }
        if (wide.kind() != narrow.kind()) {
            return false;
        }
        return switch (narrow.kind()) {
            case VARCHAR -> isAtLeast(wide.precision(), narrow.precision());
            case DECIMAL -> holdsDigits(wide, narrow);
            default -> wide.withNullable(true).equals(narrow.withNullable(true));
        };
    }

    private static boolean isAtLeast(int precision, int other) {
        return precision == SqlType.UNBOUNDED || (other != SqlType.UNBOUNDED && precision >= other);
    }

    /** Before and after the point. */
    private static boolean holdsDigits(SqlType wide, SqlType narrow) {
        return wide.precision() == SqlType.UNBOUNDED
                || (narrow.precision() != SqlType.UNBOUNDED
                        && wide.scale() >= narrow.scale()
                        && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale());
    }
}
