package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;

/**
 * A materialized view, compiled.
 *
 * @param name the view's
 * @param sql the query as written
 * @param plan its row type is {@code columns}
 * @param columns readable columns with their declared names; NOT NULL as proved by the plan
 * @param key derived from the plan: what identifies a row
 * @param indexes columns of each CREATE INDEX
 * @param eventTime what becomes of late rows, and when rows are written
 */
public record ViewPlan(
        Name name,
        String sql,
        Plan plan,
        RowType columns,
        ViewKey key,
        List<List<Integer>> indexes,
        EventTimePolicy eventTime) {}
