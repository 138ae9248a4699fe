package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of functions over arrays, written once for all elements: {@code T} is any kind but CHAR, whose blanks at the
 * end PostgreSQL shows and we do not keep; {@code E} is any of them that has an order, which leaves out JSON.
 */
final class ElementKinds {
    private static final Pattern ANY = Pattern.compile("(?<![\\w])T(?![\\w])");
    private static final Pattern ORDERED = Pattern.compile("(?<![\\w])E(?![\\w])");

    private ElementKinds() {}

    /** The signature for each kind of element; itself, under null, when it says nothing of elements. */
    static Map<@Nullable TypeKind, String> signatures(String text) {
        Map<@Nullable TypeKind, String> signatures = new LinkedHashMap<>();
        boolean any = ANY.matcher(text).find();
        if (!any && !ORDERED.matcher(text).find()) {
            signatures.put(null, text);
            return signatures;
        }
        Arrays.stream(TypeKind.values())
                .filter(kind -> !kind.isArray() && kind != TypeKind.CHAR && (any || kind != TypeKind.JSON))
                .forEach(kind ->
                        signatures.put(kind, (any ? ANY : ORDERED).matcher(text).replaceAll(kind.name())));
        return signatures;
    }
}
