package io.weirpool.processor.state;

/**
 * Says of something that it is surely not among some, or that it may be: a Bloom filter of 16 bits for each, whose six bits lie
 * in one block of 512, which is a line of the processor's cache (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient
 * Bloom Filters, 2007). Of what is not among them it lets one in a thousand pass. It knows hashes only: 128 uniform bits, or 64
 * twice.
 */
public final class BloomFilter {
    private static final int ENTRIES_OF_BLOCK = 32;
    private static final int WORDS_OF_BLOCK = 8;
    private static final int BITS_OF_ENTRY = 6;
    /* log2 of a block's 512 bits; six times that is less than the 64 bits of a hash's lower half. */
    private static final int BITS_OF_PLACE = 9;

    private final long[] words;
    private final int blocks;

    /** For so many; more make it let more pass. */
    public BloomFilter(int entries) {
        blocks = blocks(entries);
        words = new long[Math.multiplyExact(blocks, WORDS_OF_BLOCK)];
    }

    private static int blocks(int entries) {
        return Math.max(1, (entries + ENTRIES_OF_BLOCK - 1) / ENTRIES_OF_BLOCK);
    }

    /** What one for so many takes of the heap. */
    static long bytes(int entries) {
        return (long) blocks(entries) * WORDS_OF_BLOCK * Long.BYTES;
    }

    public void add(long high, long low) {
        int block = block(high);
        long places = low;
        for (int i = 0; i < BITS_OF_ENTRY; i++) {
            words[word(block, places)] |= 1L << places;
            places >>>= BITS_OF_PLACE;
        }
    }

    public boolean mayHave(long high, long low) {
        int block = block(high);
        long places = low;
        for (int i = 0; i < BITS_OF_ENTRY; i++) {
            if ((words[word(block, places)] & (1L << places)) == 0) {
                return false;
            }
            places >>>= BITS_OF_PLACE;
        }
        return true;
    }

    /** The upper half's share of all it may be, of the blocks. */
    private int block(long high) {
        return (int) (((high >>> 32) * blocks) >>> 32);
    }

    /** The lowest six bits are the place in a word, as a shift takes them; the next three say which word. */
    private static int word(int block, long places) {
        return block * WORDS_OF_BLOCK + (int) (places >>> 6 & (WORDS_OF_BLOCK - 1));
    }
}
