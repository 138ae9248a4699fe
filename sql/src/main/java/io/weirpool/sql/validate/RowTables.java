package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.DeclaredColumn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a FROM by the names they have in it.
 *
 * @param known whether all their columns are; otherwise a name may be one of those
 * @param others the names of those of which the columns are not known; null where these are not known, either
 */
record RowTables(
        Map<String, Table> tables, boolean known, @Nullable Set<String> others) {
    static final RowTables NONE = new RowTables(Map.of(), true, Set.of());

    private static final RowTables UNKNOWN = new RowTables(Map.of(), false, null);

    private static RowTables unknown(String alias) {
        return new RowTables(Map.of(), false, Set.of(alias));
    }

    /** Whether one of the tables has, or may have, this name. */
    boolean mayHave(String alias) {
        return tables.containsKey(alias) || others == null || others.contains(alias);
    }

    /**
     * @param names of the columns that are kept, see {@link DeclaredColumn}
     * @param present a column that is NULL only where an outer join has left the row out; null when none is known
     */
    record Table(String alias, List<String> names, @Nullable SqlNode present, boolean mayBeMissing) {
        private Table missing(@Nullable SqlNode joinedBy) {
            return new Table(alias, names, present == null ? joinedBy : present, true);
        }

        boolean has(String column) {
            return names.contains(column);
        }

        /** The columns as they were declared. */
        List<DeclaredColumn> declared() {
            return DeclaredColumn.of(names);
        }

        /** Whether a column is of type ROW. */
        boolean hasRows() {
            return DeclaredColumn.anyRow(names);
        }
    }

    /** What a query can read. */
    interface Catalog {
        List<String> columns(SqlNode table);

        /** A column of the source that is never NULL; null when there is none, or it is no source. */
        @Nullable String neverNull(SqlNode table);
    }

    static RowTables of(@Nullable SqlNode from, Catalog catalog) {
        if (from == null) {
            return NONE;
        }
        if (from instanceof SqlJoin join) {
            return joined(join, of(join.getLeft(), catalog), of(join.getRight(), catalog));
        }
        if (from.getKind() == SqlKind.AS) {
            SqlCall named = (SqlCall) from;
            List<String> columns = ColumnNames.completed(named, catalog.columns(named.operand(0)));
            String neverNull = named.operandCount() > 2 ? null : catalog.neverNull(named.operand(0));
            return table(named.operand(1).toString(), columns, neverNull);
        }
        if (from.getKind() == SqlKind.COLLECTION_TABLE) {
            List<String> columns = catalog.columns(from);
            return columns.isEmpty() ? UNKNOWN : table("", columns, null);
        }
        return from instanceof SqlIdentifier name
                ? table(name.names.get(name.names.size() - 1), catalog.columns(name), catalog.neverNull(name))
                : UNKNOWN;
    }

    private static RowTables table(String alias, List<String> names, @Nullable String neverNull) {
        // a name in which two columns share, or that is empty, cannot be written
        boolean usable =
                !names.isEmpty() && !names.contains("") && Set.copyOf(names).size() == names.size();
        if (!usable) {
            return unknown(alias);
        }
        SqlNode present = neverNull == null ? null : column(alias, neverNull);
        return new RowTables(Map.of(alias, new Table(alias, names, present, false)), true, Set.of());
    }

    private static SqlNode column(String alias, String name) {
        return new SqlIdentifier(List.of(alias, name), SqlParserPos.ZERO);
    }

    private static RowTables joined(SqlJoin join, RowTables left, RowTables right) {
        JoinType kind = join.getJoinType();
        Map<String, Table> all = new LinkedHashMap<>();
        left.tables.forEach((name, table) -> all.put(
                name,
                kind == JoinType.RIGHT || kind == JoinType.FULL
                        ? table.missing(kind == JoinType.RIGHT ? equated(join, table, left, right) : null)
                        : table));
        right.tables.forEach((name, table) -> all.put(
                name,
                kind.generatesNullsOnRight()
                        ? table.missing(kind == JoinType.FULL ? null : equated(join, table, right, left))
                        : table));
        Set<String> others = left.others == null || right.others == null ? null : new HashSet<>(left.others);
        if (others != null) {
            others.addAll(requireNonNull(right.others));
        }
        return new RowTables(all, left.known && right.known, others);
    }

    /** A column of the table that the condition equates with something: it is not NULL in a row that is joined. */
    private static @Nullable SqlNode equated(SqlJoin join, Table table, RowTables side, RowTables other) {
        if (side.tables.size() != 1 || join.isNatural()) {
            return null;
        }
        SqlNode condition = join.getCondition();
        if (join.getConditionType() == JoinConditionType.USING && condition instanceof SqlNodeList columns) {
            SqlNode first = columns.get(0);
            return first == null ? null : column(table.alias, first.toString());
        }
        return condition == null ? null : equated(condition, table, other);
    }

    private static @Nullable SqlNode equated(SqlNode condition, Table table, RowTables other) {
        if (!(condition instanceof SqlCall call)) {
            return null;
        }
        if (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.EQUALS) {
            for (SqlNode operand : call.getOperandList()) {
                SqlNode found = call.getKind() == SqlKind.AND
                        ? equated(operand, table, other)
                        : operand instanceof SqlIdentifier column ? table(column, table, other) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable SqlNode table(SqlIdentifier column, Table table, RowTables other) {
        String name = column.names.get(column.names.size() - 1);
        boolean ofTable = column.isSimple()
                ? table.has(name)
                        && other.known
                        && other.tables.values().stream().noneMatch(t -> t.has(name))
                : column.names.size() == 2 && column.names.get(0).equals(table.alias) && table.has(name);
        return ofTable ? column(table.alias, name) : null;
    }

    boolean hasColumn(String name) {
        return tables.values().stream().anyMatch(table -> table.has(name));
    }
}
