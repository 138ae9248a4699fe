package io.weirpool.common.codec;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The fields of a row's JSON object, prepared for reading and writing; by index, in declared order. */
final class JsonFields {
    /** Says how often the row of a bag occurs; no column can have this name. */
    static final String COUNT = "#";

    final String[] names;
    final SqlType[] types;
    final boolean[] wanted;
    /** Whether a value that is read stays in the row; the others are checked all the same. */
    final boolean[] kept;
    /** Each name in its quotes. */
    final byte[][] quoted;
    /** What stands before each value in a row that is written: <code>{"id":</code> or <code>,"name":</code>. */
    final byte[][] begins;
    /** Bits of the fields that have to be there; of the first 64. */
    final long required;
    /** Whether the rows are those of views, which we write ourselves. */
    final boolean own;
    /** Whether numbers and times may stay the text they are. */
    final boolean texts;
    /** The object's fields, which are fewer than these where one is a row. */
    final JsonLevel top;

    private JsonFields(
            JsonLevel top,
            String[] names,
            SqlType[] types,
            boolean[] wanted,
            boolean[] kept,
            boolean own,
            boolean texts) {
        this.top = top;
        this.names = names;
        this.types = types;
        this.wanted = wanted;
        this.kept = kept;
        this.quoted = new byte[names.length][];
        this.begins = new byte[names.length][];
        this.own = own;
        this.texts = texts;
        long bits = 0;
        for (int i = 0; i < names.length; i++) {
            String quotedName = "\"" + names[i] + "\"";
            quoted[i] = quotedName.getBytes(StandardCharsets.UTF_8);
            begins[i] = ((i == 0 ? "{" : ",") + quotedName + ":").getBytes(StandardCharsets.UTF_8);
            bits |= i < Long.SIZE && wanted[i] && !types[i].nullable() ? 1L << i : 0;
        }
        this.required = bits;
    }

    static JsonFields of(RowType type, boolean counted) {
        List<String> names = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        for (Column column : type.columns()) {
            names.add(column.name().value());
            types.add(column.type());
        }
        if (counted) {
            names.add(COUNT);
            types.add(SqlType.of(TypeKind.BIGINT).notNull());
        }
        boolean[] all = new boolean[names.size()];
        Arrays.fill(all, true);
        return new JsonFields(
                JsonLevel.of(names),
                names.toArray(String[]::new),
                types.toArray(SqlType[]::new),
                all,
                all,
                false,
                false);
    }

    JsonFields only(List<Integer> columns) {
        boolean[] some = new boolean[names.length];
        columns.forEach(i -> some[i] = true);
        return new JsonFields(top, names, types, some, kept, own, texts);
    }

    JsonFields keeping(Collection<Integer> columns) {
        boolean[] some = new boolean[names.length];
        columns.forEach(i -> some[i] = true);
        return new JsonFields(top, names, types, wanted, some, own, texts);
    }

    JsonFields own() {
        return new JsonFields(top, names, types, wanted, kept, true, texts);
    }

    JsonFields texts() {
        return new JsonFields(top, names, types, wanted, kept, own, true);
    }

    /** Whether the column holds JSON and its null is a value, NULL being left out. */
    boolean isJsonOfOwn(int index) {
        return own && types[index].kind() == TypeKind.JSON;
    }

    int size() {
        return names.length;
    }

    /** Whether a column is a row, which only the strict reader knows. */
    boolean isNested() {
        return top.isNested();
    }
}
