package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a literal in quotes is taken for, by PostgreSQL's rules: beside an operator it has the type of the other side, where
 * there is such an operator; else it is text, where a function takes text; else what all candidates want.
 */
final class UntypedLiterals {
    private UntypedLiterals() {}

    /** Kinds of all operands to try, the first first. */
    static List<List<TypeKind>> choices(
            String name, List<TypeKind> kinds, Set<Integer> untyped, List<Signature> signatures) {
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

    /** Empty when the candidates do not agree. */
    private static List<TypeKind> wanted(List<TypeKind> kinds, Set<Integer> untyped, List<Signature> signatures) {
        List<Signature> candidates = signatures.stream()
                .filter(s -> s.takes(kinds.size()) && Promotion.possibleBeside(s, kinds, untyped))
                .toList();
        List<TypeKind> wanted = new ArrayList<>(kinds);
        for (int i : untyped) {
            int operand = i;
            Set<TypeKind> there =
                    candidates.stream().map(s -> s.operand(operand)).collect(Collectors.toSet());
            if (there.size() != 1) {
                return List.of();
            }
            wanted.set(i, there.iterator().next());
        }
        return wanted;
    }
}
