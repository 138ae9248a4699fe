package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Refuses, with place, reason and alternative, what a view cannot keep up to date: for good, or not yet. */
final class Refusals extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<String> CLOCK = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "current_time",
            "localtime",
            "localtimestamp",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "timeofday",
            "sysdate",
            "systimestamp");

    private static final Set<String> CHANCE = Set.of(
            "random",
            "rand",
            "rand_integer",
            "gen_random_uuid",
            "uuid",
            "newid",
            "random_normal",
            "setseed",
            "nextval");

    private static final Set<String> SESSION = Set.of(
            "current_user",
            "session_user",
            "system_user",
            "user",
            "current_role",
            "current_catalog",
            "current_schema",
            "current_database",
            "current_setting",
            "set_config",
            "pg_sleep",
            "version",
            "txid_current");

    /** Resolving a list costs its square: this many take a tenth of a second. */
    private static final int IN_VALUES_MAX = 1_000;

    private static final Pattern FINER_THAN_MICROSECONDS = Pattern.compile("\\.\\d{7}");

    private static final Set<String> WITHOUT_PARENTHESES = Set.of(
            "current_timestamp",
            "current_date",
            "current_time",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user",
            "system_user",
            "user",
            "current_role",
            "current_catalog",
            "current_schema");

    /** What SQL has and we do not have yet, with what to do until then. */
    private static final Map<SqlKind, String> NOT_YET = Map.ofEntries(
            Map.entry(SqlKind.UNION, "Make one view for each side."),
            Map.entry(SqlKind.INTERSECT, "Make one view for each side."),
            Map.entry(SqlKind.EXCEPT, "Make one view for each side."),
            Map.entry(SqlKind.VALUES, "Read from a stream or table."),
            Map.entry(SqlKind.OVER, "Use GROUP BY, or rank when reading the view."),
            Map.entry(SqlKind.ROLLUP, "Make one view for each grouping."),
            Map.entry(SqlKind.CUBE, "Make one view for each grouping."),
            Map.entry(SqlKind.GROUPING_SETS, "Make one view for each grouping."),
            Map.entry(SqlKind.EXISTS, "Filter when reading the view."),
            Map.entry(SqlKind.SOME, "Compare with each value, or use IN (...) with constants."),
            Map.entry(SqlKind.ALL, "Compare with each value, or use NOT IN (...) with constants."),
            Map.entry(SqlKind.LATERAL, "Use a subquery in FROM that reads one source."),
            Map.entry(SqlKind.UNNEST, "Send one row for each element."),
            Map.entry(SqlKind.TABLESAMPLE, "Filter by a column."),
            Map.entry(SqlKind.MATCH_RECOGNIZE, "Use GROUP BY."),
            Map.entry(SqlKind.PIVOT, "Use aggregates with FILTER (WHERE ...)."),
            Map.entry(SqlKind.UNPIVOT, "Make one view for each column."),
            Map.entry(SqlKind.COLLECTION_TABLE, "Group by date_trunc(...) for windows of time."),
            Map.entry(SqlKind.SNAPSHOT, "Read the table as it is."),
            Map.entry(SqlKind.RESPECT_NULLS, "Use GROUP BY."),
            Map.entry(SqlKind.IGNORE_NULLS, "Use an aggregate with FILTER (WHERE x IS NOT NULL)."),
            Map.entry(SqlKind.ARRAY_VALUE_CONSTRUCTOR, "Use columns of scalar types."),
            Map.entry(SqlKind.MAP_VALUE_CONSTRUCTOR, "Use columns of scalar types."),
            Map.entry(SqlKind.MULTISET_VALUE_CONSTRUCTOR, "Use columns of scalar types."),
            Map.entry(SqlKind.CURSOR, "Use a subquery in FROM."),
            Map.entry(SqlKind.LAMBDA, "Use a plain expression."),
            Map.entry(SqlKind.DYNAMIC_PARAM, "Write the value."),
            Map.entry(SqlKind.NEXT_VALUE, "Number the rows when reading the view."));

    private Refusals() {}

    /** @throws Mistake for the first thing refused */
    static void check(SqlNode query) {
        SqlNode inner = query;
        if (query instanceof SqlOrderBy orderBy) {
            if (orderBy.fetch != null || orderBy.offset != null) {
                SqlNode place = orderBy.fetch != null ? orderBy.fetch : orderBy.offset;
                throw notYet(place, "LIMIT, OFFSET and FETCH are", "Limit when reading the view.");
            }
            inner = orderBy.query; // a table has no order, so ORDER BY alone changes nothing
        }
        new Refusals().query(inner);
    }

    private void query(SqlNode node) {
        if (node instanceof SqlSelect select) {
            refuseSelect(select);
            from(select.getFrom());
            select.getSelectList().accept(this);
            expression(select.getWhere());
            expression(select.getGroup());
            expression(select.getHaving());
        } else if (node instanceof SqlWith with) {
            for (SqlNode item : with.withList) {
                SqlWithItem definition = (SqlWithItem) item;
                if (definition.recursive.booleanValue()) {
                    throw Mistake.unsupported(
                            node.getParserPosition(), "WITH RECURSIVE is not supported", "Write the steps as views.");
                }
                query(definition.query);
            }
            query(with.body);
        } else if (node instanceof SqlOrderBy orderBy) {
            throw notYet(orderBy, "ORDER BY or LIMIT in a subquery is", "Order when reading the view.");
        } else {
            String alternative = NOT_YET.getOrDefault(node.getKind(), "Write a SELECT.");
            throw notYet(node, name(node) + " is", alternative);
        }
    }

    private static String name(SqlNode node) {
        return node instanceof SqlCall call
                ? call.getOperator().getName().toUpperCase(Locale.ROOT)
                : node.getKind().sql;
    }

    private void expression(@Nullable SqlNode node) {
        if (node != null) {
            node.accept(this);
        }
    }

    private void from(@Nullable SqlNode node) {
        if (node == null || node instanceof SqlIdentifier) {
            return;
        }
        if (node instanceof SqlJoin join) {
            throw notYet(join.getRight(), "joins are", "Make one view for each side and join when reading.");
        }
        if (node.getKind() == SqlKind.AS || node.getKind() == SqlKind.TABLE_REF) {
            from(((SqlCall) node).operand(0));
        } else {
            query(node);
        }
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        refuseUndeterministic(call, call.getOperator().getName().toLowerCase(Locale.ROOT));
        String alternative = NOT_YET.get(call.getKind());
        if (alternative != null) {
            throw notYet(call, name(call) + " is", alternative);
        }
        if ((call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
                && call.operand(1) instanceof SqlNodeList list
                && list.size() > IN_VALUES_MAX) {
            throw Mistake.unsupported(
                    list.getParserPosition(),
                    "IN (...) has over " + IN_VALUES_MAX + " values",
                    "Use ranges, or send what the values stand for as a column.");
        }
        if (call.isA(SqlKind.QUERY)) {
            throw notYet(call, "a subquery in an expression is", "Use a subquery in FROM, or a view of its own.");
        }
        return super.visit(call);
    }

    private static void refuseUndeterministic(SqlNode call, String name) {
        if (CLOCK.contains(name)) {
            throw Mistake.unsupported(
                    call.getParserPosition(),
                    name + " is refused: a view's answer changes only with its rows, not with the clock",
                    "Send the time as a column, or compare with the time when reading the view.");
        }
        if (CHANCE.contains(name)) {
            throw Mistake.unsupported(
                    call.getParserPosition(),
                    name + " is refused: a view computed again must give the same rows",
                    "Send the value as a column.");
        }
        if (SESSION.contains(name)) {
            throw Mistake.unsupported(
                    call.getParserPosition(),
                    name + " is refused: a view is computed by no session",
                    "Send the value as a column.");
        }
    }

    private static void refuseSelect(SqlSelect select) {
        if (select.getModifierNode(SqlSelectKeyword.STREAM) != null) {
            throw Mistake.unsupported(
                    select.getParserPosition(),
                    "SELECT STREAM is not supported",
                    "Leave out STREAM: every view is live.");
        }
        if (select.getQualify() != null) {
            throw notYet(select.getQualify(), "QUALIFY is", "Filter when reading the view.");
        }
        if (!select.getWindowList().isEmpty()) {
            throw notYet(select.getWindowList(), "WINDOW is", "Use GROUP BY.");
        }
        if (select.getFetch() != null || select.getOffset() != null) {
            throw notYet(select, "LIMIT is", "Limit when reading the view.");
        }
        if (select.getFrom() == null) {
            throw Mistake.invalid(
                    select.getParserPosition(), "a view without FROM never changes", "Read from a stream or table.");
        }
    }

    /** Functions without parentheses are names to the parser; a column of that name stands in quotes. */
    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        if (identifier.isSimple()
                && !identifier.isComponentQuoted(0)
                && WITHOUT_PARENTHESES.contains(identifier.getSimple())) {
            refuseUndeterministic(identifier, identifier.getSimple());
        }
        return null;
    }

    /** Calcite would cut what PostgreSQL rounds. */
    @Override
    public @Nullable Void visit(SqlLiteral literal) {
        if (literal instanceof SqlUnknownLiteral time
                && FINER_THAN_MICROSECONDS.matcher(time.getValue()).find()) {
            throw Mistake.invalid(
                    literal.getParserPosition(),
                    "a time has more than six digits after the point",
                    "Write at most six.");
        }
        return null;
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
        throw Mistake.invalid(
                parameter.getParserPosition(), "nobody gives the parameter ? a value", "Write a constant or a column.");
    }

    @Override
    public @Nullable Void visit(SqlDataTypeSpec type) {
        TypeSpecs.check(type);
        return null;
    }

    private static Mistake notYet(SqlNode place, String what, String alternative) {
        return Mistake.unsupported(place.getParserPosition(), what + " not supported yet", alternative);
    }
}
