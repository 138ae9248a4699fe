package io.weirpool.sql.compile;

import io.weirpool.common.codec.ArrayText;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of arrays as PostgreSQL prints them; not as a cast does, which writes {@code true} for {@code t}. */
final class ElementText {
    private ElementText() {}

    /** The array as it is printed: {@code {1,NULL,"a b"}}. */
    static String print(TypeKind element, ArrayValue array) {
        List<@Nullable String> texts = new ArrayList<>(array.size());
        array.elements().forEach(value -> texts.add(value == null ? null : of(element, value)));
        return ArrayText.print(texts);
    }

    static String of(TypeKind kind, Object value) {
        return switch (kind) {
            case BOOLEAN -> (Boolean) value ? "t" : "f";
            case REAL -> Floats.text((Float) value);
            case DOUBLE -> Floats.text((Double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> TimeText.format((Integer) value);
            case TIME -> TimeText.formatTime((Long) value);
            case TIMESTAMP -> Timestamps.text((Long) value);
            case TIMESTAMPTZ -> Timestamps.textWithZone((Long) value);
            default -> value.toString();
        };
    }
}
