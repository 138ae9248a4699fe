package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keys and values of view topic records as values of the table's columns. Thread-safe. */
abstract class RowDecoder {
    static RowDecoder of(View view) {
        ViewKey key = view.key();
        if (key instanceof ViewKey.RowHash) {
            return new OfBag(view.columns());
        }
        if (key instanceof ViewKey.LogPosition) {
            return new OfPositions(view.columns());
        }
        return new OfColumns(view.columns(), ((ViewKey.Columns) key).indexes());
    }

    /** Values of the table's key columns. */
    abstract @Nullable Object[] key(Bytes key);

    /** Values of all columns of the table; some as the text PostgreSQL reads, see {@link JsonRows#texts}. */
    abstract @Nullable Object[] row(Bytes key, Bytes value);

    /** A record that does not say what its view's rows say. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String detail) {
            super(detail);
        }
    }

    private static @Nullable Object[] valid(String what, JsonRows.Parsed parsed) {
        @Nullable Object @Nullable [] row = parsed.row();
        if (row == null) {
            FieldError first = parsed.errors().get(0);
            throw new Unreadable(what + " " + first.pointer() + ": "
                    + first.code().slug() + (first.detail() == null ? "" : ", " + first.detail()));
        }
        return row;
    }

    private static List<Integer> first(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static @Nullable Object[] concat(@Nullable Object[] declared, @Nullable Object... hidden) {
        @Nullable Object[] all = Arrays.copyOf(declared, declared.length + hidden.length);
        System.arraycopy(hidden, 0, all, declared.length, hidden.length);
        return all;
    }

    private static JsonRows keyRows(SqlType... types) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            columns.add(Column.of("k" + i, types[i]));
        }
        return JsonRows.of(new RowType(columns));
    }

    private static SqlType notNull(TypeKind kind) {
        return SqlType.of(kind).notNull();
    }

    /** The key is among the columns; a key of no columns is {@code _single}. */
    private static final class OfColumns extends RowDecoder {
        private final JsonRows rows;
        private final List<Integer> indexes;

        OfColumns(RowType columns, List<Integer> indexes) {
            this.rows = JsonRows.of(columns).own().texts();
            this.indexes = indexes;
        }

        @Override
        @Nullable Object[] key(Bytes key) {
            @Nullable Object[] values = valid("key", rows.readKey(key.array(), indexes));
            return indexes.isEmpty() ? new Object[] {true} : values;
        }

        @Override
        @Nullable Object[] row(Bytes key, Bytes value) {
            @Nullable Object[] values = valid("row", rows.read(value.array()));
            return indexes.isEmpty() ? concat(values, true) : values;
        }
    }

    /** The key is a hash, the last field of the value says how often the row occurs. */
    private static final class OfBag extends RowDecoder {
        private static final JsonRows KEYS = keyRows(notNull(TypeKind.VARCHAR));
        private static final int HASH_DIGITS = 32; // 128 bits, as many as a uuid has

        private final JsonRows rows;
        private final int columns;

        OfBag(RowType columns) {
            this.rows = JsonRows.withCount(columns).own().texts();
            this.columns = columns.size();
        }

        @Override
        @Nullable Object[] key(Bytes key) {
            Object hash = valid("key", KEYS.readKey(key.array(), first(1)))[0];
            return new Object[] {uuid(String.valueOf(hash))};
        }

        private static UUID uuid(String hash) {
            if (hash.length() != HASH_DIGITS || !hash.chars().allMatch(HexFormat::isHexDigit)) {
                throw new Unreadable("key: a hash has " + HASH_DIGITS + " hexadecimal digits");
            }
            return new UUID(
                    HexFormat.fromHexDigitsToLong(hash, 0, HASH_DIGITS / 2),
                    HexFormat.fromHexDigitsToLong(hash, HASH_DIGITS / 2, HASH_DIGITS));
        }

        @Override
        @Nullable Object[] row(Bytes key, Bytes value) {
            @Nullable Object[] values = valid("row", rows.read(value.array()));
            if (!(values[columns] instanceof Long count) || count < 1) {
                throw new Unreadable("row: it occurs " + values[columns] + " times");
            }
            return concat(Arrays.copyOf(values, columns), key(key)[0], count);
        }
    }

    /** The key is the command's partition, offset, and the row's index among the command's rows. */
    private static final class OfPositions extends RowDecoder {
        private static final JsonRows KEYS =
                keyRows(notNull(TypeKind.INTEGER), notNull(TypeKind.BIGINT), notNull(TypeKind.INTEGER));

        private final JsonRows rows;

        OfPositions(RowType columns) {
            this.rows = JsonRows.of(columns).own().texts();
        }

        @Override
        @Nullable Object[] key(Bytes key) {
            return valid("key", KEYS.readKey(key.array(), first(3)));
        }

        @Override
        @Nullable Object[] row(Bytes key, Bytes value) {
            return concat(valid("row", rows.read(value.array())), key(key));
        }
    }
}
