package io.weirpool.processor.aggregate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.AggregateCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results made of all values of a group, one after the other: STRING_AGG, ARRAY_AGG and the aggregates of JSON. */
final class Texts {
    /** Of the names in an object of {@code jsonb}. */
    private static final Comparator<byte[]> BY_LENGTH_AND_BYTES =
            Comparator.<byte[]>comparingInt(name -> name.length).thenComparing(Arrays::compareUnsigned);

    private Texts() {}

    static OrderedTotal.Fold joined(AggregateCall call) {
        if (call.type().kind() != TypeKind.VARBINARY) {
            return Texts::joined;
        }
        boolean each = call.parameters().isEmpty();
        Object delimiter = each ? null : call.parameters().get(0).value();
        return values -> joinedBytes(values, item -> each ? item[1] : delimiter);
    }

    /** Of arrays of value and delimiter: each delimiter stands before its value, the first is left out. */
    private static @Nullable Object joined(OrderedTotal values) {
        StringBuilder text = new StringBuilder();
        boolean any = false;
        try (OrderedTotal.Items items = values.items(false)) {
            while (items.hasNext()) {
                @Nullable Object[] item = (@Nullable Object[]) items.next();
                for (long times = items.times(); times > 0; times--) {
                    text.append(any && item[1] != null ? item[1] : "").append(item[0]);
                    any = true;
                }
            }
        }
        return any ? text.toString() : null;
    }

    /** The same of bytes: of arrays that begin with the value, or of values. */
    private static @Nullable Object joinedBytes(
            OrderedTotal values, Function<@Nullable Object[], @Nullable Object> delimiter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean any = false;
        try (OrderedTotal.Items items = values.items(false)) {
            while (items.hasNext()) {
                Object next = items.next();
                @Nullable Object[] item = next instanceof Object[] several ? several : new Object[] {next};
                for (long times = items.times(); times > 0; times--) {
                    if (any && delimiter.apply(item) instanceof Bytes before) {
                        bytes.writeBytes(before.array());
                    }
                    bytes.writeBytes(((Bytes) requireNonNull(item[0])).array());
                    any = true;
                }
            }
        }
        return any ? Bytes.wrap(bytes.toByteArray()) : null;
    }

    /** Of arrays that begin with the element. */
    static @Nullable Object elements(OrderedTotal values) {
        List<@Nullable Object> elements = new ArrayList<>();
        try (OrderedTotal.Items items = values.items(false)) {
            while (items.hasNext()) {
                Object element = ((@Nullable Object[]) items.next())[0];
                for (long times = items.times(); times > 0; times--) {
                    elements.add(element);
                }
            }
        }
        return elements.isEmpty() ? null : ArrayValue.of(elements);
    }

    /** Of arrays that begin with the element. */
    static @Nullable Object array(OrderedTotal values, JsonForm form) {
        StringBuilder text = new StringBuilder();
        try (OrderedTotal.Items items = values.items(false)) {
            while (items.hasNext()) {
                String element = form.of(((@Nullable Object[]) items.next())[0]);
                for (long times = items.times(); times > 0; times--) {
                    text.append(text.length() == 0 ? "[" : ", ").append(element);
                }
            }
        }
        return text.length() == 0 ? null : text.append(']').toString();
    }

    /** Of arrays that begin with name and value; of equal names the last counts. */
    static @Nullable Object object(OrderedTotal values, JsonForm names, JsonForm form) {
        Map<byte[], String> fields = new TreeMap<>(BY_LENGTH_AND_BYTES);
        try (OrderedTotal.Items items = values.items(false)) {
            while (items.hasNext()) {
                @Nullable Object[] item = (@Nullable Object[]) items.next();
                fields.put(name(names, item[0]).getBytes(StandardCharsets.UTF_8), form.of(item[1]));
            }
        }
        if (fields.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.length() == 0 ? "{" : ", ")
                .append(JsonForm.quoted(new String(name, StandardCharsets.UTF_8)))
                .append(": ")
                .append(value));
        return text.append('}').toString();
    }

    private static String name(JsonForm names, @Nullable Object value) {
        if (value == null) {
            throw new ExpressionFailure(ErrorCode.EXPRESSION_FAILED, "field name must not be null");
        }
        return names.text(value);
    }

    /** Of arrays of one value: that of the only row. */
    static @Nullable Object single(OrderedTotal values) {
        if (values.count() > 1) {
            throw new ExpressionFailure(
                    ErrorCode.EXPRESSION_FAILED, "more than one row returned by a subquery used as an expression");
        }
        try (OrderedTotal.Items items = values.items(false)) {
            return items.hasNext() ? ((@Nullable Object[]) items.next())[0] : null;
        }
    }
}
