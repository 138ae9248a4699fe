package io.weirpool.processor.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A flow goes on with what it was built on while its source is declared wider. */
class WiderReaderTest {
    private static final Source OWN = source(
            Column.of("id", SqlType.of(TypeKind.INTEGER).notNull()),
            Column.of("name", SqlType.varchar(3)),
            Column.of("price", SqlType.decimal(4, 1)),
            Column.of("other", SqlType.of(TypeKind.SMALLINT)));
    private static final Source NOW = source(
            Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
            Column.of("name", SqlType.of(TypeKind.VARCHAR)),
            Column.of("price", SqlType.decimal(9, 3)),
            Column.of("other", SqlType.of(TypeKind.BIGINT)),
            Column.of("note", SqlType.of(TypeKind.VARCHAR)));

    private final WiderReader reader = new WiderReader(OWN, List.of(1, 2), NOW);

    private static Source source(Column... columns) {
        return new Source(new Name("s"), Source.Kind.TABLE, RowType.of(columns), List.of(0), List.of(), 1, Map.of());
    }

    private SourceReader.Command read(String key, String value) {
        return reader.read(key.getBytes(UTF_8), value == null ? null : ByteBuffer.wrap(value.getBytes(UTF_8)), 0);
    }

    @Test
    void whatFitsIsARowOfTheFlowsTypesAndColumnsItDoesNotUseNeedNotFit() {
        SourceReader.Command command =
                read("[7]", "{\"id\":7,\"name\":\"abc\",\"price\":\"12.500\",\"other\":99999,\"note\":\"new\"}");

        assertThat(command).isInstanceOf(SourceReader.Put.class);
        assertThat(((SourceReader.Put) command).row()).containsExactly(7, "abc", new BigDecimal("12.5"), null);
    }

    @Test
    void whatDoesNotFitIsSaidOfEachColumn() {
        assertThat(read("[5000000000]", "{\"id\":5000000000,\"name\":\"abcd\",\"price\":\"1.25\"}"))
                .isEqualTo(new SourceReader.Outgrown(
                        "what the version was built on does not hold the command: id is not INTEGER, name is not"
                                + " VARCHAR(3), price is not DECIMAL(4, 1); the version that replaces it does"));
        assertThat(read("[5000000000]", null)).isInstanceOf(SourceReader.Outgrown.class);
    }

    @Test
    void aDeleteIsOfTheFlowsKey() {
        assertThat(((SourceReader.Delete) read("[7]", null)).row()).containsExactly(7, null, null, null);
    }

    @Test
    void whatTheDeclarationOfNowDoesNotTakeEitherIsRefused() {
        assertThat(read("[7]", "{\"id\":7,\"nonsense\":1}"))
                .isInstanceOfSatisfying(
                        SourceReader.Refused.class,
                        refused -> assertThat(refused.detail()).contains("nonsense"));
    }
}
