package io.weirpool.processor.flow;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory budget for all RocksDB stores of the process; Kafka Streams makes an object of this class for each store.
 *
 * <p>What is not written to files yet counts against the budget, but its end makes nobody write: a
 * {@link WriteBufferManager} at its limit makes the store that is written to empty its buffer, however little is in it, as
 * long as the idle ones keep theirs full: one of some twenty stores then made ten thousand files of 25 MB of state. Instead
 * the more stores are open, the less each new one may hold back.
 */
public final class RocksMemory implements RocksDBConfigSetter {
    /*
     * Blocks, indexes, filters and write buffers of all stores together. Operators hold a commit's worth of changes on the
     * heap, so reads are of cold keys; 64 MiB keep `dev` below 1 GiB and hold the hot state of some million groups' keys.
     */
    private static final long BUDGET_BYTES = 64L << 20;
    /** Of the budget, for what is not written yet, shared by the stores that are open. */
    private static final long WRITE_BYTES = 24L << 20;
    /** Of one store. */
    private static final long WRITE_BUFFER_BYTES_MAX = 4L << 20;
    /** Of one store, however many there are. */
    private static final long WRITE_BUFFER_BYTES_MIN = 256L << 10;
    /** What an almost empty buffer takes; RocksDB's own choice is an eighth of the full one. */
    private static final long ARENA_BLOCK_BYTES = 32L << 10;
    /**
     * Four parts of the cache, each with a lock. RocksDB's own choice is 64 of 1 MiB; the index of a file of some million keys is
     * as large, and is not kept by a part that it fills.
     */
    private static final int SHARD_BITS = 2;
    /** No limit: it is only told to the cache. */
    private static final long NO_LIMIT = 0;

    private static final AtomicInteger OPEN = new AtomicInteger();

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(BUDGET_BYTES, SHARD_BITS);
    private static final WriteBufferManager WRITES = new WriteBufferManager(NO_LIMIT, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
            table.setBlockCache(CACHE);
            table.setCacheIndexAndFilterBlocks(true);
            options.setTableFormatConfig(table);
        }
        options.setWriteBufferManager(WRITES);
        options.setWriteBufferSize(writeBuffer(OPEN.incrementAndGet()));
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /**
     * What the last of so many stores may hold back, in bytes. All together hold the budget for writes and as much again for
     * each time their number is 2.7-fold, before the least size counts.
     */
    static long writeBuffer(int open) {
        return Math.max(WRITE_BUFFER_BYTES_MIN, Math.min(WRITE_BYTES / open, WRITE_BUFFER_BYTES_MAX));
    }

    /** Cache and budget outlive each store. */
    @Override
    public void close(String storeName, Options options) {
        OPEN.decrementAndGet();
    }
}
