package io.weirpool.app.query;

import io.weirpool.common.catalog.View;
import java.util.List;
import java.util.Optional;

/**
 * What a request wants of a view; every column is one of the view's.
 *
 * @param select indexes of columns to give, in this order; at least one
 * @param order total: it ends with the view's key, or with all columns where the view is a bag
 * @param limit rows of a page at most
 * @param receipt token the view must have reached first
 */
record ViewQuery(
        View view,
        List<Condition> conditions,
        List<Integer> select,
        List<OrderTerm> order,
        int limit,
        Optional<Cursor> cursor,
        Optional<String> receipt) {
    ViewQuery {
        conditions = List.copyOf(conditions);
        select = List.copyOf(select);
        order = List.copyOf(order);
    }
}
