package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of type ROW: objects in JSON, kept as several columns. */
class RowColumnsTest {
    private static final SqlType ROW = SqlType.of(TypeKind.BOOLEAN);

    /** {@code id BIGINT NOT NULL, addr ROW(street TEXT, geo ROW(lat DOUBLE, n INTEGER), tags TEXT[]), need ROW(a INTEGER) NOT NULL}. */
    private static final RowType TYPE = RowType.of(
            Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
            Column.of("addr.", ROW),
            Column.of("addr.street", SqlType.of(TypeKind.VARCHAR)),
            Column.of("addr.geo.", ROW),
            Column.of("addr.geo.lat", SqlType.of(TypeKind.DOUBLE)),
            Column.of("addr.geo.n", SqlType.of(TypeKind.INTEGER)),
            Column.of("addr.tags", SqlType.of(TypeKind.VARCHAR).array()),
            Column.of("need.", ROW.notNull()),
            Column.of("need.a", SqlType.of(TypeKind.INTEGER)));

    private static final JsonRows ROWS = JsonRows.of(TYPE);

    private static JsonRows.Parsed read(String json) {
        return ROWS.read(json.getBytes(UTF_8));
    }

    @Test
    void columnsAreKnownAsTheyWereDeclared() {
        List<DeclaredColumn> declared = DeclaredColumn.of(TYPE);
        assertThat(declared).extracting(DeclaredColumn::name).containsExactly("id", "addr", "need");
        assertThat(declared).extracting(DeclaredColumn::index).containsExactly(0, 1, 7);
        assertThat(declared).extracting(DeclaredColumn::width).containsExactly(1, 6, 2);
        assertThat(declared.get(1).type(TYPE))
                .isEqualTo("ROW(street VARCHAR, geo ROW(lat DOUBLE, n INTEGER), tags VARCHAR[])");
    }

    @Test
    void anObjectIsARowAndItsFieldsAreColumns() {
        Object[] row =
                read("{\"need\":{},\"addr\":{\"tags\":[\"x\"],\"geo\":{\"lat\":1.5},\"street\":\"a\\u0062\"},\"id\":1}")
                        .row();
        assertThat(row).isNotNull();
        assertThat(row).containsExactly(1L, true, "ab", true, 1.5, null, ArrayValue.of(List.of("x")), true, null);
        assertThat(new String(ROWS.write(row), UTF_8))
                .isEqualTo(
                        "{\"id\":1,\"addr\":{\"street\":\"ab\",\"geo\":{\"lat\":1.5,\"n\":null},\"tags\":[\"x\"]},\"need\":{\"a\":null}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1,\"need\":{}}| {\"id\":1,\"addr\":null,\"need\":{\"a\":null}}",
                "{\"id\":1,\"addr\":null,\"need\":{\"a\":2}}| {\"id\":1,\"addr\":null,\"need\":{\"a\":2}}",
                "{\"id\":1,\"addr\":{},\"need\":{}}| {\"id\":1,\"addr\":{\"street\":null,\"geo\":null,\"tags\":null},\"need\":{\"a\":null}}",
                "{\"id\":1,\"addr\":{\"geo\":{}},\"need\":{}}| {\"id\":1,\"addr\":{\"street\":null,\"geo\":{\"lat\":null,\"n\":null},\"tags\":null},\"need\":{\"a\":null}}"
            })
    void aRowThatIsNotThereIsAnotherThanARowOfNulls(String json, String written) {
        Object[] row = read(json).row();
        assertThat(row).isNotNull();
        assertThat(new String(ROWS.write(row), UTF_8)).isEqualTo(written);
        assertThat(read(written).row()).containsExactly(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':1,'need':{},'addr':{'streat':'x'}}| /addr/streat| there is no field \"streat\"; did you mean \"street\"?| 27",
                "{'id':1,'need':{},'addr':{'geo':{'lat':'x'}}}| /addr/geo/lat| a number, \"NaN\", \"Infinity\" or \"-Infinity\" is wanted, not the string \"x\"| 40",
                "{'id':1,'need':{},'addr':{'geo':{'n':1.5}}}| /addr/geo/n| | 38",
                "{'id':1,'need':{},'addr':{'geo':[1]}}| /addr/geo| an object is wanted, not an array| 33",
                "{'id':1,'need':{},'addr':'x'}| /addr| an object is wanted, not the string \"x\"| 26",
                "{'id':1,'need':{},'addr':{'street':1,'tags':[{}]}}| /addr/street| | 36",
                "{'id':1,'need':null}| /need| null in a NOT NULL column| 16",
                "{'id':1}| /need| missing; the column is NOT NULL| 8",
                "{'id':1,'need':{},'addr':{'street':'a','street':'b'}}| /addr/street| the field is there already| 40",
                "{'id':1,'need':{},'addr.street':'x'}| /addr.street| there is no column \"addr.street\"| 19",
                "{'id':1,'need':{},'addr.':true}| /addr.| there is no column \"addr.\"; did you mean \"addr\"?| 19"
            })
    void whatIsWrongHasItsPlace(String json, String pointer, String detail, int column) {
        JsonRows.Parsed parsed = read(json.replace('\'', '"'));
        assertThat(parsed.row()).isNull();
        FieldError error = parsed.errors().get(0);
        assertThat(error.pointer()).isEqualTo(pointer);
        assertThat(error.line()).isEqualTo(1);
        assertThat(error.code()).isIn(ErrorCode.ROW_INVALID, ErrorCode.DUPLICATE_KEY);
        if (detail != null) {
            assertThat(error.detail()).isEqualTo(detail);
        }
        assertThat(error.column()).isEqualTo(column);
    }

    @Test
    void allMistakesOfOneRowAreFound() {
        assertThat(read("{\"id\":true,\"need\":{\"a\":\"x\",\"b\":{\"c\":1}},\"addr\":{\"geo\":{\"lat\":[],\"n\":2}}}")
                        .errors())
                .extracting(FieldError::pointer)
                .containsExactly("/id", "/need/a", "/need/b", "/addr/geo/lat");
    }

    @Test
    void onlyWhatIsWantedIsReadAndOnlyWhatIsKeptStays() {
        Object[] lat = ROWS.keeping(List.of(4))
                .read("{\"id\":1,\"need\":{},\"addr\":{\"street\":\"x\",\"geo\":{\"lat\":2,\"n\":1}}}".getBytes(UTF_8))
                .row();
        assertThat(lat).containsExactly(null, null, null, null, 2.0, null, null, null, null);
        Object[] id = ROWS.only(List.of(0))
                .read("{\"id\":1,\"addr\":{\"street\":[{}]}}".getBytes(UTF_8))
                .row();
        assertThat(id).containsExactly(1L, null, null, null, null, null, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"addr.\":true,\"addr.street\":null,\"need.\":true,\"need.a\":null}",
                "{\"id\":1,\"need\":{}}"
            })
    void quickReadersLeaveRowsInRowsToTheStrictOne(String json) {
        byte[] body = json.getBytes(UTF_8);
        assertThat(PlainRows.read(ROWS.fields(), body, 0, body.length)).isNull();
        assertThat(ROWS.written().read(body, 0, body.length)).isNull();
    }

    @Test
    void rowsOfAnArrayHaveTheirPlaceBeforeThatOfTheField() {
        byte[] body = "[{\"id\":1,\"need\":{}},\n {\"id\":2,\"need\":{\"a\":\"x\"}}]".getBytes(UTF_8);
        try (BodyRows rows = BodyRows.open(ROWS, ROWS.written(), body)) {
            assertThat(rows.next()).isNotNull();
            FieldError error = requireNonNull(rows.next()).errors().get(0);
            assertThat(error.pointer()).isEqualTo("/1/need/a");
            assertThat(error.line()).isEqualTo(2);
        }
    }
}
