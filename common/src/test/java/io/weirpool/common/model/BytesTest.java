package io.weirpool.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.KeyCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void keysOfNumbersThatFollowEachOtherHaveCodesOfTheirOwn() {
        KeyCodec keys = KeyCodec.of(RowType.of(Column.of("id", SqlType.of(TypeKind.BIGINT))), List.of(0));
        long codes = LongStream.range(0, 10_000)
                .mapToInt(id -> Bytes.wrap(keys.encode(new Object[] {id})).hashCode() & 0xFFFF)
                .distinct()
                .count();
        assertThat(codes).isGreaterThan(9_000); // of 10,000 drawn at random from 65,536 some 9,270 differ
    }

    @Test
    void equalBytesHaveOneCodeWhateverTheirLength() {
        for (String text : List.of("", "a", "1234567", "12345678", "123456789", "0123456789abcdef!")) {
            Bytes bytes = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
            Bytes same = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
            assertThat(same).isEqualTo(bytes).hasSameHashCodeAs(bytes);
        }
    }
}
