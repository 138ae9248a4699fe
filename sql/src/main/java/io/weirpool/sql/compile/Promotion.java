package io.weirpool.sql.compile;

import static io.weirpool.common.model.TypeKind.BIGINT;
import static io.weirpool.common.model.TypeKind.DATE;
import static io.weirpool.common.model.TypeKind.DECIMAL;
import static io.weirpool.common.model.TypeKind.DOUBLE;
import static io.weirpool.common.model.TypeKind.INTEGER;
import static io.weirpool.common.model.TypeKind.REAL;
import static io.weirpool.common.model.TypeKind.SMALLINT;
import static io.weirpool.common.model.TypeKind.TIMESTAMP;
import static io.weirpool.common.model.TypeKind.TIMESTAMPTZ;
import static io.weirpool.common.model.TypeKind.VARCHAR;

import io.weirpool.common.model.TypeKind;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Which function operands choose, by PostgreSQL's rules ("Type Conversion" in its manual). */
final class Promotion {
    /** Each converts implicitly to those after it. */
    private static final List<TypeKind> NUMBERS = List.of(SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE);

    /** Each converts implicitly to those after it. */
    private static final List<TypeKind> MOMENTS = List.of(DATE, TIMESTAMP, TIMESTAMPTZ);

    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "&", "|", "#", "=", "<>", "<", "<=", ">", ">=");

    private static final Set<String> ARRAY_OPERATORS = Set.of("=", "<>", "<", "<=", ">", ">=", "@>", "<@", "&&");

    private Promotion() {}

    /** Kinds the operands of an operator have once both sides are of one kind; others as they are. */
    static List<TypeKind> operands(String name, List<TypeKind> kinds) {
        if (name.equals(FunctionLibrary.ARRAY)) {
            return common(kinds)
                    .map(kind -> Collections.nCopies(kinds.size(), kind))
                    .orElse(kinds);
        }
        if (!OPERATORS.contains(name) || kinds.size() != 2) {
            return kinds;
        }
        return operatorKind(kinds.get(0), kinds.get(1)).map(k -> List.of(k, k)).orElse(kinds);
    }

    private static Optional<TypeKind> operatorKind(TypeKind a, TypeKind b) {
        if (a != b && NUMBERS.contains(a) && NUMBERS.contains(b) && (a == REAL || b == REAL)) {
            return Optional.of(DOUBLE);
        }
        return common(a, b);
    }

    /** Whether PostgreSQL has no such operator: arrays are compared with arrays of the same elements only. */
    static boolean isOfUnlikeArrays(String name, List<TypeKind> kinds) {
        return ARRAY_OPERATORS.contains(name)
                && kinds.size() == 2
                && kinds.get(0).isArray()
                && kinds.get(1).isArray()
                && kinds.get(0) != kinds.get(1);
    }

    /** The kind all become; empty when there is none, or no kind. */
    static Optional<TypeKind> common(List<TypeKind> kinds) {
        return kinds.stream()
                .map(Optional::of)
                .reduce((a, b) -> a.flatMap(x -> b.flatMap(y -> common(x, y))))
                .flatMap(kind -> kind);
    }

    /** The kind both become in CASE, COALESCE, IN; empty when there is none. */
    static Optional<TypeKind> common(TypeKind a, TypeKind b) {
        if (a == b) {
            return Optional.of(a);
        }
        if (NUMBERS.contains(a) && NUMBERS.contains(b)) {
            return Optional.of(NUMBERS.get(Math.max(NUMBERS.indexOf(a), NUMBERS.indexOf(b))));
        }
        if (a.isText() && b.isText()) {
            return Optional.of(VARCHAR);
        }
        if (a.isArray() && b.isArray()) {
            return common(a.element(), b.element()).map(TypeKind::array);
        }
        return MOMENTS.contains(a) && MOMENTS.contains(b)
                ? Optional.of(MOMENTS.get(Math.max(MOMENTS.indexOf(a), MOMENTS.indexOf(b))))
                : Optional.empty();
    }

    /** A kind for all that PostgreSQL compares without a cast. */
    static TypeKind family(TypeKind kind) {
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT -> BIGINT;
            case REAL, DOUBLE -> DOUBLE;
            case DATE, TIMESTAMP, TIMESTAMPTZ -> TIMESTAMP;
            default -> kind;
        };
    }

    /** As {@link #possible}, the operands without a type aside. */
    static boolean possibleBeside(Signature signature, List<TypeKind> kinds, Set<Integer> untyped) {
        return IntStream.range(0, kinds.size())
                .allMatch(i -> untyped.contains(i) || implicit(kinds.get(i), signature.operand(i)));
    }

    static boolean possible(Signature signature, List<TypeKind> kinds) {
        return IntStream.range(0, kinds.size()).allMatch(i -> implicit(kinds.get(i), signature.operand(i)));
    }

    private static boolean implicit(TypeKind from, TypeKind to) {
        return common(from, to).filter(k -> k == to).isPresent();
    }

    static int exact(Signature signature, List<TypeKind> kinds) {
        return (int) IntStream.range(0, kinds.size())
                .filter(i -> signature.operand(i) == kinds.get(i))
                .count();
    }

    /** As {@link #exact}, the operands without a type aside. */
    static int exactBeside(Signature signature, List<TypeKind> kinds, Set<Integer> untyped) {
        return (int) IntStream.range(0, kinds.size())
                .filter(i -> !untyped.contains(i) && signature.operand(i) == kinds.get(i))
                .count();
    }

    static int preferred(Signature signature, List<TypeKind> kinds) {
        return (int) IntStream.range(0, kinds.size())
                .filter(i -> signature.operand(i) == kinds.get(i) || isPreferred(signature.operand(i)))
                .count();
    }

    private static boolean isPreferred(TypeKind kind) {
        return kind == DOUBLE || kind == VARCHAR || kind == TIMESTAMPTZ;
    }
}
