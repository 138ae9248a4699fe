package io.weirpool.processor.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

class RocksMemoryTest {
    private static final int IDLE = 12;
    private static final int VALUE_BYTES = 1_000;

    @TempDir
    Path directory;

    @Test
    void aBusyStoreKeepsItsBufferWhenManyIdleOnesKeepTheirs() throws Exception {
        List<Store> stores = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                Store idle = open("idle" + i);
                stores.add(idle);
                fill(idle, RocksMemory.writeBuffer(IDLE) * 7 / 8 / VALUE_BYTES);
            }
            Store busy = open("busy");
            stores.add(busy);
            long rows = 2_000;
            fill(busy, rows);
            assertThat(busy.files())
                    .as("files of %,d rows of %,d bytes", rows, VALUE_BYTES)
                    .isLessThanOrEqualTo(1 + rows * VALUE_BYTES / RocksMemory.writeBuffer(IDLE + 1));
        } finally {
            for (Store store : stores) {
                store.close();
            }
        }
    }

    @Test
    void theMoreStoresTheLessEachHoldsBack() {
        assertThat(RocksMemory.writeBuffer(1)).isEqualTo(4 << 20);
        assertThat(RocksMemory.writeBuffer(24)).isEqualTo(1 << 20);
        assertThat(RocksMemory.writeBuffer(10_000)).isEqualTo(256 << 10);
    }

    private record Store(Path path, RocksDB rocks, Options options, RocksMemory memory) {
        long files() throws Exception {
            try (FlushOptions now = new FlushOptions()) {
                rocks.flush(now);
            }
            try (Stream<Path> files = Files.list(path)) {
                // each has the number of the next file: what was written and merged since counts as well
                return files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".sst"))
                                .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - ".sst".length())))
                                .max()
                                .orElse(0)
                        - FIRST_FILE;
            }
        }

        void close() {
            rocks.close();
            memory.close("store", options);
            options.close();
        }
    }

    /** Numbers that RocksDB takes for its own files when it is opened. */
    private static final long FIRST_FILE = 8;

    private Store open(String name) throws RocksDBException {
        Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        RocksMemory memory = new RocksMemory();
        memory.setConfig(name, options, Map.of());
        Path path = directory.resolve(name);
        return new Store(path, RocksDB.open(options, path.toString()), options, memory);
    }

    private static void fill(Store store, long rows) throws RocksDBException {
        Random random = new Random(rows);
        byte[] value = new byte[VALUE_BYTES];
        try (WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
            for (long row = 0; row < rows; row++) {
                random.nextBytes(value);
                store.rocks.put(unlogged, Long.toString(row).getBytes(UTF_8), value);
            }
        }
    }
}
