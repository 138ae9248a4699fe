package io.weirpool.common.config;

import io.weirpool.common.config.Setting.Description;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.NearMatch;
import io.weirpool.common.error.WeirpoolException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys and their text, from files and the command line. Configuration records declare what they want of it in a {@code
 * static from(Settings)}: first every {@link Setting}, then {@link #rejectIfInvalid}, then the values. Not thread-safe.
 *
 * <p>Whoever starts a process calls {@link #check} first, with the {@code from} of all records it will build, so that one
 * start shows every mistake of all of them and every key that nobody knows.
 */
public final class Settings {
    private final Map<String, String> values;
    private final boolean throwing;
    private final List<String> mistakes = new ArrayList<>();
    private final List<Setting<?>> declared = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    private Settings(Map<String, String> values, boolean throwing) {
        this.values = values;
        this.throwing = throwing;
    }

    /**
     * Reads YAML files; a key in a later one, and in the overrides, replaces the same key before it.
     *
     * @param overrides dotted keys, from the command line or the environment
     * @throws WeirpoolException {@code CONFIG_INVALID} when a file cannot be read or is no YAML of keys and plain values
     */
    public static Settings load(List<Path> files, Map<String, String> overrides) {
        Map<String, String> values = new TreeMap<>();
        files.forEach(file -> values.putAll(YamlFile.read(file)));
        values.putAll(overrides);
        return new Settings(values, true);
    }

    /** From dotted keys alone. */
    public static Settings of(Map<String, String> values) {
        return new Settings(new TreeMap<>(values), true);
    }

    /**
     * Rejects all mistakes at once.
     *
     * @param wanted the {@code from} of every configuration that will be built
     * @param known the {@code from} of those that will not, but whose keys may stand in the same file
     * @throws WeirpoolException {@code CONFIG_INVALID}, one line for each mistake
     */
    public void check(List<Consumer<Settings>> wanted, List<Consumer<Settings>> known) {
        Settings probe = new Settings(values, false);
        wanted.forEach(probe::declareOnly);
        List<String> all = new ArrayList<>(probe.mistakes);
        List<String> keys = new ArrayList<>(probe.keys());
        known.forEach(from -> declared(from).forEach(d -> keys.add(d.key())));
        for (String key : values.keySet()) {
            if (keys.stream().noneMatch(k -> matches(k, key))) {
                all.add(key + " is no key" + NearMatch.hint(key, keys));
            }
        }
        reject(all);
    }

    /** What one configuration reads, in the order it declares it: {@code docs/configuration.md} is held to it. */
    public static List<Description> declared(Consumer<Settings> from) {
        Settings probe = new Settings(Map.of(), false);
        probe.declareOnly(from);
        return probe.declared.stream().map(Setting::description).toList();
    }

    private List<String> keys() {
        return declared.stream().map(s -> s.description().key()).toList();
    }

    private static boolean matches(String known, String key) {
        return known.endsWith(".*") ? key.startsWith(known.substring(0, known.length() - 1)) : known.equals(key);
    }

    /** Runs the declarations of a configuration and stops where it would build itself. */
    private void declareOnly(Consumer<Settings> from) {
        try {
            from.accept(this);
        } catch (Declared end) {
            return;
        }
        throw new IllegalStateException("a configuration that does not call rejectIfInvalid()");
    }

    /** Not a failure: ends a configuration's declarations when only they are wanted. */
    private static final class Declared extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Declared() {
            super(null, null, false, false);
        }
    }

    /** Text that must be there. */
    public Setting<String> text(String key) {
        return declare(key, SettingKinds.TEXT, null);
    }

    public Setting<String> text(String key, String fallback) {
        return declare(key, SettingKinds.TEXT, fallback);
    }

    public Setting<Optional<String>> optionalText(String key) {
        return declare(key, SettingKinds.OPTIONAL, Optional.empty());
    }

    /** Text that no message may show. */
    public Setting<Optional<String>> optionalSecret(String key) {
        secrets.add(key);
        return declare(key, SettingKinds.OPTIONAL, Optional.empty());
    }

    /** Text that must be there and that no message may show. */
    public Setting<String> secret(String key) {
        secrets.add(key);
        return declare(key, SettingKinds.TEXT, null);
    }

    public Setting<Integer> integer(String key, int fallback) {
        return declare(key, SettingKinds.INTEGER, fallback);
    }

    public Setting<Long> longInteger(String key, long fallback) {
        return declare(key, SettingKinds.LONG, fallback);
    }

    public Setting<Boolean> bool(String key, boolean fallback) {
        return declare(key, SettingKinds.BOOLEAN, fallback);
    }

    /** A number and a unit: {@code 200 ms}, {@code 1 s}, {@code 5 min}, {@code 7 days}. */
    public Setting<Duration> duration(String key, Duration fallback) {
        return declare(key, SettingKinds.DURATION, fallback);
    }

    /** A number and a unit: {@code 512 B}, {@code 16 MiB}. */
    public Setting<Long> bytes(String key, long fallback) {
        return declare(key, SettingKinds.BYTES, fallback);
    }

    /** A URI that must be there. */
    public Setting<URI> uri(String key) {
        return declare(key, SettingKinds.LOCATION, null);
    }

    public Setting<URI> uri(String key, URI fallback) {
        return declare(key, SettingKinds.LOCATION, fallback);
    }

    public Setting<Path> path(String key, Path fallback) {
        return declare(key, SettingKinds.FILE, fallback);
    }

    /** Everything below a key, handed on as it is: {@code below("kafka.client")} has {@code security.protocol}. */
    public Setting<Map<String, String>> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, text) -> {
            if (key.startsWith(prefix + ".")) {
                found.put(key.substring(prefix.length() + 1), text);
            }
        });
        return declare(prefix + ".*", new Setting.Kind<>("text", t -> found, m -> ""), found);
    }

    private <T> Setting<T> declare(String key, Setting.Kind<T> kind, @Nullable T fallback) {
        Setting<T> setting = new Setting<>(this, key, kind, fallback);
        declared.add(setting);
        return setting;
    }

    /** Whether the key is there, so that a default can depend on it. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Adds a mistake that only shows when several keys are seen together. */
    public void mistake(String key, String what) {
        mistakes.add(key + " " + what);
    }

    /**
     * Ends the declarations.
     *
     * @throws WeirpoolException {@code CONFIG_INVALID}, one line for each mistake so far
     */
    public void rejectIfInvalid() {
        if (!throwing) {
            throw new Declared();
        }
        reject(mistakes);
    }

    private static void reject(List<String> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new WeirpoolException(ErrorCode.CONFIG_INVALID, String.join("\n", mistakes));
        }
    }

    @Nullable String valueOf(String key) {
        return values.get(key);
    }

    String shown(String key, String text) {
        return secrets.contains(key) ? "(hidden)" : Excerpt.of(text);
    }

    /** Keys only: values may be secret. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
