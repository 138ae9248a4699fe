package io.weirpool.sql.validate;

import io.weirpool.common.catalog.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Groups by a table's primary key are groups by its other columns, too, as each key has one row: those that the query uses
 * outside of aggregates become columns to group by. Where an outer join finds no row all are NULL, the key included.
 */
final class GroupedKeys extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<String> STANDARD = Set.of("count", "sum", "avg", "min", "max");

    private final Map<String, Source> tables;
    private final Set<String> defined;

    private GroupedKeys(Map<String, Source> tables, Set<String> defined) {
        this.tables = tables;
        this.defined = defined;
    }

    /**
     * Changes the groups of the query in place.
     *
     * @param sources what the query may read, by name
     */
    static void apply(SqlNode query, Map<String, Source> sources) {
        query.accept(new GroupedKeys(sources, WithNames.of(query)));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
            extend(select, ordered.orderList);
        } else if (call instanceof SqlSelect select) {
            extend(select, SqlNodeList.EMPTY);
        }
        return super.visit(call);
    }

    private void extend(SqlSelect select, SqlNodeList order) {
        SqlNodeList groups = select.getGroup();
        if (groups != null && groups.stream().noneMatch(GroupedKeys::isSets)) {
            tables(select.getFrom(), table -> {
                if (table.isGrouped(select, groups)) {
                    Used used = new Used(table);
                    select.getSelectList().accept(used);
                    order.accept(used);
                    if (select.getHaving() != null) {
                        select.getHaving().accept(used);
                    }
                    used.columns.stream()
                            .filter(column -> !table.isGrouped(select, groups, column))
                            .forEach(column ->
                                    groups.add(new SqlIdentifier(List.of(table.alias, column), SqlParserPos.ZERO)));
                }
            });
        }
    }

    private static boolean isSets(SqlNode group) {
        return switch (group.getKind()) {
            case ROLLUP, CUBE, GROUPING_SETS -> true;
            default -> false;
        };
    }

    private interface EachTable {
        void take(Table table);
    }

    private void tables(@Nullable SqlNode from, EachTable each) {
        if (from instanceof SqlJoin join) {
            tables(join.getLeft(), each);
            tables(join.getRight(), each);
        } else if (from instanceof SqlIdentifier name) {
            named(name, name, each);
        } else if (from instanceof SqlCall as && as.getKind() == SqlKind.AS && as.operandCount() == 2) {
            named(as.operand(0), as.operand(1), each);
        }
    }

    private void named(SqlNode table, SqlIdentifier alias, EachTable each) {
        if (table instanceof SqlIdentifier name && name.isSimple() && !defined.contains(name.getSimple())) {
            Source source = tables.get(name.getSimple());
            if (source != null && source.isTable()) {
                each.take(new Table(alias.getSimple(), source));
            }
        }
    }

    /** A table under a name of its own. */
    private record Table(String alias, Source source) {
        /** The column that an expression is; null when it is none of this table's. */
        @Nullable String column(SqlNode node) {
            if (!(node instanceof SqlIdentifier identifier) || identifier.isStar()) {
                return null;
            }
            int size = identifier.names.size();
            boolean ours = size == 1 || (size == 2 && identifier.names.get(0).equals(alias));
            String name = identifier.names.get(size - 1);
            return ours && has(name) ? name : null;
        }

        private boolean has(String name) {
            return names().contains(name);
        }

        List<String> names() {
            return source.columns().columns().stream()
                    .map(c -> c.name().value())
                    .toList();
        }

        /** Whether all of the key is grouped by. */
        boolean isGrouped(SqlSelect select, SqlNodeList groups) {
            return source.key().stream().allMatch(key -> isGrouped(select, groups, names().get(key)));
        }

        boolean isGrouped(SqlSelect select, SqlNodeList groups, String column) {
            return groups.stream().anyMatch(group -> column.equals(column(meant(select, group))));
        }

        /** An item of the select list, where it is named by its number or by a name that no column of this table has. */
        private SqlNode meant(SqlSelect select, SqlNode group) {
            if (group instanceof SqlNumericLiteral number && number.isInteger()) {
                int index = number.bigDecimalValue().intValue() - 1;
                boolean listed = index >= 0 && index < select.getSelectList().size();
                return listed ? withoutName(select.getSelectList().get(index)) : group;
            }
            if (group instanceof SqlIdentifier name && name.isSimple() && !has(name.getSimple())) {
                for (SqlNode item : select.getSelectList()) {
                    if (item.getKind() == SqlKind.AS
                            && ((SqlCall) item).operand(1).toString().equals(name.getSimple())) {
                        return withoutName(item);
                    }
                }
            }
            return group;
        }

        private static SqlNode withoutName(SqlNode item) {
            return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        }
    }

    /** The columns of a table that stand outside of aggregates; too many do no harm. */
    private static final class Used extends SqlBasicVisitor<@Nullable Void> {
        private final Table table;
        private final Set<String> columns = new LinkedHashSet<>();

        Used(Table table) {
            this.table = table;
        }

        @Override
        public @Nullable Void visit(SqlIdentifier identifier) {
            if (identifier.isStar()) {
                boolean all =
                        identifier.names.size() == 1 || identifier.names.get(0).equals(table.alias);
                columns.addAll(all ? table.names() : List.of());
            }
            String column = table.column(identifier);
            if (column != null) {
                columns.add(column);
            }
            return null;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
            if (STANDARD.contains(name) || OwnAggregate.named(name) != null) {
                return null;
            }
            if (call.getKind() == SqlKind.WITHIN_GROUP || call.getKind() == SqlKind.FILTER) {
                return null; // of an aggregate
            }
            return call.getKind() == SqlKind.AS ? call.operand(0).accept(this) : super.visit(call);
        }
    }
}
