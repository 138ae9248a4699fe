/**
 * SQL text to catalog entries, plans and compiled functions: parse → validate → plan → rewrite → compile.
 *
 * <p>The only module that sees Calcite; knows neither Kafka nor HTTP nor databases.
 */
@NullMarked
package io.weirpool.sql;

import org.jspecify.annotations.NullMarked;
