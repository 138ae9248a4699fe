package io.weirpool.sql.compile;

import io.weirpool.common.codec.ArrayText;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Input;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Casts an array to another one element by element, text to an array, or an array to text. Thread-safe. */
public final class ArrayCast {
    /** What generated code calls. */
    static final Method APPLY = apply();

    private static final SqlType TEXT = SqlType.varchar(SqlType.UNBOUNDED);

    /** Several dimensions, or bounds before them. */
    private static final Pattern OTHER_SHAPE = Pattern.compile("\\s*(\\[|\\{\\s*\\{)");

    private final SqlType from;
    private final SqlType to;
    private final RowFunction element;

    private ArrayCast(SqlType from, SqlType to, RowFunction element) {
        this.from = from;
        this.to = to;
        this.element = element;
    }

    /** The cast, of which there is one. */
    static ArrayCast of(SqlType from, SqlType to) {
        SqlType source = from.kind().isArray() ? from.element() : TEXT;
        SqlType target = to.kind().isArray() ? to.element() : source;
        Call cast = new Call(Conversion.CAST, List.of(new Input(0, source)), target);
        return new ArrayCast(from, to, ExpressionCompiler.compile(Optional.empty(), List.of(cast)));
    }

    /** The value, not NULL, as the other type. */
    public Object apply(Object value) {
        if (!to.kind().isArray()) {
            ArrayValue array = from.kind() == TypeKind.CHAR_ARRAY ? padded((ArrayValue) value) : (ArrayValue) value;
            String text = ElementText.print(from.kind().element(), array);
            return Limits.text(text, to);
        }
        List<? extends @Nullable Object> elements =
                value instanceof ArrayValue array ? array.elements() : parse((String) value);
        List<@Nullable Object> cast = new ArrayList<>(elements.size());
        for (Object one : elements) {
            @Nullable Object @Nullable [] row = element.apply(new @Nullable Object[] {one});
            cast.add(row == null ? null : row[0]);
        }
        return ArrayValue.of(cast);
    }

    /** The blanks at the end of CHAR(n) are not kept, but printed within an array. */
    private ArrayValue padded(ArrayValue array) {
        List<@Nullable Object> padded = new ArrayList<>(array.size());
        for (Object element : array.elements()) {
            String text = (String) element;
            padded.add(
                    text == null ? null : text + " ".repeat(from.precision() - text.codePointCount(0, text.length())));
        }
        return ArrayValue.of(padded);
    }

    private static List<@Nullable String> parse(String text) {
        return ArrayText.parse(text).orElseThrow(() -> failure(text));
    }

    private static ExpressionFailure failure(String text) {
        return OTHER_SHAPE.matcher(text).lookingAt()
                ? Failures.unsupported(
                        "an array of several dimensions, or with bounds: arrays here have one, and begin at 1")
                : Failures.invalidText("array", text);
    }

    private static Method apply() {
        try {
            return ArrayCast.class.getDeclaredMethod("apply", Object.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
