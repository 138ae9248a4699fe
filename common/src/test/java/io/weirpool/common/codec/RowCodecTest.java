package io.weirpool.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.RandomRows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowCodecTest {
    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void rowComesBackExactly(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        RowCodec codec = RowCodec.of(type);
        for (int i = 0; i < 20; i++) {
            Object[] row = random.row(type);
            assertThat(codec.decode(codec.encode(row))).containsExactly(row);
        }
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void manyRowsShareOneBuffer(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        RowCodec codec = RowCodec.of(type);
        List<Object[]> rows = new ArrayList<>();
        ByteOutput out = new ByteOutput(0);
        for (int i = 0; i < 20; i++) {
            rows.add(random.row(type));
            out.writeVarint(i);
            codec.write(out, rows.get(i));
        }
        ByteInput in = new ByteInput(out.toByteArray());
        for (int i = 0; i < 20; i++) {
            assertThat(in.readVarint()).isEqualTo(i);
            assertThat(codec.read(in)).containsExactly(rows.get(i));
        }
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void cutOrChangedBytesAreRefusedOrReadButNeverCrash(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        RowCodec codec = RowCodec.of(type);
        byte[] bytes = codec.encode(random.row(type));
        for (int cut = 0; cut < bytes.length; cut++) {
            byte[] shorter = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> codec.decode(shorter)).isInstanceOf(WeirpoolException.class);
        }
        for (int i = 1; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] = (byte) random.random().nextInt(256);
            try {
                codec.decode(changed);
            } catch (WeirpoolException expected) {
                assertThat(expected).hasMessageContaining("cannot be read");
            }
        }
    }

    @Test
    void anotherVersionIsRefused() {
        RowCodec codec = RowCodec.of(RowType.of(Column.of("a", SqlType.of(TypeKind.BIGINT))));
        byte[] bytes = codec.encode(new Object[] {1L});
        bytes[0] = 2;
        assertThatThrownBy(() -> codec.decode(bytes)).hasMessageContaining("version 2, this Weirpool reads 1");
    }

    @Test
    void smallValuesAreShort() {
        RowType type = RowType.of(
                Column.of("a", SqlType.of(TypeKind.BIGINT)),
                Column.of("b", SqlType.decimal(10, 2)),
                Column.of("c", SqlType.of(TypeKind.VARCHAR)),
                Column.of("d", SqlType.of(TypeKind.DOUBLE)));
        byte[] bytes = RowCodec.of(type).encode(new Object[] {7L, new BigDecimal("0.50"), "abc", null});
        assertThat(bytes).hasSize(1 + 1 + 1 + 2 + 4);
    }
}
