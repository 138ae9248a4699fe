package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a literal in quotes is taken for, by PostgreSQL's rules: beside an operator it has the type of the other side, where
 * there is such an operator; else it is text, where a function takes text; else what all candidates want.
 */
final class UntypedLiterals {
    /** Kinds of one category, by the one that is preferred. A time is cast to an interval, and has few operators of its own. */
    private static final Map<TypeKind, Set<TypeKind>> CATEGORIES = Map.of(
            TypeKind.INTERVAL, EnumSet.of(TypeKind.TIME, TypeKind.INTERVAL),
            TypeKind.TIMESTAMPTZ, EnumSet.of(TypeKind.DATE, TypeKind.TIMESTAMP, TypeKind.TIMESTAMPTZ),
            TypeKind.DOUBLE, EnumSet.range(TypeKind.SMALLINT, TypeKind.DECIMAL));

    private UntypedLiterals() {}

    /** Kinds of all operands to try, the first first. */
    static List<List<TypeKind>> choices(
            String name, List<TypeKind> kinds, Set<Integer> untyped, List<Signature> signatures) {
        if (name.equals(FunctionLibrary.ARRAY) && untyped.size() < kinds.size()) {
            return List.of(likeTheOthers(kinds, untyped));
        }
        Set<List<TypeKind>> choices = new LinkedHashSet<>();
        boolean operator = kinds.size() == 2 && !Character.isLetter(name.charAt(0));
        if (operator && untyped.size() == 1) {
            TypeKind other = kinds.get(untyped.contains(0) ? 1 : 0);
            choices.add(List.of(other, other));
        }
        choices.add(kinds);
        if (!untyped.isEmpty()) {
            List<TypeKind> wanted = wanted(kinds, untyped, signatures);
            if (!wanted.isEmpty()) {
                choices.add(wanted);
            }
        }
        return List.copyOf(choices);
    }

    private static List<TypeKind> likeTheOthers(List<TypeKind> kinds, Set<Integer> untyped) {
        List<TypeKind> typed = IntStream.range(0, kinds.size())
                .filter(i -> !untyped.contains(i))
                .mapToObj(kinds::get)
                .toList();
        return Promotion.common(typed)
                .map(kind -> IntStream.range(0, kinds.size())
                        .mapToObj(i -> untyped.contains(i) ? kind : kinds.get(i))
                        .toList())
                .orElse(kinds);
    }

    /** Empty when the candidates do not agree: of those that can be meant, the ones that take most operands as they are. */
    private static List<TypeKind> wanted(List<TypeKind> kinds, Set<Integer> untyped, List<Signature> signatures) {
        List<Signature> possible = signatures.stream()
                .filter(s -> s.takes(kinds.size()) && Promotion.possibleBeside(s, kinds, untyped))
                .toList();
        int most = possible.stream()
                .mapToInt(s -> Promotion.exactBeside(s, kinds, untyped))
                .max()
                .orElse(0);
        List<Signature> candidates = possible.stream()
                .filter(s -> Promotion.exactBeside(s, kinds, untyped) == most)
                .toList();
        List<TypeKind> wanted = new ArrayList<>(kinds);
        for (int i : untyped) {
            int operand = i;
            Set<TypeKind> there =
                    candidates.stream().map(s -> s.operand(operand)).collect(Collectors.toSet());
            Optional<TypeKind> preferred = preferred(there);
            if (preferred.isEmpty()) {
                return List.of();
            }
            wanted.set(i, preferred.get());
        }
        return wanted;
    }

    /** Of several kinds the one that PostgreSQL prefers, where all are of one category. */
    private static Optional<TypeKind> preferred(Set<TypeKind> kinds) {
        if (kinds.size() == 1) {
            return Optional.of(kinds.iterator().next());
        }
        return CATEGORIES.entrySet().stream()
                .filter(category ->
                        kinds.contains(category.getKey()) && category.getValue().containsAll(kinds))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
