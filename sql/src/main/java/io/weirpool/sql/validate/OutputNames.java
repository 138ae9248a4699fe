package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.sql.compile.FunctionLibrary;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Names columns without AS as PostgreSQL does: {@code count(*)} is called count, {@code x::int} and {@code x[1]} are called x;
 * CASE and casts of what has no name are called case, and as their type. What PostgreSQL would call {@code ?column?} keeps
 * Calcite's name; a view counts such columns.
 */
final class OutputNames extends SqlBasicVisitor<@Nullable Void> {
    /** Names that PostgreSQL gives types, by the standard's. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("boolean", "bool"),
            Map.entry("smallint", "int2"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("real", "float4"),
            Map.entry("double", "float8"),
            Map.entry("float", "float8"),
            Map.entry("decimal", "numeric"),
            Map.entry("char", "bpchar"),
            Map.entry("timestamp_with_local_time_zone", "timestamptz"),
            Map.entry("variant", "jsonb"),
            Map.entry("varbinary", "bytea"));

    private OutputNames() {}

    /** Changes the select lists of the query in place. */
    static void apply(SqlNode query) {
        query.accept(new OutputNames());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            SqlNodeList items = select.getSelectList();
            for (int i = 0; i < items.size(); i++) {
                items.set(i, named(items.get(i)));
            }
        }
        return super.visit(call);
    }

    private static SqlNode named(SqlNode item) {
        String name = !(item instanceof SqlIdentifier) && item.getKind() != SqlKind.AS ? nameOf(item) : null;
        return name == null
                ? item
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(), item, new SqlIdentifier(name, item.getParserPosition()));
    }

    /** What stands in place of an item of SELECT, with the name that the item has. */
    static SqlNode keeping(SqlNode item, @Nullable SqlNode copy) {
        if (copy == null || copy == item || item.getKind() == SqlKind.AS) {
            return requireNonNull(copy);
        }
        String name = nameOf(item);
        return name == null || name.equals(nameOf(copy))
                ? copy
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(), copy, new SqlIdentifier(name, item.getParserPosition()));
    }

    /** The same for all items: a function is called as it is written, which can be another name of the library's. */
    static void keepAll(SqlNodeList items, SqlNodeList copies) {
        for (int i = 0; i < items.size(); i++) {
            copies.set(i, keeping(items.get(i), copies.get(i)));
        }
    }

    private static @Nullable String nameOf(SqlNode node) {
        String own = ownName(node);
        return own == null ? nameOfKind(node) : own;
    }

    /** That of a column or a function. */
    private static @Nullable String ownName(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return identifier.isStar() ? null : identifier.names.get(identifier.names.size() - 1);
        }
        return node instanceof SqlCall call ? ofCall(call) : null;
    }

    private static @Nullable String ofCall(SqlCall call) {
        String function = call.getOperator().getName();
        if (isPart(call)) {
            return ownName(call.operand(0));
        }
        if (function.equals(FunctionLibrary.ARRAY)) {
            return "array";
        }
        return switch (call.getKind()) {
            case CAST, FILTER, OVER, WITHIN_GROUP, WITHIN_DISTINCT, RESPECT_NULLS, IGNORE_NULLS ->
                ownName(call.operand(0));
            case CASE -> ownName(call.operand(call.operandCount() - 1));
            case EXISTS -> "exists";
            case SELECT -> ofQuery((SqlSelect) call);
            case ORDER_BY, UNION, INTERSECT, EXCEPT -> ownName(call.operand(0));
            case WITH -> ownName(((SqlWith) call).body);
            case VALUES -> ofRows(call);
            case SCALAR_QUERY -> null;
            case AS, DOT -> nameOf(call.operand(1));
            case TRIM -> ofTrim(call);
            case OVERLAPS -> "overlaps";
            case ARRAY_VALUE_CONSTRUCTOR, ARRAY_QUERY_CONSTRUCTOR -> "array";
            default -> call.getOperator() instanceof SqlFunction ? ofFunction(function.toLowerCase(Locale.ROOT)) : null;
        };
    }

    /** What a node without a name of its own is called after: its type, as PostgreSQL calls that, or CASE. */
    private static @Nullable String nameOfKind(SqlNode node) {
        if (node instanceof SqlLiteral literal) {
            return literal.getTypeName() == SqlTypeName.BOOLEAN ? "bool" : null;
        }
        if (!(node instanceof SqlCall call)) {
            return null;
        }
        if (call.getKind() == SqlKind.CASE) {
            return "case";
        }
        if (isPart(call)) {
            return nameOfKind(call.operand(0));
        }
        boolean number = call.getKind() == SqlKind.CAST
                && call.operand(0) instanceof SqlNumericLiteral
                && call.operand(0).getParserPosition().equals(call.getParserPosition());
        return call.getKind() == SqlKind.CAST && !number && call.operand(1) instanceof SqlDataTypeSpec type
                ? typeName(type.getTypeNameSpec())
                : null;
    }

    /** An element or a part of an array. */
    private static boolean isPart(SqlCall call) {
        String function = call.getOperator().getName();
        return function.equals(LibraryFunctions.SLICE) || function.equals(LibraryFunctions.ELEMENT);
    }

    private static String ofTrim(SqlCall call) {
        String side = call.operand(0) instanceof SqlLiteral flag ? String.valueOf(flag.getValue()) : "";
        return switch (side) {
            case "LEADING" -> "ltrim";
            case "TRAILING" -> "rtrim";
            default -> "btrim";
        };
    }

    /** {@code (f(x))[1]} is one function here, and translate Calcite's. */
    private static String ofFunction(String name) {
        String function = name.endsWith(LibraryFunctions.ELEMENT)
                ? name.substring(0, name.length() - LibraryFunctions.ELEMENT.length())
                : name;
        return function.equals("translate3") ? "translate" : JsonQueries.written(function);
    }

    private static String typeName(SqlTypeNameSpec type) {
        SqlTypeNameSpec scalar = type instanceof SqlCollectionTypeNameSpec array ? array.getElementTypeName() : type;
        String written = scalar.getTypeName().getSimple().toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(written, written);
    }

    /** A subquery that is written rows: they have a column without a name given. */
    private static @Nullable String ofRows(SqlCall values) {
        return ((SqlCall) values.operand(0)).operandCount() == 1 ? "column1" : null;
    }

    /** A subquery is called as its column. */
    private static @Nullable String ofQuery(SqlSelect select) {
        return select.getSelectList().size() == 1
                ? nameOf(select.getSelectList().get(0))
                : null;
    }
}
