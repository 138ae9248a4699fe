package io.weirpool.sql.validate;

import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code BROADCAST(name)} as a query has it. */
public record BroadcastHint(String name, SqlParserPos place) {}
