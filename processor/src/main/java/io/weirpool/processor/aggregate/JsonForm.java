package io.weirpool.processor.aggregate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.JsonText;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Expression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of one type as {@code to_jsonb} of PostgreSQL gives them; instants in UTC. Thread-safe. */
final class JsonForm {
    private final SqlType type;
    private final RowFunction toText;
    private final @Nullable JsonForm element;

    JsonForm(SqlType type) {
        this.type = type;
        Expression column = new Expression.Input(0, type);
        Expression text = type.kind() == TypeKind.VARCHAR
                ? column
                : new Expression.Call("CAST", List.of(column), SqlType.varchar(SqlType.UNBOUNDED));
        this.element = type.kind().isArray() ? new JsonForm(type.element()) : null;
        this.toText = ExpressionCompiler.compile(Optional.empty(), List.of(text));
    }

    /** As an element or a field's value. */
    String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof ArrayValue array && element != null) {
            JsonForm form = element;
            return array.elements().stream().map(form::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return switch (type.kind()) {
            case JSON -> (String) value;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL -> text(value);
            case REAL, DOUBLE -> number(text(value));
            default -> quoted(text(value));
        };
    }

    private static String number(String text) {
        return Character.isLetter(text.charAt(text.length() - 1))
                ? quoted(text) // NaN, Infinity
                : new BigDecimal(text).toPlainString();
    }

    /** As a field's name. */
    String text(Object value) {
        @Nullable Object[] row = requireNonNull(toText.apply(new @Nullable Object[] {value}));
        String text = (String) requireNonNull(row[0]);
        return switch (type.kind()) {
            case TIMESTAMP -> text.replaceFirst(" ", "T");
            case TIMESTAMPTZ -> text.replaceFirst(" ", "T").replace("+00", "+00:00");
            case CHAR -> padded(text);
            default -> text;
        };
    }

    /** CHAR(n) is filled up with blanks. */
    private String padded(String text) {
        int missing = type.precision() - text.codePointCount(0, text.length());
        return missing > 0 ? text + " ".repeat(missing) : text;
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        JsonText.quote(text, out);
        return out.toString();
    }
}
