package io.weirpool.sink.postgres;

import io.weirpool.common.model.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys that have been written since their table was empty, so that a key that is not among them is new. A Bloom filter: of a key
 * that was written it never says that it is new; of one that is new it says so 97 times in a hundred or more, which is all
 * that is needed to write most by COPY.
 *
 * <p>It grows with the keys, by layers each four times as large as the one before, ten bits for each key. Once the last layer is
 * full, nothing is new any more. Not thread-safe.
 */
final class WrittenKeys {
    private static final int BITS_PER_KEY = 10;
    /** Of ten bits a key, seven to be set give the fewest mistakes; five, one in a hundred for each layer, and less to do. */
    private static final int HASHES = 5;
    /** 64 KiB, for 52,000 keys. */
    private static final int FIRST_BITS = 1 << 19;

    private static final int GROWTH = 4;
    /** The last has 4 MiB: in all 4.4 million keys of a partition, in 5.3 MiB. */
    private static final int LAYERS_MAX = 4;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final List<Layer> layers = new ArrayList<>(List.of(new Layer(FIRST_BITS)));

    private static final class Layer {
        private final long[] bits;
        private int left;

        Layer(int count) {
            this.bits = new long[count / Long.SIZE];
            this.left = count / BITS_PER_KEY;
        }

        /** The n-th place of a key; two halves of one hash are as good as many hashes. */
        private int place(long hash, int n) {
            int mixed = (int) hash + n * (int) (hash >>> 32);
            return mixed & (bits.length * Long.SIZE - 1);
        }

        boolean has(long hash) {
            for (int n = 0; n < HASHES; n++) {
                int place = place(hash, n);
                if ((bits[place / Long.SIZE] & 1L << place) == 0) {
                    return false;
                }
            }
            return true;
        }

        void set(long hash) {
            for (int n = 0; n < HASHES; n++) {
                int place = place(hash, n);
                bits[place / Long.SIZE] |= 1L << place;
            }
            left--;
        }
    }

    /** Adds a key; whether it is certain that it was not there. */
    boolean add(Bytes key) {
        long hash = hash(key.array());
        for (Layer layer : layers) {
            if (layer.has(hash)) {
                return false;
            }
        }
        Layer last = layers.get(layers.size() - 1);
        if (last.left == 0) {
            if (layers.size() == LAYERS_MAX) {
                return false;
            }
            last = new Layer(last.bits.length * Long.SIZE * GROWTH);
            layers.add(last);
        }
        last.set(hash);
        return true;
    }

    /** FNV-1a, its bits spread once more over both halves. */
    private static long hash(byte[] key) {
        long hash = FNV_OFFSET;
        for (byte b : key) {
            hash = (hash ^ b) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 29;
    }
}
