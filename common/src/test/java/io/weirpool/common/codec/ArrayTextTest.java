package io.weirpool.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.RandomRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the texts are PostgreSQL's is proved in the module {@code sql}, by its casts. */
class ArrayTextTest {
    @Test
    void elementsAreInQuotesWhereTheyMustBe() {
        assertThat(ArrayText.print(Arrays.asList("1", null, "", "null", "a b", "a,b", "\"\\", "é")))
                .isEqualTo("{1,NULL,\"\",\"null\",\"a b\",\"a,b\",\"\\\"\\\\\",é}");
        assertThat(ArrayText.print(List.of())).isEqualTo("{}");
    }

    @Test
    void blanksAroundElementsAreNotPartOfThem() {
        assertThat(ArrayText.parse(" { a b ,\t\"c \" , null, nULL ,\\null,d\\  } "))
                .contains(Arrays.asList("a b", "c ", null, null, "null", "d "));
        assertThat(ArrayText.parse("{ }")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "{",
                "{1",
                "{1,}",
                "{,1}",
                "{1,,2}",
                "{1}}",
                "{1}x",
                "{{1}}",
                "{\"a\"b}",
                "{a\"b\"}",
                "{\"a}",
                "{a\\",
                "{\"a\\",
                "[0:1]={1,2}",
                "{a{b}",
                "{1 2"
            })
    void otherTextIsNoArray(String text) {
        assertThat(ArrayText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void elementsComeBackAsTheyWere(long seed) {
        RandomRows random = new RandomRows(seed);
        List<String> elements = new ArrayList<>();
        for (int i = random.random().nextInt(5); i > 0; i--) {
            elements.add((String) random.value(SqlType.of(TypeKind.VARCHAR)));
        }
        assertThat(ArrayText.parse(ArrayText.print(elements))).contains(elements);
    }
}
