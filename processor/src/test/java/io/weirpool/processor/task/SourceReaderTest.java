package io.weirpool.processor.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.check.RowChecker;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions look at columns that no view uses. */
class SourceReaderTest {
    private static final Source SOURCE = new Source(
            new Name("s"),
            Source.Kind.STREAM,
            RowType.of(
                    Column.of("a", SqlType.of(TypeKind.INTEGER)),
                    Column.of("b", SqlType.of(TypeKind.INTEGER)),
                    Column.of("c", SqlType.of(TypeKind.VARCHAR))),
            List.of(),
            List.of("b > 0"),
            1,
            Map.of());

    private final SourceReader reader = new SourceReader(SOURCE, List.of(0), RowChecker.of(SOURCE));

    @Test
    void aRowHasWhatIsUsedAndWhatConditionsLookAt() {
        assertThat(read("{\"a\":1,\"b\":2,\"c\":\"x\"}"))
                .isInstanceOfSatisfying(
                        SourceReader.Put.class, put -> assertThat(put.row()).containsExactly(1, 2, null));
    }

    @Test
    void aConditionOnAColumnThatIsNotUsedRefuses() {
        assertThat(read("{\"a\":1,\"b\":0,\"c\":\"x\"}"))
                .isInstanceOfSatisfying(
                        SourceReader.Refused.class,
                        refused -> assertThat(refused.detail()).contains("b > 0"));
        assertThat(read("{\"a\":1,\"b\":2,\"c\":3}")).isInstanceOf(SourceReader.Refused.class);
    }

    private SourceReader.Command read(String value) {
        byte[] around = ("}" + value + "{").getBytes(UTF_8); // as Kafka gives values: a part of what was read
        return reader.read(null, ByteBuffer.wrap(around, 1, around.length - 2).slice(), 0);
    }
}
