package io.weirpool.processor.ids;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many claims in the store, sorted by id and cut into pages that are never written again. Of each id 16 bits stay in
 * memory: an id that is new, as most are, is read from the store once in a hundred times.
 */
final class ClaimRun {
    /* 16 KiB: quick to read for one id, and few enough that an index of pages costs nothing beside the 16 bits of each id. */
    private static final int PAGE_CLAIMS = 512;

    private final OrderedStore store;
    private final List<Page> pages = new ArrayList<>();
    private long newestMillis = Long.MIN_VALUE;

    /** {@code marks}: of each id the lowest 16 bits, sorted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Page(byte[] key, CommandId first, short[] marks) {}

    /** An empty run; {@link #load} gives it what the store holds of it. */
    ClaimRun(OrderedStore store) {
        this.store = store;
    }

    /**
     * Writes a run.
     *
     * @param sorted by id, each once
     */
    static ClaimRun write(OrderedStore store, List<Claim> sorted) {
        ClaimRun run = new ClaimRun(store);
        for (int from = 0; from < sorted.size(); from += PAGE_CLAIMS) {
            List<Claim> claims = sorted.subList(from, Math.min(sorted.size(), from + PAGE_CLAIMS));
            ByteOutput key = new ByteOutput(4);
            key.writeInt(run.pages.size());
            store.put(key.toByteArray(), ClaimPage.write(claims));
            run.load(key.toByteArray(), claims);
        }
        return run;
    }

    /** A page of it, in order of the keys. */
    void load(byte[] key, List<Claim> claims) {
        short[] marks = new short[claims.size()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = mark(claims.get(i).id());
            newestMillis = Math.max(newestMillis, claims.get(i).millis());
        }
        Arrays.sort(marks);
        pages.add(new Page(key, claims.get(0).id(), marks));
    }

    private static short mark(CommandId id) {
        return (short) id.low();
    }

    @Nullable Claim find(CommandId id) {
        Page page = page(id);
        if (page == null || Arrays.binarySearch(page.marks(), mark(id)) < 0) {
            return null;
        }
        byte[] claims = store.get(page.key());
        return claims == null ? null : ClaimPage.find(claims, id);
    }

    /** The last one whose first id is not after this. */
    private @Nullable Page page(CommandId id) {
        int from = 0;
        int to = pages.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (pages.get(middle).first().compareTo(id) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? null : pages.get(from - 1);
    }

    /** When its youngest claim was made. */
    long newestMillis() {
        return newestMillis;
    }

    int size() {
        return pages.stream().mapToInt(page -> page.marks().length).sum();
    }

    /** Takes it out of the store. */
    void remove() {
        pages.forEach(page -> store.put(page.key(), null));
    }
}
