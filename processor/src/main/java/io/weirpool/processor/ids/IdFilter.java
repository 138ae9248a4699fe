package io.weirpool.processor.ids;

/**
 * Says of an id that it is surely not among some, or that it may be: a Bloom filter of 16 bits for each id, whose six bits lie
 * in one block of 512, which is a line of the processor's cache. Of ids that are not among them it lets one in a thousand
 * pass. Ids are uniform bits themselves, so they are their own hashes.
 */
final class IdFilter {
    private static final int IDS_OF_BLOCK = 32;
    private static final int WORDS_OF_BLOCK = 8;
    private static final int BITS_OF_ID = 6;
    /* log2 of a block's 512 bits; six times that is less than the 64 bits of an id's lower half. */
    private static final int BITS_OF_PLACE = 9;

    private final long[] words;
    private final int blocks;

    /** For so many ids; more make it let more pass. */
    IdFilter(int ids) {
        blocks = Math.max(1, (ids + IDS_OF_BLOCK - 1) / IDS_OF_BLOCK);
        words = new long[Math.multiplyExact(blocks, WORDS_OF_BLOCK)];
    }

    void add(CommandId id) {
        int block = block(id);
        long places = id.low();
        for (int i = 0; i < BITS_OF_ID; i++) {
            words[word(block, places)] |= 1L << places;
            places >>>= BITS_OF_PLACE;
        }
    }

    boolean mayHave(CommandId id) {
        int block = block(id);
        long places = id.low();
        for (int i = 0; i < BITS_OF_ID; i++) {
            if ((words[word(block, places)] & (1L << places)) == 0) {
                return false;
            }
            places >>>= BITS_OF_PLACE;
        }
        return true;
    }

    /** The upper half's share of all it may be, of the blocks. */
    private int block(CommandId id) {
        return (int) (((id.high() >>> 32) * blocks) >>> 32);
    }

    /** The lowest six bits are the place in a word, as a shift takes them; the next three say which word. */
    private static int word(int block, long places) {
        return block * WORDS_OF_BLOCK + (int) (places >>> 6 & (WORDS_OF_BLOCK - 1));
    }
}
