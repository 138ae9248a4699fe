package io.weirpool.common.config;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One key: its value, or why there is none. Made by {@link Settings}, which collects the mistakes.
 *
 * @param <T> what the text means
 */
public final class Setting<T> {
    /** How text becomes a value and a value text; a parser throws IllegalArgumentException with what is wanted. */
    record Kind<T>(String name, Function<String, T> parse, Function<T, String> print) {}

    /**
     * What documentation says of a key.
     *
     * @param key dotted; {@code kafka.client.*} stands for all keys that begin so
     * @param type what the text means: {@code duration}
     * @param fallback what stands when the key is absent; {@code required} when it must not be
     * @param range which values are allowed; empty for all
     * @param meaning what the key decides, in a sentence or two for operators
     */
    public record Description(String key, String type, String fallback, String range, String meaning) {}

    private final Settings settings;
    private final String key;
    private final Kind<T> kind;
    private final @Nullable T fallback;
    private final @Nullable T value;
    private String range = "";
    private String meaning = "";

    Setting(Settings settings, String key, Kind<T> kind, @Nullable T fallback) {
        this.settings = settings;
        this.key = key;
        this.kind = kind;
        this.fallback = fallback;
        this.value = parsed();
    }

    private @Nullable T parsed() {
        String text = settings.valueOf(key);
        if (text == null) {
            if (fallback == null) {
                settings.mistake(key, "is required: " + kind.name());
            }
            return fallback;
        }
        try {
            return kind.parse().apply(text.strip());
        } catch (IllegalArgumentException e) {
            settings.mistake(key, "= " + settings.shown(key, text) + ": " + e.getMessage());
            return null;
        }
    }

    /** Says what the key decides; {@code docs/configuration.md} prints it. */
    public Setting<T> means(String words) {
        meaning = words;
        return this;
    }

    /** Allows only values from {@code min} to {@code max}, both included. */
    public Setting<T> between(T min, T max) {
        Comparator<T> order = natural();
        range = kind.print().apply(min) + " to " + kind.print().apply(max);
        if (value != null && (order.compare(value, min) < 0 || order.compare(value, max) > 0)) {
            settings.mistake(key, "= " + settings.shown(key, kind.print().apply(value)) + ": " + range + " is allowed");
        }
        return this;
    }

    /** Allows only values that are no larger than that of another key. */
    public Setting<T> atMost(Setting<T> other) {
        if (value != null && other.value != null && natural().compare(value, other.value) > 0) {
            String most = kind.print().apply(other.value);
            settings.mistake(
                    key,
                    "= %s is more than %s = %s"
                            .formatted(
                                    settings.shown(key, kind.print().apply(value)),
                                    other.key,
                                    settings.shown(other.key, most)));
        }
        return this;
    }

    @SuppressWarnings("unchecked") // only called for kinds whose values have an order; another fails in the first test
    private Comparator<T> natural() {
        return (a, b) -> ((Comparable<T>) a).compareTo(b);
    }

    /**
     * Allows only values of which this holds.
     *
     * @param otherwise completes "key = value": {@code is no name}
     */
    public Setting<T> must(Predicate<T> holds, String otherwise) {
        if (value != null && !holds.test(value)) {
            settings.mistake(key, "= " + settings.shown(key, kind.print().apply(value)) + " " + otherwise);
        }
        return this;
    }

    /** Allows only these values. */
    public Setting<T> oneOf(List<T> allowed) {
        range = String.join(", ", allowed.stream().map(kind.print()).toList());
        if (value != null && !allowed.contains(value)) {
            settings.mistake(key, "= " + settings.shown(key, kind.print().apply(value)) + ": one of " + range);
        }
        return this;
    }

    /** The value; call {@link Settings#rejectIfInvalid} first. */
    public T value() {
        if (value == null) {
            throw new IllegalStateException(key + " is read before rejectIfInvalid()");
        }
        return value;
    }

    Description description() {
        String shown = fallback == null ? "required" : kind.print().apply(fallback);
        return new Description(key, kind.name(), shown, range, meaning);
    }
}
