package io.weirpool.sql.validate;

import io.weirpool.sql.convert.FunctionNames;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sqlparser.WithOrdinality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a parsed query in which functions in FROM are what Calcite reads: {@code generate_series(1, n) AS g} becomes
 * {@code LATERAL TABLE($rows(generate_series(1, n))) AS g (g)}, with the names that PostgreSQL gives the columns.
 */
final class FunctionTables extends SqlShuttle {
    /** Names of columns where PostgreSQL's function has some of its own. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "jsonb_array_elements", List.of("value"),
            "jsonb_array_elements_text", List.of("value"),
            "jsonb_each", List.of("key", "value"),
            "jsonb_each_text", List.of("key", "value"));

    /** Functions of ours that give the columns of one of PostgreSQL's. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "jsonb_each", List.of("jsonb_each.key", "jsonb_each.value"),
            "jsonb_each_text", List.of("jsonb_each.key", "jsonb_each_text.value"));

    private static final String UNNEST = "unnest";

    /** The parser's name for {@code ROWS FROM (f(x), g(y))}. */
    private static final String SIDE_BY_SIDE = "rows from";

    private FunctionTables() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new FunctionTables());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    /** {@code (jsonb_each(j)).key} in SELECT is a function that gives the keys; any other field stays as it is. */
    static SqlNode part(SqlCall field) {
        if (!(field.operand(0) instanceof SqlCall call)
                || !(call.getOperator() instanceof SqlFunction)
                || !PARTS.containsKey(name(call))) {
            return field;
        }
        int column = COLUMNS.getOrDefault(name(call), List.of())
                .indexOf(field.operand(1).toString());
        SqlOperator part = column < 0
                ? null
                : SetFunctions.function(
                        PARTS.getOrDefault(name(call), List.of()).get(column));
        return part == null ? field : part.createCall(field.getParserPosition(), call.getOperandList());
    }

    /** Whether the call, in FROM, is a table of functions, as this class makes them. */
    static boolean isTable(SqlNode node) {
        return node instanceof SqlCall table
                && table.getKind() == SqlKind.COLLECTION_TABLE
                && table.operand(0) instanceof SqlCall call
                && call.getOperator() instanceof SetFunctions.RowsFrom;
    }

    /** {@code (jsonb_each(j)).*} as its fields. */
    private static SqlSelect fields(SqlSelect select) {
        if (select.getSelectList().stream().noneMatch(FunctionTables::isAllParts)) {
            return select;
        }
        SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
        for (SqlNode item : select.getSelectList()) {
            if (isAllParts(item)) {
                SqlCall all = (SqlCall) item;
                for (String name : COLUMNS.getOrDefault(name(all.operand(0)), List.of())) {
                    SqlParserPos place = all.getParserPosition();
                    items.add(
                            SqlStdOperatorTable.DOT.createCall(place, all.operand(0), new SqlIdentifier(name, place)));
                }
            } else {
                items.add(item);
            }
        }
        SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
        copy.setSelectList(items);
        return copy;
    }

    private static boolean isAllParts(SqlNode item) {
        return item.getKind() == SqlKind.DOT
                && ((SqlCall) item).operand(1) instanceof SqlIdentifier star
                && star.isStar()
                && ((SqlCall) item).operand(0) instanceof SqlCall call
                && call.getOperator() instanceof SqlFunction
                && PARTS.containsKey(name(call));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall given) {
        SqlCall call = given instanceof SqlSelect select ? fields(select) : given;
        if (call.getKind() == SqlKind.AS) {
            SqlCall function = function(call.operand(0));
            if (function != null) {
                List<SqlNode> names = call.getOperandList().subList(1, call.operandCount());
                return table(function, isNumbered(call.operand(0)), names, call.getParserPosition());
            }
        }
        SqlCall function = function(call);
        if (function != null) {
            return table(function, isNumbered(call), List.of(), call.getParserPosition());
        }
        refuseOther(call);
        return super.visit(call);
    }

    /** Calcite would look for the columns it reads first, and miss those. */
    private static void refuseOther(SqlCall table) {
        if (table.getKind() != SqlKind.COLLECTION_TABLE
                || !(table.operand(0) instanceof SqlCall call)
                || !(call.getOperator() instanceof SqlFunction)
                || TimeWindowForms.isWindow(call.getOperator().getName())) {
            return;
        }
        SqlCall unknown = functions(call).stream()
                .filter(function -> !isKnown(function))
                .findFirst()
                .orElse(call);
        String name = name(unknown);
        throw Mistake.invalid(
                unknown.getParserPosition(),
                "there is no function \"" + name + "\" that gives rows",
                Suggestions.nearest(name, SetFunctions.names())
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("Check the name; docs/sql.md lists them."));
    }

    /** The call of a function that gives rows, in FROM; null when it is something else. */
    private static @Nullable SqlCall function(SqlNode node) {
        if (!(node instanceof SqlCall call)) {
            return null;
        }
        if (call.getKind() == SqlKind.LATERAL || call.getOperator().equals(WithOrdinality.OPERATOR)) {
            return function(call.operand(0));
        }
        return call.getKind() == SqlKind.COLLECTION_TABLE
                        && call.operand(0) instanceof SqlCall function
                        && function.getOperator() instanceof SqlFunction
                        && functions(function).stream().allMatch(FunctionTables::isKnown)
                ? function
                : null;
    }

    /** Those of ROWS FROM, or the one. */
    private static List<SqlCall> functions(SqlCall function) {
        return name(function).equals(SIDE_BY_SIDE)
                ? function.getOperandList().stream().map(SqlCall.class::cast).toList()
                : List.of(function);
    }

    private static boolean isKnown(SqlCall function) {
        return !parts(name(function)).isEmpty() || isOneValue(function);
    }

    /** A function that gives one value: a table of one row. */
    private static boolean isOneValue(SqlCall function) {
        String name = name(function);
        return parts(name).isEmpty()
                && LibraryFunctions.function(name) != null
                && !TimeWindowForms.isWindow(function.getOperator().getName());
    }

    private static boolean isNumbered(SqlNode node) {
        return node instanceof SqlCall call
                && (call.getOperator().equals(WithOrdinality.OPERATOR)
                        || (call.getKind() == SqlKind.LATERAL && isNumbered(call.operand(0))));
    }

    private static String name(SqlCall function) {
        return FunctionNames.postgres(function.getOperator().getName());
    }

    /** The operators of the function's columns; none when there is no such function. */
    private static List<SqlOperator> parts(String name) {
        List<SqlOperator> operators = new ArrayList<>();
        for (String part : PARTS.getOrDefault(name, List.of(name))) {
            SqlOperator operator = SetFunctions.function(part);
            if (operator != null) {
                operators.add(operator);
            }
        }
        return operators;
    }

    private SqlNode table(SqlCall function, boolean numbered, List<SqlNode> names, SqlParserPos place) {
        SqlParserPos of = function.getParserPosition();
        List<SqlCall> functions = functions(function);
        List<SqlNode> calls = new ArrayList<>();
        functions.forEach(each -> calls.addAll(calls(each)));
        SqlOperator rows = numbered ? SetFunctions.NUMBERED_ROWS : SetFunctions.ROWS;
        SqlNode table = SqlStdOperatorTable.COLLECTION_TABLE.createCall(of, rows.createCall(of, calls));
        List<SqlNode> named = new ArrayList<>();
        named.add(SqlStdOperatorTable.LATERAL.createCall(of, table));
        String written = functions.get(0).getOperator().getName().toLowerCase(Locale.ROOT);
        String alias = names.isEmpty() ? written : ((SqlIdentifier) names.get(0)).getSimple();
        named.add(new SqlIdentifier(alias, names.isEmpty() ? of : names.get(0).getParserPosition()));
        named.addAll(columns(functions, alias, numbered, names.subList(Math.min(1, names.size()), names.size())));
        return SqlStdOperatorTable.AS.createCall(place, named);
    }

    /** The calls that give the columns: {@code unnest(a, b)} unnests each by itself. */
    private List<SqlNode> calls(SqlCall function) {
        SqlParserPos place = function.getParserPosition();
        List<SqlNode> operands = visited(function.getOperandList());
        List<SqlNode> calls = new ArrayList<>();
        if (isOneValue(function)) {
            SqlNode value = function.getOperator().createCall(place, operands);
            SqlNode array = SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(place, value);
            parts(UNNEST).forEach(part -> calls.add(part.createCall(place, array)));
        }
        for (SqlOperator part : parts(name(function))) {
            if (name(function).equals(UNNEST)) {
                operands.forEach(operand -> calls.add(part.createCall(place, operand)));
            } else {
                calls.add(part.createCall(place, operands));
            }
        }
        return calls;
    }

    private List<SqlNode> visited(List<SqlNode> operands) {
        List<SqlNode> visited = new ArrayList<>();
        operands.forEach(operand -> visited.add(operand.accept(this)));
        return visited;
    }

    /** Several arrays have a column each, called like the function and numbered, as names are wanted once. */
    private static List<String> own(SqlCall function, String alias) {
        if (name(function).equals(UNNEST) && function.operandCount() > 1) {
            return IntStream.rangeClosed(1, function.operandCount())
                    .mapToObj(i -> i == 1 ? UNNEST : UNNEST + "_" + i)
                    .toList();
        }
        return COLUMNS.getOrDefault(name(function), List.of(alias));
    }

    /** The columns named, then those that keep their names, each wanted once. */
    private static List<SqlNode> columns(List<SqlCall> functions, String alias, boolean numbered, List<SqlNode> named) {
        List<String> own = new ArrayList<>();
        functions.forEach(function -> own.addAll(own(function, functions.size() == 1 ? alias : name(function))));
        for (int i = 1; i < own.size(); i++) {
            own.set(i, own.subList(0, i).contains(own.get(i)) ? own.get(i) + "_" + (i + 1) : own.get(i));
        }
        if (numbered) {
            own.add("ordinality");
        }
        if (named.size() > own.size()) {
            throw Mistake.invalid(
                    named.get(own.size()).getParserPosition(),
                    "%s has %d columns, and %d are named".formatted(alias, own.size(), named.size()),
                    "Name no more columns than there are.");
        }
        List<SqlNode> columns = new ArrayList<>(named);
        IntStream.range(named.size(), own.size())
                .forEach(i -> columns.add(
                        new SqlIdentifier(own.get(i), functions.get(0).getParserPosition())));
        return columns;
    }
}
