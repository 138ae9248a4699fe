/**
 * What stands in topics besides rows: their names, headers, markers, dead letters, receipts.
 *
 * <p>Uses {@code model}, {@code codec} and Kafka's record types; opens no connection.
 */
@NullMarked
package io.weirpool.common.topic;

import org.jspecify.annotations.NullMarked;
