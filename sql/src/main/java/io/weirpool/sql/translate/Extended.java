package io.weirpool.sql.translate;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/** A relation, and expressions that read columns it was given where they had a subquery or a window function. */
record Extended(Relation relation, List<RexNode> nodes) {}
