package io.weirpool.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.config.Setting.Description;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path directory;

    record Example(URI database, int rows, Duration age, String password) {
        static Example from(Settings settings) {
            Setting<URI> database = settings.uri("sink.database");
            Setting<Integer> rows = settings.integer("sink.batch.rows.max", 5_000)
                    .between(1, 50_000)
                    .means("Rows at most.");
            Setting<Duration> age = settings.duration("sink.batch.age.max", Duration.ofMillis(200))
                    .between(Duration.ofMillis(10), Duration.ofSeconds(30));
            Setting<String> password = settings.secret("sink.password").oneOf(List.of("open sesame"));
            settings.rejectIfInvalid();
            return new Example(database.value(), rows.value(), age.value(), password.value());
        }
    }

    record Other(boolean fast, long memory) {
        static Other from(Settings settings) {
            Setting<Boolean> fast = settings.bool("other.fast", false);
            Setting<Long> memory = settings.bytes("other.memory", 16 << 20);
            settings.rejectIfInvalid();
            return new Other(fast.value(), memory.value());
        }
    }

    @Test
    void laterFilesAndOverridesReplaceEarlierValues() throws IOException {
        Path one = write("sink:\n  database: postgresql://a/b\n  batch:\n    rows.max: 7\n    age.max: 1 s\n");
        Path two = write("sink.batch.rows.max: 8\nsink.password: open sesame\n");
        Settings settings = Settings.load(List.of(one, two), Map.of("sink.batch.age.max", "2 min"));
        // 2 min is out of range, so the override is what counts
        assertRejected(() -> Example.from(settings), "sink.batch.age.max = \"2 min\": 10 ms to 30 s is allowed");
        Settings good = Settings.load(List.of(one, two), Map.of("sink.batch.age.max", "2 s"));
        assertThat(Example.from(good))
                .isEqualTo(new Example(URI.create("postgresql://a/b"), 8, Duration.ofSeconds(2), "open sesame"));
    }

    @Test
    void defaultsStandWhenKeysAreAbsent() {
        assertThat(Other.from(Settings.of(Map.of()))).isEqualTo(new Other(false, 16_777_216));
    }

    @Test
    void allMistakesOfAllConfigurationsAreShownAtOnce() {
        Settings settings = Settings.of(Map.of(
                "sink.batch.rows.max", "0",
                "sink.batch.age.max", "soon",
                "sink.password", "hunter2",
                "other.fast", "yes",
                "othr.fast", "true"));
        assertRejected(() -> settings.check(List.of(Example::from), List.of(Other::from)), """
                sink.database is required: URI
                sink.batch.rows.max = "0": 1 to 50000 is allowed
                sink.batch.age.max = "soon": a duration is wanted, such as 200 ms, 1 s, 5 min, 7 days
                sink.password = (hidden): one of open sesame
                othr.fast is no key; did you mean "other.fast"?""");
        assertRejected(
                () -> settings.check(List.of(Example::from, Other::from), List.of()),
                "other.fast = \"yes\": true or false is wanted");
    }

    @Test
    void aKeyOfAnotherRoleIsNoMistake() {
        Settings.of(Map.of("sink.password", "x")).check(List.of(Other::from), List.of(Example::from));
    }

    @Test
    void everythingBelowAPrefixIsHandedOn() {
        Settings settings = Settings.of(Map.of("kafka.client.ssl.a", "1", "kafka.client.b", "2", "kafka.clients", "3"));
        assertThat(settings.below("kafka.client").value()).isEqualTo(Map.of("ssl.a", "1", "b", "2"));
        assertRejected(
                () -> settings.check(
                        List.of(s -> {
                            s.below("kafka.client");
                            s.rejectIfInvalid();
                        }),
                        List.of()),
                "kafka.clients is no key");
    }

    @Test
    void declaredKeysCanBeListed() {
        assertThat(Settings.declared(Example::from))
                .containsExactly(
                        new Description("sink.database", "URI", "required", "", ""),
                        new Description("sink.batch.rows.max", "integer", "5000", "1 to 50000", "Rows at most."),
                        new Description("sink.batch.age.max", "duration", "200 ms", "10 ms to 30 s", ""),
                        new Description("sink.password", "text", "required", "open sesame", ""));
        assertThat(Settings.declared(Other::from))
                .containsExactly(
                        new Description("other.fast", "true or false", "false", "", ""),
                        new Description("other.memory", "bytes", "16 MiB", "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "200 ms, 200",
        "1 s, 1000",
        "1s, 1000",
        "5 min, 300000",
        "7 days, 604800000",
        "1 day, 86400000",
        "2 h, 7200000",
        "0 s, 0"
    })
    void durationHasAUnit(String text, long millis) {
        Setting<Duration> setting = Settings.of(Map.of("a", text)).duration("a", Duration.ZERO);
        assertThat(setting.value()).isEqualTo(Duration.ofMillis(millis));
        assertThat(Settings.of(Map.of("a", setting(setting.value())))
                        .duration("a", Duration.ofDays(9))
                        .value())
                .isEqualTo(setting.value());
    }

    private static String setting(Duration duration) {
        return Settings.declared(s -> {
                    s.duration("a", duration);
                    s.rejectIfInvalid();
                })
                .get(0)
                .fallback();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1 s", "1.5 s", "1 S", "s", "999999999999999 days", "1 s 2 ms", "PT1S"})
    void otherDurationsAreRefused(String text) {
        Settings settings = Settings.of(Map.of("a", text));
        settings.duration("a", Duration.ZERO);
        assertRejected(settings::rejectIfInvalid, "a = \"" + text + "\": a duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "- 1\n- 2", "a: 1\na: 2", "text"})
    void whatIsNoYamlOfKeysIsRefusedWithItsFile(String yaml) throws IOException {
        Path file = write(yaml);
        assertRejected(() -> Settings.load(List.of(file), Map.of()), file.toString());
    }

    @Test
    void emptyAndMissingFiles() throws IOException {
        assertThat(Other.from(Settings.load(List.of(write("")), Map.of())).fast())
                .isFalse();
        assertThat(Other.from(Settings.load(List.of(write("# nothing\nother:\n")), Map.of()))
                        .fast())
                .isFalse();
        Path missing = directory.resolve("missing.yaml");
        assertRejected(() -> Settings.load(List.of(missing), Map.of()), "missing.yaml does not exist");
    }

    @Test
    void secretsAreNotPrinted() {
        Map<String, String> values = new HashMap<>(Map.of("sink.password", "hunter2"));
        assertThat(Settings.of(values).toString()).doesNotContain("hunter2");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "settings", ".yaml"), yaml);
    }

    private static void assertRejected(ThrowingCallable call, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(WeirpoolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
            assertThat(e).hasMessageContaining(detail);
        });
    }

    @Test
    void aSharedKeyIsCheckedWhereverItIsRead() {
        for (String bad : List.of("Public", "a b", "1a")) {
            Settings settings = Settings.of(Map.of("sink.schema", bad));
            SharedKeys.schema(settings);
            assertThatThrownBy(settings::rejectIfInvalid)
                    .hasMessageContaining("sink.schema = \"" + bad + "\" is no name");
        }
        Settings blank = Settings.of(Map.of("sink.schema", " "));
        SharedKeys.schema(blank);
        assertThatThrownBy(blank::rejectIfInvalid).hasMessageContaining("text is wanted");
        assertThat(SharedKeys.jdbc("postgresql://db/x")).isEqualTo(SharedKeys.jdbc("jdbc:postgresql://db/x"));
    }
}
