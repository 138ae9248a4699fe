package io.weirpool.processor.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdFilterTest {
    private static CommandId id(int number) {
        return CommandId.of(("id-" + number).getBytes(UTF_8));
    }

    private static IdFilter filled(int ids) {
        IdFilter filter = new IdFilter(ids);
        for (int i = 0; i < ids; i++) {
            filter.add(id(i));
        }
        return filter;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 512, 20_000})
    void whatWasAddedMayBeThere(int ids) {
        IdFilter filter = filled(ids);
        for (int i = 0; i < ids; i++) {
            assertThat(filter.mayHave(id(i))).isTrue();
        }
    }

    @Test
    void oneInAThousandOfOthersMayToo() {
        IdFilter filter = filled(20_000);
        int passed = 0;
        for (int i = 20_000; i < 120_000; i++) {
            passed += filter.mayHave(id(i)) ? 1 : 0;
        }
        assertThat(passed).isBetween(20, 250); // of 100,000
    }

    @Test
    void theEndsOfWhatAnIdMayBeHavePlaces() {
        IdFilter filter = filled(1_000);
        filter.add(new CommandId(-1, -1));
        filter.add(new CommandId(0, 0));
        filter.add(new CommandId(Long.MIN_VALUE, Long.MIN_VALUE));
        assertThat(filter.mayHave(new CommandId(-1, -1))).isTrue();
        assertThat(filter.mayHave(new CommandId(0, 0))).isTrue();
        assertThat(filter.mayHave(new CommandId(Long.MIN_VALUE, Long.MIN_VALUE)))
                .isTrue();
    }
}
