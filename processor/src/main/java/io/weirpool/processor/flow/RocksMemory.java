package io.weirpool.processor.flow;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One memory budget for all RocksDB stores of the process; Kafka Streams makes an object of this class for each store. */
public final class RocksMemory implements RocksDBConfigSetter {
    /*
     * Blocks, indexes, filters and write buffers of all stores together. Operators hold a commit's worth of changes on the
     * heap, so reads are of cold keys; 64 MiB keep `dev` below 1 GiB and hold the hot state of some million groups' keys.
     */
    private static final long BUDGET_BYTES = 64L << 20;
    /** Of the budget, for what is not written yet. */
    private static final long WRITE_BYTES = 24L << 20;
    /** Of one store: many small stores share the budget. */
    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(BUDGET_BYTES);
    private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
            table.setBlockCache(CACHE);
            table.setCacheIndexAndFilterBlocks(true);
            options.setTableFormatConfig(table);
        }
        options.setWriteBufferManager(WRITES);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /** Cache and budget outlive each store. */
    @Override
    public void close(String storeName, Options options) {}
}
