package io.weirpool.bench.path;

import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.Postgres;
import java.nio.file.Path;

/**
 * What both sides use.
 *
 * @param directory for what they write
 */
record Servers(Broker broker, Postgres postgres, Path directory) {}
