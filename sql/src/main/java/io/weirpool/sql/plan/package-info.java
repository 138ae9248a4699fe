/**
 * What a view computes: a tree of sealed records, typed with {@code common.model}; no Calcite, no Kafka.
 *
 * <p>A plan that exists is well typed. It is a value: equal plans compute the same.
 */
@NullMarked
package io.weirpool.sql.plan;

import org.jspecify.annotations.NullMarked;
