package io.weirpool.processor.ids;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The ids a partition had within a window of its append time. What is a repeat depends on the log alone, so whoever reads
 * the log again finds the same. Used by one thread.
 *
 * <p>Ids are not written one by one. Those since the last commit become one value of the store, a block. When the blocks
 * hold enough, they become a {@linkplain ClaimRun run}: sorted, and found by 16 bits of each id in memory. A run is thrown
 * away whole when its youngest claim is older than the window. So an id is written twice, at 32 bytes, and while no id
 * comes nothing is written or read.
 */
public final class IdMemory {
    private static final byte[] BLOCKS = {0};
    private static final byte[] RUNS = {1};

    /* Claims of a block: 128 KiB of a changelog record, which may have 1 MiB. */
    private static final int BLOCK_CLAIMS = 4_096;

    /* Claims that blocks hold before they become a run: at some 120 bytes on the heap, 2 to 30 MB of a partition. */
    private static final int TAIL_MIN = 16_384;
    private static final int TAIL_MAX = 262_144;

    /* A tail is this part of all: a lookup then asks some 16 runs, however many ids there are, up to 4 million. */
    private static final int TAIL_PART = 16;

    private final OrderedStore blocks;
    private final OrderedStore runs;
    private final long windowMillis;
    private final int tailMin;
    private final Map<CommandId, Claim> tail = new HashMap<>();
    private final List<Claim> fresh = new ArrayList<>();
    private final Deque<ClaimRun> sealed = new ArrayDeque<>();
    private long firstBlock;
    private long nextBlock;
    private long nextRun;
    private long nowMillis = Long.MIN_VALUE;

    /** What a command with an id is. Closed. */
    public enum Verdict {
        /** None before it had the id within the window; it has it now. */
        FIRST,
        /** The same was there already. */
        REPEAT,
        /** Another was there under the id. */
        OTHER_CONTENT
    }

    /**
     * On what an earlier one stored.
     *
     * @param store its own
     * @param windowMillis how long an id is remembered after the first command that had it, above 0
     */
    public IdMemory(OrderedStore store, long windowMillis) {
        this(store, windowMillis, TAIL_MIN);
    }

    IdMemory(OrderedStore store, long windowMillis, int tailMin) {
        this.blocks = store.under(BLOCKS);
        this.runs = store.under(RUNS);
        this.windowMillis = windowMillis;
        this.tailMin = tailMin;
        load();
    }

    private void load() {
        List<ClaimRun.Stored> pages = new ArrayList<>();
        runs.forEach(
                new byte[0],
                entry -> { // a run's pages stand side by side, the newest run's last
                    long number = new ByteInput(entry.key()).readLong();
                    if (number >= nextRun) {
                        loadRun(pages);
                        nextRun = number + 1;
                    }
                    byte[] page = Arrays.copyOfRange(entry.key(), Long.BYTES, entry.key().length);
                    pages.add(new ClaimRun.Stored(page, entry.value()));
                });
        loadRun(pages);
        blocks.forEach(new byte[0], entry -> {
            long number = new ByteInput(entry.key()).readLong();
            firstBlock = tail.isEmpty() ? number : firstBlock;
            nextBlock = number + 1;
            ClaimPage.read(entry.value()).forEach(claim -> tail.put(claim.id(), claim));
        });
    }

    /** The pages of one run, which are then gone from the list. */
    private void loadRun(List<ClaimRun.Stored> pages) {
        if (!pages.isEmpty()) {
            sealed.addFirst(ClaimRun.of(runs.under(number(nextRun - 1)), pages));
            pages.clear();
        }
    }

    /** A checksum of what a command says; of a delete the value is null. */
    public static long content(byte @Nullable [] key, byte @Nullable [] value) {
        CRC32C crc = new CRC32C();
        if (key != null) {
            crc.update(key);
        }
        if (value != null) {
            crc.update(value);
        }
        return (crc.getValue() << 32) | (value == null ? 0xFFFF_FFFFL : value.length);
    }

    /**
     * Takes note of a command.
     *
     * @param content see {@link #content}
     * @param appendedMillis its append time, not less than that of any before it
     */
    public Verdict claim(CommandId id, long content, long appendedMillis) {
        nowMillis = Math.max(nowMillis, appendedMillis);
        Claim before = find(id);
        if (before != null && isRemembered(before.millis())) {
            return before.content() == content ? Verdict.REPEAT : Verdict.OTHER_CONTENT;
        }
        Claim claim = new Claim(id, content, appendedMillis);
        tail.put(id, claim);
        fresh.add(claim);
        return Verdict.FIRST;
    }

    private boolean isRemembered(long millis) {
        return nowMillis - millis < windowMillis;
    }

    /** The newest with the id: it stands before those that the window had already left. */
    private @Nullable Claim find(CommandId id) {
        Claim claim = tail.get(id);
        Iterator<ClaimRun> newestFirst = sealed.iterator();
        while (claim == null && newestFirst.hasNext()) {
            claim = newestFirst.next().find(id);
        }
        return claim;
    }

    /** Writes what came since the last time; before each commit. */
    public void flush() {
        if (fresh.isEmpty()) {
            return;
        }
        for (int from = 0; from < fresh.size(); from += BLOCK_CLAIMS) {
            List<Claim> block = fresh.subList(from, Math.min(fresh.size(), from + BLOCK_CLAIMS));
            blocks.put(number(nextBlock), ClaimPage.write(block));
            nextBlock++;
        }
        fresh.clear();
        forgetOld();
        int remembered = sealed.stream().mapToInt(ClaimRun::size).sum();
        if (tail.size() >= Math.max(tailMin, Math.min(TAIL_MAX, remembered / TAIL_PART))) {
            seal();
        }
    }

    private void forgetOld() {
        while (!sealed.isEmpty() && !isRemembered(sealed.getLast().newestMillis())) {
            sealed.removeLast().remove();
        }
    }

    /** Makes a run of the blocks. */
    private void seal() {
        List<Claim> sorted = tail.values().stream()
                .filter(claim -> isRemembered(claim.millis()))
                .sorted(Comparator.comparing(Claim::id))
                .toList();
        if (!sorted.isEmpty()) {
            sealed.addFirst(ClaimRun.write(runs.under(number(nextRun)), sorted));
            nextRun++;
        }
        for (long block = firstBlock; block < nextBlock; block++) {
            blocks.put(number(block), null);
        }
        firstBlock = nextBlock;
        tail.clear();
    }

    private static byte[] number(long number) {
        ByteOutput out = new ByteOutput(Long.BYTES);
        out.writeLong(number);
        return out.toByteArray();
    }
}
