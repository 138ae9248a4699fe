package io.weirpool.common.codec;

import io.weirpool.common.model.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a part of a key, which is JSON itself: equal values have one text, and JSON's null is another than NULL. It stands
 * there as the field without a name of an object, and so does an object that has such a field.
 */
final class KeyedJson {
    /** How canonical text of an object with a field without a name begins: of the names the shortest comes first. */
    private static final String WRAPPED = "{\"\": ";

    private KeyedJson() {}

    /** @param json canonical, as {@link JsonText} makes it */
    static String part(String json) {
        String normal = OrderedJson.normal(json);
        return normal.equals(JsonText.NULL) || normal.startsWith(WRAPPED) ? WRAPPED + normal + "}" : normal;
    }

    /** The array with the one text of each element; an array has a way of its own to tell JSON's null from NULL. */
    static ArrayValue elements(ArrayValue array) {
        List<@Nullable Object> normal = new ArrayList<>(array.size());
        array.elements().forEach(element -> normal.add(element == null ? null : OrderedJson.normal((String) element)));
        return ArrayValue.of(normal);
    }

    /** The value that {@link #part} was made of, or one equal to it. */
    static String value(String part) {
        return part.startsWith(WRAPPED) ? part.substring(WRAPPED.length(), part.length() - 1) : part;
    }
}
