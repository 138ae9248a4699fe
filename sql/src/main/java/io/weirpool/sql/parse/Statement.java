package io.weirpool.sql.parse;

import org.apache.calcite.sql.SqlNode;

/**
 * A parsed statement.
 *
 * @param node what was written
 * @param text where it was written; places in the node are relative to it
 */
public record Statement<N extends SqlNode>(N node, StatementText text) {}
