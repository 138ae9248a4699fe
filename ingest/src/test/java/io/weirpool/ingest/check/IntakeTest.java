package io.weirpool.ingest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import io.weirpool.ingest.publish.Command;
import io.weirpool.sql.check.RowChecker;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a body becomes in the log. */
class IntakeTest {
    private static final RowType COLUMNS = RowType.of(
            Column.of("id", SqlType.of(TypeKind.INTEGER).notNull()),
            Column.of("at", SqlType.of(TypeKind.TIMESTAMPTZ)),
            Column.of("amount", SqlType.decimal(5, 2)));

    private static final String WRITTEN = "{\"id\":1,\"at\":\"1970-01-01T00:00:01Z\",\"amount\":\"1.50\"}";

    private final Intake stream =
            intake(new Source(new Name("s"), Source.Kind.STREAM, COLUMNS, List.of(), List.of("amount > 0"), 2, Map.of())
                    .withWatermark(new Watermark(1, 0, 1)));
    private final Intake table =
            intake(new Source(new Name("t"), Source.Kind.TABLE, COLUMNS, List.of(0, 2), List.of(), 2, Map.of()));

    private static Intake intake(Source source) {
        return new Intake(source, "log", RowChecker.of(source));
    }

    @Test
    void linesThatAreWrittenAsTheLogHoldsThemAndOthersBecomeTheSame() throws Rejection {
        String lines = WRITTEN + "\n"
                + WRITTEN + "\r\n"
                + "\n \r\n"
                + WRITTEN + " \t\r\n"
                + " " + WRITTEN + "\n"
                + "{\"amount\": 1.5, \"at\": \"1970-01-01T02:00:01+02:00\", \"id\": 1}\n"
                + "{\"id\":1,\"at\":\"1970-01-01T00:00:01.000Z\",\"amount\":\"15e-1\"}";
        assertThat(check(stream, lines, BodyFormat.NDJSON)).hasSize(6).allSatisfy(IntakeTest::isWritten);
    }

    @Test
    void objectsArraysAndEventsToo() throws Rejection {
        String plain = "{\"id\": 1, \"at\": \"1970-01-01T00:00:01Z\", \"amount\": 1.50}";
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"t\",\"data\":%s}";
        assertThat(check(stream, WRITTEN, BodyFormat.JSON)).singleElement().satisfies(IntakeTest::isWritten);
        assertThat(check(stream, "[" + WRITTEN + "," + plain + ", " + WRITTEN + "]", BodyFormat.JSON))
                .hasSize(3)
                .allSatisfy(IntakeTest::isWritten);
        assertThat(check(stream, event.formatted(WRITTEN), BodyFormat.EVENT))
                .singleElement()
                .satisfies(IntakeTest::isWritten);
        assertThat(check(
                        stream, "[" + event.formatted(plain) + "," + event.formatted(WRITTEN) + "]", BodyFormat.EVENTS))
                .hasSize(2)
                .allSatisfy(IntakeTest::isWritten);
    }

    @Test
    void rowsInRowsAreObjectsInTheLogAndTheirMistakesHaveAPlace() throws Rejection {
        SqlType row = SqlType.of(TypeKind.BOOLEAN);
        RowType columns = RowType.of(
                Column.of("id", SqlType.of(TypeKind.INTEGER).notNull()),
                Column.of("addr.", row),
                Column.of("addr.city", SqlType.of(TypeKind.VARCHAR)),
                Column.of("addr.geo.", row),
                Column.of("addr.geo.lat", SqlType.of(TypeKind.DOUBLE)));
        Intake nested = intake(new Source(
                new Name("n"), Source.Kind.TABLE, columns, List.of(0), List.of("(addr).city <> 'x'"), 2, Map.of()));
        String written = "{\"id\":1,\"addr\":{\"city\":\"a\",\"geo\":{\"lat\":1.5}}}";
        String other = "{\"addr\": {\"geo\": {\"lat\": 15e-1}, \"city\": \"\\u0061\"}, \"id\": 1}";
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"t\",\"data\":%s}";
        assertThat(check(nested, written + "\n" + other, BodyFormat.NDJSON))
                .hasSize(2)
                .allSatisfy(command -> {
                    assertThat(new String(requireNonNull(command.value()), UTF_8))
                            .isEqualTo(written);
                });
        assertThat(check(nested, "[" + other + "," + written + "]", BodyFormat.JSON))
                .hasSize(2);
        assertThat(check(nested, event.formatted(other), BodyFormat.EVENT)).hasSize(1);
        assertThatThrownBy(() -> check(
                        nested,
                        written + "\n" + other.replace("15e-1", "true") + "\n" + written.replace("\"a\"", "\"x\""),
                        BodyFormat.NDJSON))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejected -> assertThat(rejected.listed())
                                .extracting(FieldError::pointer, FieldError::line)
                                .containsExactly(tuple("/addr/geo/lat", 2), tuple("", 3)));
    }

    @Test
    void twoRowsThatSayDifferentThingsUnderOneIdAreTold() throws Rejection {
        Intake keyed =
                intake(new Source(new Name("k"), Source.Kind.STREAM, COLUMNS, List.of(0), List.of(), 2, Map.of()));
        String other = WRITTEN.replace("1.50", "2.50");
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"t\",\"data\":%s}";
        String once = event.formatted(WRITTEN);
        assertThat(check(keyed, WRITTEN + "\n" + WRITTEN, BodyFormat.NDJSON)).hasSize(2);
        assertThat(check(stream, "[" + once + "," + once + "]", BodyFormat.EVENTS))
                .hasSize(2);
        assertThat(check(stream, WRITTEN + "\n" + other, BodyFormat.NDJSON)).hasSize(2);
        assertIdTaken(() -> check(keyed, WRITTEN + "\n" + WRITTEN + "\n" + other, BodyFormat.NDJSON), "", 3);
        assertIdTaken(
                () -> check(stream, "[" + once + ",\n" + event.formatted(other) + "]", BodyFormat.EVENTS), "/1", 2);
    }

    private static void assertIdTaken(ThrowingCallable check, String pointer, int line) {
        assertThatThrownBy(check).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.code()).isEqualTo(ErrorCode.KEY_REUSE);
            assertThat(rejection.listed()).singleElement().satisfies(mistake -> {
                assertThat(mistake.pointer()).startsWith(pointer);
                assertThat(mistake.line()).isEqualTo(line);
            });
        });
    }

    private static void isWritten(Command command) {
        assertThat(new String(command.value(), UTF_8)).isEqualTo(WRITTEN);
        assertThat(command.time()).isEqualTo(1_000_000);
    }

    @Test
    void conditionsAreLookedAtWhateverTheForm() {
        String bad = WRITTEN.replace("1.50", "0.00");
        for (String body : List.of(bad, "[" + WRITTEN + "," + bad + "]", bad.replace(",", " , "))) {
            assertThatThrownBy(() -> check(stream, body, BodyFormat.JSON))
                    .as(body)
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            rejection -> assertThat(rejection.listed())
                                    .singleElement()
                                    .extracting(FieldError::detail)
                                    .asString()
                                    .contains("is not satisfied"));
        }
    }

    @Test
    void mistakesNameTheirLineAmongLinesThatAreKept() {
        String lines = WRITTEN + "\n\n" + WRITTEN.replace("1.50", "0.00") + "\n" + WRITTEN.replace("\"1.50\"", "true");
        assertThatThrownBy(() -> check(stream, lines, BodyFormat.NDJSON))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.listed())
                                .extracting(FieldError::line)
                                .containsExactly(3, 4));
    }

    @Test
    void keysAreMadeWhateverTheForm() throws Rejection {
        List<Command> commands = check(table, "[" + WRITTEN + ", {\"amount\":1.5,\"id\":1}]", BodyFormat.JSON);
        assertThat(commands)
                .extracting(command -> new String(command.key(), UTF_8))
                .containsExactly("[1,1.5]", "[1,1.5]");
    }

    @Test
    void aDeleteReadsTheKeyOfARowThatIsWritten() throws Rejection {
        Submission delete = submission(WRITTEN, BodyFormat.JSON, Operation.DELETE, null);
        assertThat(table.check(delete, Limits.standard(), share()).commands())
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.value()).isNull();
                    assertThat(new String(command.key(), UTF_8)).isEqualTo("[1,1.5]");
                });
    }

    @Test
    void aKeySaysTheSameOfARowInAnotherForm() throws Rejection { // or a repeat would be another body, 422
        RequestKey key = new RequestKey("k");
        Submission one = submission(WRITTEN, BodyFormat.JSON, Operation.UPSERT, key);
        Submission other = submission(WRITTEN.replace(":", ": "), BodyFormat.JSON, Operation.UPSERT, key);
        // Only blanks between the fields: those within the time are its own.
        Submission again = submission(
                "{ \"id\": 1,\"at\":\"1970-01-01T00:00:01Z\",\"amount\":1.5}",
                BodyFormat.NDJSON,
                Operation.UPSERT,
                key);
        assertThat(stream.check(again, Limits.standard(), share()).claims())
                .isEqualTo(stream.check(one, Limits.standard(), share()).claims());
        assertThatThrownBy(() -> stream.check(other, Limits.standard(), share()))
                .isInstanceOf(Rejection.class);
    }

    private static List<Command> check(Intake intake, String body, BodyFormat format) throws Rejection {
        return intake.check(submission(body, format, Operation.UPSERT, null), Limits.standard(), share())
                .commands();
    }

    private static Submission submission(
            String body, BodyFormat format, Operation operation, @Nullable RequestKey key) {
        return new Submission(body.getBytes(UTF_8), format, operation, key, null, false);
    }

    private static ByteBudget.Share share() {
        return new ByteBudget(1 << 20).share();
    }
}
