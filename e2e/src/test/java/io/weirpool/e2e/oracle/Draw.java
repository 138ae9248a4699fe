package io.weirpool.e2e.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** The random choices of one query, the names it used up, and the operators it came to have. */
final class Draw {
    private final Random random;
    private final Set<Operator> operators = EnumSet.noneOf(Operator.class);
    private int names;

    Draw(Random random) {
        this.random = random;
    }

    Random random() {
        return random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    final <T> T of(T first, T... others) {
        int i = random.nextInt(others.length + 1);
        return i == 0 ? first : others[i - 1];
    }

    /** One of the alternatives, made only then. */
    @SafeVarargs
    final <T> T make(Supplier<T>... alternatives) {
        return alternatives[random.nextInt(alternatives.length)].get();
    }

    /** Between {@code min} and {@code max} of the values, in any order; all when there are fewer. */
    <T> List<T> some(List<T> values, int min, int max) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        int count = min + random.nextInt(max - min + 1);
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    /** A name not used yet. */
    String name(String prefix) {
        return prefix + names++;
    }

    void used(Operator operator) {
        operators.add(operator);
    }

    Set<Operator> operators() {
        return Set.copyOf(operators);
    }
}
