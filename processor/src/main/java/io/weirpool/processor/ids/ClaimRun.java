package io.weirpool.processor.ids;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.BloomFilter;
import io.weirpool.processor.state.OrderedStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many claims in the store, sorted by id and cut into pages that are never written again. Of each id 16 bits stay in memory, in
 * a filter: for an id that is new, as most are, the store is asked once in a thousand times.
 */
final class ClaimRun {
    /* 16 KiB: quick to read for one id, and few enough that an index of pages costs nothing beside the 16 bits of each id. */
    private static final int PAGE_CLAIMS = 512;

    private final OrderedStore store;
    private final List<Page> pages = new ArrayList<>();
    private final BloomFilter filter;
    private int size;
    private long newestMillis = Long.MIN_VALUE;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Page(byte[] key, CommandId first) {}

    /** An empty run for so many claims; {@link #load} gives it what the store holds of it. */
    private ClaimRun(OrderedStore store, int claims) {
        this.store = store;
        this.filter = new BloomFilter(claims);
    }

    /** A page as the store holds it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(byte[] key, byte[] claims) {}

    /** What was written before; its pages in order of their keys. */
    static ClaimRun of(OrderedStore store, List<Stored> pages) {
        int claims =
                pages.stream().mapToInt(page -> ClaimPage.size(page.claims())).sum();
        ClaimRun run = new ClaimRun(store, claims);
        pages.forEach(page -> run.load(page.key(), ClaimPage.read(page.claims())));
        return run;
    }

    /**
     * Writes a run.
     *
     * @param sorted by id, each once
     */
    static ClaimRun write(OrderedStore store, List<Claim> sorted) {
        ClaimRun run = new ClaimRun(store, sorted.size());
        for (int from = 0; from < sorted.size(); from += PAGE_CLAIMS) {
            List<Claim> claims = sorted.subList(from, Math.min(sorted.size(), from + PAGE_CLAIMS));
            ByteOutput key = new ByteOutput(4);
            key.writeInt(run.pages.size());
            store.put(key.toByteArray(), ClaimPage.write(claims));
            run.load(key.toByteArray(), claims);
        }
        return run;
    }

    private void load(byte[] key, List<Claim> claims) {
        for (Claim claim : claims) {
            filter.add(claim.id().high(), claim.id().low());
            newestMillis = Math.max(newestMillis, claim.millis());
        }
        size += claims.size();
        pages.add(new Page(key, claims.get(0).id()));
    }

    @Nullable Claim find(CommandId id) {
        Page page = filter.mayHave(id.high(), id.low()) ? page(id) : null;
        if (page == null) {
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
        return size;
    }

    /** Takes it out of the store. */
    void remove() {
        pages.forEach(page -> store.put(page.key(), null));
    }
}
