/**
 * How fast rows come into tables: view topics filled before, the sink alone, and the best ways to write to PostgreSQL
 * beside it.
 */
@NullMarked
package io.weirpool.bench.sink;

import org.jspecify.annotations.NullMarked;
