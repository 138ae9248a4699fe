package io.weirpool.sql.validate;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite's converter hears when it asks about rows: nothing. It asks before each DISTINCT and does not use the answer,
 * for which it compiles and runs conditions by its own arithmetic; of NUMERIC beside DECIMAL(p, s) it ends with an assertion.
 */
final class NothingKnown extends RelMetadataQuery {
    @Override
    public @Nullable Boolean areColumnsUnique(RelNode rel, ImmutableBitSet columns, boolean ignoreNulls) {
        return null;
    }

    @Override
    public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
        return RelOptPredicateList.EMPTY;
    }
}
