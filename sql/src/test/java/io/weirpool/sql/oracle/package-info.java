/**
 * Translation proved without Kafka: plans interpreted over rows in memory give what PostgreSQL gives for the same query.
 */
@NullMarked
package io.weirpool.sql.oracle;

import org.jspecify.annotations.NullMarked;
