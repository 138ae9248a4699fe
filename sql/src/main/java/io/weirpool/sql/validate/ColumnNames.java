package io.weirpool.sql.validate;

import io.weirpool.common.model.DeclaredColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/** What the columns of tables and of queries are called, as far as that can be read. */
final class ColumnNames {
    private final Map<String, List<String>> columnsOf;
    private final Map<String, List<String>> typesOf;

    /** @param columnsOf of tables and views, and of what WITH defines */
    ColumnNames(Map<String, List<String>> columnsOf) {
        this(columnsOf, Map.of());
    }

    /** @param typesOf what the types of these columns are called, where that is known; equal ones alike */
    ColumnNames(Map<String, List<String>> columnsOf, Map<String, List<String>> typesOf) {
        this.columnsOf = columnsOf;
        this.typesOf = typesOf;
    }

    /** With what a query of WITH defines. */
    ColumnNames with(SqlWithItem item) {
        Map<String, List<String>> all = new HashMap<>(columnsOf);
        List<String> columns = item.columnList == null
                ? of(item.query)
                : item.columnList.stream().map(String::valueOf).toList();
        all.put(item.name.getSimple(), columns);
        Map<String, List<String>> types = new HashMap<>(typesOf);
        types.remove(item.name.getSimple());
        return new ColumnNames(all, types);
    }

    /** What the types of the columns are called, in order; none where that is not known. */
    List<String> types(SqlNode table) {
        return table instanceof SqlIdentifier name
                ? typesOf.getOrDefault(name.names.get(name.names.size() - 1), List.of())
                : List.of();
    }

    /** The columns, in order; none where one of them is not known. */
    List<String> of(SqlNode table) {
        if (table instanceof SqlIdentifier name) {
            return columnsOf.getOrDefault(name.names.get(name.names.size() - 1), List.of());
        }
        if (table instanceof SqlSelect select) {
            return ofItems(select);
        }
        if (table instanceof SqlOrderBy ordered) {
            return of(ordered.query);
        }
        if (table instanceof SqlWith with) {
            ColumnNames names = this;
            for (SqlNode item : with.withList) {
                names = names.with((SqlWithItem) item);
            }
            return names.of(with.body);
        }
        if (table.getKind() == SqlKind.VALUES && ((SqlCall) table).operand(0) instanceof SqlCall row) {
            return IntStream.rangeClosed(1, row.operandCount())
                    .mapToObj(i -> "column" + i)
                    .toList();
        }
        if (table.getKind() == SqlKind.COLLECTION_TABLE) {
            return ofWindow(((SqlCall) table).operand(0));
        }
        return table.isA(SqlKind.SET_QUERY) ? of(((SqlCall) table).operand(0)) : List.of();
    }

    /** Of windows of time over a table with columns of type ROW, which nothing else would find; of others not known. */
    private List<String> ofWindow(SqlNode node) {
        boolean window = node instanceof SqlCall call
                && TimeWindowForms.isWindow(call.getOperator().getName())
                && call.operandCount() > 0
                && call.operand(0).getKind() == SqlKind.EXPLICIT_TABLE;
        List<String> read = window ? of(((SqlCall) ((SqlCall) node).operand(0)).operand(0)) : List.of();
        if (!DeclaredColumn.anyRow(read)) {
            return List.of();
        }
        List<String> names = new ArrayList<>(read);
        names.addAll(List.of("window_start", "window_end"));
        return names;
    }

    private List<String> ofItems(SqlSelect select) {
        List<String> names = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
            if (name instanceof SqlIdentifier star && star.isStar()) {
                List<String> all = star.isSimple() || star.names.size() == 1 ? ofStar(select.getFrom()) : List.of();
                if (all.isEmpty()) {
                    return List.of();
                }
                names.addAll(all);
            } else if (name instanceof SqlIdentifier identifier) {
                names.add(identifier.names.get(identifier.names.size() - 1));
            } else {
                names.add(""); // whatever it is called, it is not what a join names
            }
        }
        return names;
    }

    private List<String> ofStar(SqlNode from) {
        if (from == null) {
            return List.of();
        }
        VisibleColumns visible = VisibleColumns.of(from, this);
        return visible.known()
                ? visible.order().stream().map(VisibleColumns.Named::name).toList()
                : List.of();
    }

    /** The names that AS gives, then those of the columns beyond. */
    static List<String> completed(SqlCall named, List<String> own) {
        List<String> names = new ArrayList<>();
        named.getOperandList().stream().skip(2).map(String::valueOf).forEach(names::add);
        if (own.size() > names.size()) {
            names.addAll(own.subList(names.size(), own.size()));
        }
        return names;
    }
}
