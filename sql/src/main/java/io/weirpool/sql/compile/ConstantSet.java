package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of an IN: found by hash. */
public final class ConstantSet {
    private final TypeKind kind;
    private final Set<Object> members;

    private ConstantSet(TypeKind kind, List<Object> members) {
        this.kind = kind;
        this.members = members.stream().map(member -> normal(kind, member)).collect(Collectors.toUnmodifiableSet());
    }

    static ConstantSet of(TypeKind kind, List<Object> members) {
        return new ConstantSet(kind, members);
    }

    public boolean contains(Object value) {
        return members.contains(normal(kind, value));
    }

    /** Equal values as equal objects. */
    private static Object normal(TypeKind kind, Object value) {
        return switch (kind) {
            case DECIMAL -> ((BigDecimal) value).stripTrailingZeros();
            case REAL -> (Float) value + 0f; // -0 becomes 0
            case INTERVAL -> {
                Interval interval = (Interval) value;
                yield Interval.ofSpan(interval.wholeDays(), interval.rest());
            }
            case DOUBLE -> (Double) value + 0d;
            default -> value instanceof ArrayValue array ? normal(kind.element(), array) : value;
        };
    }

    private static ArrayValue normal(TypeKind element, ArrayValue array) {
        List<@Nullable Object> elements = new ArrayList<>();
        array.elements().forEach(value -> elements.add(value == null ? null : normal(element, value)));
        return ArrayValue.of(elements);
    }
}
