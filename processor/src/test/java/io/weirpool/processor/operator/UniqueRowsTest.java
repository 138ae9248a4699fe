package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is passed on is what became of each key, whatever order its rows come and go in. */
class UniqueRowsTest {
    private static final byte[] KEY = {1};
    private static final byte[] OTHER = {2};

    private final List<String> changes = new ArrayList<>();
    private final UniqueRows rows =
            new UniqueRows((key, before, after) -> changes.add(key[0] + ": " + text(before) + " -> " + text(after)));

    private static String text(Outcome outcome) {
        @Nullable Object[] row = outcome.rowOrNull();
        return row == null ? "none" : String.valueOf(row[0]);
    }

    private void change(byte[] key, String value, long weight) {
        rows.apply(0, key, new Object[] {value}, weight);
    }

    @Test
    void aRowThatTookAnothersPlaceReplacesIt() {
        change(KEY, "new", 1);
        change(KEY, "old", -1);
        rows.flush();
        assertThat(changes).containsExactly("1: old -> new");
    }

    @Test
    void whatCameAndWentBetweenTwoFlushesIsNotSaid() {
        change(KEY, "a", -1);
        change(KEY, "b", 1);
        change(OTHER, "x", 1);
        change(KEY, "b", -1);
        change(KEY, "a", 1);
        rows.flush();
        assertThat(changes).containsExactly("2: none -> x");
    }

    @Test
    void nothingIsKeptAfterAFlush() {
        change(KEY, "a", 1);
        rows.flush();
        changes.clear();
        rows.flush();
        change(KEY, "a", -1);
        rows.flush();
        assertThat(changes).containsExactly("1: a -> none");
    }
}
