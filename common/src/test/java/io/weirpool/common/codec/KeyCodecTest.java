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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyCodecTest {
    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void orderOfBytesIsOrderOfValues(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        List<Integer> columns = columns(type);
        KeyCodec codec = KeyCodec.of(type, columns);
        for (int i = 0; i < 50; i++) {
            Object[] a = random.row(type);
            Object[] b = random.random().nextBoolean() ? random.row(type) : halfOf(a, random.row(type));
            assertThat(Integer.signum(Arrays.compareUnsigned(codec.encode(a), codec.encode(b))))
                    .as("%s %s %s", type, Arrays.toString(a), Arrays.toString(b))
                    .isEqualTo(Integer.signum(compare(type, columns, a, b)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPairOfOneKindIsOrdered(TypeKind kind) {
        RandomRows random = new RandomRows(kind.ordinal());
        SqlType sqlType = SqlType.of(kind);
        KeyCodec codec = KeyCodec.of(RowType.of(Column.of("a", sqlType)), List.of(0));
        Object[] values =
                IntStream.range(0, 200).mapToObj(i -> random.value(sqlType)).toArray();
        for (Object a : values) {
            for (Object b : values) {
                byte[] left = codec.encode(new Object[] {a});
                byte[] right = codec.encode(new Object[] {b});
                assertThat(Integer.signum(Arrays.compareUnsigned(left, right)))
                        .as("%s %s", a, b)
                        .isEqualTo(Integer.signum(Values.compare(sqlType, a, b)));
                assertThat(Values.compare(sqlType, a, b) == 0).isEqualTo(Arrays.equals(left, right));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void valuesComeBackEqualAndAtTheirDeclaredScale(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        List<Integer> columns = columns(type);
        KeyCodec codec = KeyCodec.of(type, columns);
        Object[] row = random.row(type);
        Object[] back = codec.decode(codec.encode(row));
        for (int i = 0; i < columns.size(); i++) {
            Object wanted = row[columns.get(i)];
            assertThat(Values.compare(type.type(columns.get(i)), back[i], wanted))
                    .isZero();
            if (wanted instanceof BigDecimal decimal
                    && type.type(columns.get(i)).precision() != SqlType.UNBOUNDED) {
                assertThat(back[i]).isEqualTo(decimal);
            }
        }
    }

    @Test
    void noKeyIsTheBeginningOfAnother() {
        KeyCodec codec = KeyCodec.of(RowType.of(Column.of("a", SqlType.of(TypeKind.VARCHAR))), List.of(0));
        ByteOutput out = new ByteOutput(0);
        codec.write(out, new Object[] {"a"});
        codec.write(out, new Object[] {"ab"});
        ByteInput in = new ByteInput(out.toByteArray());
        assertThat(codec.read(in)).containsExactly("a");
        assertThat(codec.read(in)).containsExactly("ab");
    }

    @Test
    void bytesThatAreNoKeyAreRefused() {
        KeyCodec codec = KeyCodec.of(RowType.of(Column.of("a", SqlType.of(TypeKind.DECIMAL))), List.of(0));
        for (byte[] bytes : new byte[][] {{}, {3}, {1}, {1, 3, 0}, {1, 3, (byte) 0x80, 0}, {1, 3, (byte) 0x80, 9}}) {
            assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(WeirpoolException.class);
        }
    }

    private static int compare(RowType type, List<Integer> columns, Object[] a, Object[] b) {
        for (int column : columns) {
            int order = Values.compare(type.type(column), a[column], b[column]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static Object[] halfOf(Object[] a, Object[] b) {
        Object[] mixed = b.clone();
        System.arraycopy(a, 0, mixed, 0, (a.length + 1) / 2);
        return mixed;
    }

    /** All columns, from the last to the first, so that order of columns is not order of the row. */
    private static List<Integer> columns(RowType type) {
        return IntStream.range(0, type.size())
                .mapToObj(i -> type.size() - 1 - i)
                .toList();
    }
}
