package io.weirpool.sink.postgres;

import static io.weirpool.sink.testing.TestViews.PIPELINE;
import static io.weirpool.sink.testing.TestViews.by;
import static io.weirpool.sink.testing.TestViews.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.RowRecord;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.testing.TestPostgres;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type, as value and as key, from the JSON of a view topic to what PostgreSQL prints. */
class EveryTypeTest {
    private static final long YEAR_1 = -62_135_596_800_000_000L;
    private static final TestPostgres POSTGRES = TestPostgres.newDatabase();

    private final TimeZone zone = TimeZone.getDefault();
    private static final Database DATABASE = Database.open(POSTGRES.config(), new SimpleMeterRegistry());

    @AfterEach
    void restoreTimeZone() {
        TimeZone.setDefault(zone);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                of(TypeKind.BOOLEAN, true, "t"),
                of(TypeKind.BOOLEAN, false, "f"),
                of(TypeKind.SMALLINT, -32768, "-32768"),
                of(TypeKind.SMALLINT, 32767, "32767"),
                of(TypeKind.INTEGER, Integer.MIN_VALUE, "-2147483648"),
                of(TypeKind.BIGINT, Long.MIN_VALUE, "-9223372036854775808"),
                of(TypeKind.BIGINT, Long.MAX_VALUE, "9223372036854775807"),
                of(TypeKind.REAL, Float.MAX_VALUE, "3.4028235e+38"),
                of(TypeKind.REAL, 0.1f, "0.1"),
                of(TypeKind.REAL, Float.NaN, "NaN"),
                of(TypeKind.DOUBLE, Double.MIN_VALUE, "5e-324"),
                of(TypeKind.DOUBLE, 0.1, "0.1"),
                of(TypeKind.DOUBLE, Double.NaN, "NaN"),
                of(TypeKind.DOUBLE, Double.POSITIVE_INFINITY, "Infinity"),
                of(TypeKind.DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity"),
                of(SqlType.decimal(38, 0), new BigDecimal("-" + "9".repeat(38)), "-" + "9".repeat(38)),
                of(SqlType.decimal(38, 38), new BigDecimal("0." + "1".repeat(38)), "0." + "1".repeat(38)),
                of(SqlType.decimal(10, 2), new BigDecimal("1.50"), "1.50"),
                of(TypeKind.DECIMAL, new BigDecimal("1.2300"), "1.2300"),
                of(TypeKind.DECIMAL, new BigDecimal("9".repeat(60) + ".5"), "9".repeat(60) + ".5"),
                of(TypeKind.VARCHAR, "a'\"\\{},\n\r\t NULL é 漢 😀 null", "a'\"\\{},\n\r\t NULL é 漢 😀 null"),
                of(TypeKind.VARCHAR, "", ""),
                of(TypeKind.VARCHAR, "NULL", "NULL"),
                of(SqlType.varchar(3), "é漢😀", "é漢😀"),
                of(new SqlType(TypeKind.CHAR, 4, 0, true), "ab", "ab  "),
                of(TypeKind.DATE, 0, "1970-01-01"),
                of(TypeKind.DATE, 2_932_896, "9999-12-31"),
                of(TypeKind.DATE, -719_162, "0001-01-01"),
                of(TypeKind.TIME, 86_399_999_999L, "23:59:59.999999"),
                of(TypeKind.TIME, 0L, "00:00:00"),
                of(TypeKind.TIMESTAMP, 1L, "1970-01-01 00:00:00.000001"),
                of(TypeKind.TIMESTAMP, YEAR_1, "0001-01-01 00:00:00"),
                of(TypeKind.TIMESTAMP, 253_402_300_799_999_999L, "9999-12-31 23:59:59.999999"),
                of(new SqlType(TypeKind.TIMESTAMP, 3, 0, true), 1_000L, "1970-01-01 00:00:00.001"),
                // summer time begins in the time zone of the JVM below: this hour is not there
                of(TypeKind.TIMESTAMP, 1_711_852_200_000_000L, "2024-03-31 02:30:00"),
                of(TypeKind.TIMESTAMPTZ, -1L, "1969-12-31 23:59:59.999999+00"),
                of(TypeKind.TIMESTAMPTZ, 253_402_300_799_999_999L, "9999-12-31 23:59:59.999999+00"),
                of(TypeKind.INTERVAL, new Interval(0, 1, 7_200_000_000L), "1 day 02:00:00"),
                of(TypeKind.INTERVAL, new Interval(0, -400, -1L), "-400 days -00:00:00.000001"),
                of(
                        TypeKind.UUID,
                        UUID.fromString("ffffffff-ffff-4fff-8fff-fffffffffffe"),
                        "ffffffff-ffff-4fff-8fff-fffffffffffe"),
                of(TypeKind.VARBINARY, Bytes.wrap(new byte[] {0, 1, (byte) 255, '\\'}), "\\x0001ff5c"),
                of(TypeKind.VARBINARY, Bytes.wrap(new byte[0]), "\\x"),
                of(TypeKind.JSON, "{\"a\": [1.10, null, \"x\"]}", "{\"a\": [1.10, null, \"x\"]}"),
                array(TypeKind.BOOLEAN, "{t,NULL,f}", true, null, false),
                array(TypeKind.SMALLINT, "{-1}", -1),
                array(TypeKind.INTEGER, "{}"),
                array(TypeKind.BIGINT, "{9223372036854775807,NULL}", Long.MAX_VALUE, null),
                array(TypeKind.REAL, "{0.1,NaN}", 0.1f, Float.NaN),
                array(TypeKind.DOUBLE, "{-Infinity,1e+300}", Double.NEGATIVE_INFINITY, 1e300),
                array(SqlType.decimal(4, 2), "{1.50,-99.99}", new BigDecimal("1.50"), new BigDecimal("-99.99")),
                array(TypeKind.VARCHAR, "{a,\"\",\"NULL\",\"é, \\\"}\\\\\"}", "a", "", "NULL", "é, \"}\\"),
                array(new SqlType(TypeKind.CHAR, 3, 0, true), "{\"ab \",abc}", "ab", "abc"),
                array(TypeKind.DATE, "{1970-01-01}", 0),
                array(TypeKind.TIME, "{23:59:59.999999}", 86_399_999_999L),
                array(TypeKind.TIMESTAMP, "{\"1970-01-01 00:00:00.000001\",NULL}", 1L, null),
                array(TypeKind.TIMESTAMPTZ, "{\"1970-01-01 00:00:00+00\"}", 0L),
                array(TypeKind.INTERVAL, "{\"1 day 02:00:00\"}", new Interval(0, 1, 7_200_000_000L)),
                array(TypeKind.UUID, "{00000000-0000-0001-0000-000000000002}", new UUID(1, 2)),
                array(TypeKind.VARBINARY, "{\"\\\\x00ff\"}", Bytes.wrap(new byte[] {0, -1})),
                array(TypeKind.JSON, "{\"{\\\"a\\\": [1]}\",1}", "{\"a\": [1]}", "1"));
    }

    private static Arguments of(TypeKind kind, Object value, String printed) {
        return of(SqlType.of(kind), value, printed);
    }

    private static Arguments array(TypeKind element, String printed, @Nullable Object... elements) {
        return array(SqlType.of(element), printed, elements);
    }

    private static Arguments array(SqlType element, String printed, @Nullable Object... elements) {
        return of(element.array(), ArrayValue.wrap(elements), printed);
    }

    private static Arguments of(SqlType type, Object value, String printed) {
        return Arguments.of(type, value, printed);
    }

    private static int number;

    @ParameterizedTest
    @MethodSource("values")
    void isInTheTableAsItIs(SqlType type, Object value, String printed) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        View view = view("v" + ++number, by(0), 1, Column.of("k", type), Column.of("v", type));
        write(view, new Object[] {value, value}, false);
        write(view, new @Nullable Object[] {null, null}, false);
        assertThat(POSTGRES.query("SELECT k, v FROM v" + number + " ORDER BY k NULLS LAST"))
                .containsExactly(printed + "|" + printed, "∅|∅");
        // and is found again by its key
        write(view, new @Nullable Object[] {value, null}, false);
        assertThat(POSTGRES.query("SELECT k, v FROM v" + number + " ORDER BY k NULLS LAST"))
                .containsExactly(printed + "|∅", "∅|∅");
        write(view, new Object[] {value, value}, true);
        assertThat(POSTGRES.query("SELECT k FROM v" + number)).containsExactly("∅");
    }

    /** Rows that are new are copied: here a column of each type, beside one that is empty. */
    @Test
    void isInATableThatOnlyGrowsAsItIs() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        List<@Nullable Object[]> cases = values().map(Arguments::get).toList();
        List<Column> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (@Nullable Object[] one : cases) {
            SqlType type = (SqlType) requireNonNull(one[0]);
            columns.add(Column.of("v" + columns.size(), type));
            columns.add(Column.of("w" + columns.size(), type));
            row.add(one[1]);
            row.add(null);
            printed.add(one[2] + "|∅");
        }
        View view = view("v" + ++number, new ViewKey.LogPosition(), 1, columns.toArray(Column[]::new));
        write(view, "[0,7,0]".getBytes(UTF_8), row.toArray(), false);
        String names = columns.stream().map(column -> column.name().value()).collect(joining(", "));
        assertThat(POSTGRES.query("SELECT " + names + " FROM v" + number)).containsExactly(String.join("|", printed));
    }

    /** Whatever the sizes of buffers on the way, some character would lie across their ends. */
    @Test
    void noCharacterIsCutOnItsWay() throws SQLException {
        SqlType type = SqlType.of(TypeKind.VARCHAR);
        View view = view("v" + ++number, new ViewKey.LogPosition(), 1, Column.of("v", type), Column.of("w", type));
        String even = "\uD83D\uDE80".repeat(100_000);
        String odd = "a" + even;
        write(view, "[0,7,0]".getBytes(UTF_8), new @Nullable Object[] {even, odd}, false);
        write(view, "[0,7,1]".getBytes(UTF_8), new @Nullable Object[] {odd, even}, false);
        assertThat(POSTGRES.query("SELECT v, w FROM v" + number + " ORDER BY v"))
                .containsExactlyInAnyOrder(even + "|" + odd, odd + "|" + even);
    }

    @Test
    void theYearsOfPostgresReachBeyondThoseOfIso() {
        assertThat(PostgresText.time(SqlType.of(TypeKind.TIMESTAMP), YEAR_1 - 1))
                .isEqualTo("0001-12-31 23:59:59.999999 BC");
        assertThat(PostgresText.time(SqlType.of(TypeKind.DATE), 2_932_897)).isEqualTo("10000-01-01");
        assertThat(POSTGRES.query("SELECT '0001-12-31 23:59:59.999999 BC'::timestamp, '10000-01-01'::date"))
                .containsExactly("0001-12-31 23:59:59.999999 BC|10000-01-01");
    }

    @Test
    void timesAreTextOfFixedWidth() {
        SqlType zoned = SqlType.of(TypeKind.TIMESTAMPTZ);
        SqlType time = SqlType.of(TypeKind.TIME);
        assertThat(PostgresText.of(zoned, 0L)).isEqualTo("1970-01-01 00:00:00.000000+00");
        assertThat(PostgresText.of(zoned, -1L)).isEqualTo("1969-12-31 23:59:59.999999+00");
        assertThat(PostgresText.of(SqlType.of(TypeKind.TIMESTAMP), 45_296_007_008L))
                .isEqualTo("1970-01-01 12:34:56.007008");
        assertThat(PostgresText.of(time, 86_400_000_000L)).isEqualTo("24:00:00.000000");
        assertThat(PostgresText.of(time, 100L)).isEqualTo("00:00:00.000100");
        assertThat(PostgresText.of(SqlType.of(TypeKind.DATE), -683_003)).isEqualTo("0100-01-01");
    }

    private void write(View view, @Nullable Object[] row, boolean delete) throws SQLException {
        write(view, JsonRows.of(view.columns()).own().writeKey(row, List.of(0)), row, delete);
    }

    private void write(View view, byte[] key, @Nullable Object[] row, boolean delete) throws SQLException {
        new Schema(DATABASE).install(PIPELINE);
        new Versions(DATABASE, POSTGRES.config().schema()).ensure(PIPELINE, view);
        TableWriter writer = new TableWriter(DATABASE, letters -> {});
        writer.add(PIPELINE, view);
        Claim claim = new Positions(DATABASE)
                .claim(List.of(new ViewPartition(view.name().value(), 1, 0)))
                .get(0);
        PartitionBatch batch = new PartitionBatch(claim.partition(), claim.nextOffset(), 0);
        JsonRows json = JsonRows.of(view.columns()).own();
        batch.add(
                new RowRecord(claim.nextOffset(), Bytes.wrap(key), delete ? null : Bytes.wrap(json.write(row)), null));
        batch.reach(claim.nextOffset() + 1);
        assertThat(writer.write(List.of(new ClaimedBatch(batch, claim.epoch()))).refused())
                .isEmpty();
    }
}
