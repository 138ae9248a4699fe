package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sqlparser.WithTies;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
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
            "array_sample",
            "array_shuffle",
            "uuidv4",
            "uuidv7",
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
            Map.entry(SqlKind.TABLESAMPLE, "Filter by a column."),
            Map.entry(SqlKind.MATCH_RECOGNIZE, "Use LAG and LEAD over the rows in order."),
            Map.entry(SqlKind.PIVOT, "Use aggregates with FILTER (WHERE ...)."),
            Map.entry(SqlKind.UNPIVOT, "Use UNION ALL of one SELECT for each column."),
            Map.entry(SqlKind.RESPECT_NULLS, "Leave it out: it is the default."),
            Map.entry(SqlKind.IGNORE_NULLS, "Filter the NULLs in a subquery in FROM."),
            Map.entry(SqlKind.ARRAY_VALUE_CONSTRUCTOR, "Say what an empty array is of: ARRAY[]::integer[]."),
            Map.entry(SqlKind.MAP_VALUE_CONSTRUCTOR, "Use columns of scalar types."),
            Map.entry(SqlKind.MULTISET_VALUE_CONSTRUCTOR, "Use columns of scalar types."),
            Map.entry(SqlKind.MULTISET_QUERY_CONSTRUCTOR, "Use a join."),
            Map.entry(SqlKind.ARRAY_QUERY_CONSTRUCTOR, "Order it by what it selects, or use array_agg in a subquery."),
            Map.entry(SqlKind.MAP_QUERY_CONSTRUCTOR, "Use a join."),
            Map.entry(SqlKind.UNIQUE, "Compare count(*) with count(DISTINCT ...)."),
            Map.entry(SqlKind.CURSOR, "Use a subquery in FROM."),
            Map.entry(SqlKind.LAMBDA, "Use a plain expression."),
            Map.entry(SqlKind.DYNAMIC_PARAM, "Write the value."),
            Map.entry(SqlKind.NEXT_VALUE, "Use ROW_NUMBER() OVER (...)."));

    /** Before a point it is left out by the parser, so that nothing else can have the name. */
    private static final String SCHEMA = "public";

    private Refusals() {}

    /** @throws Mistake for the first thing refused */
    static void check(SqlNode query) {
        query.accept(new Refusals());
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        refuseUndeterministic(call, call.getOperator().getName().toLowerCase(Locale.ROOT));
        if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.IGNORE_NULLS) {
            SqlCall function = ((SqlCall) call.operand(0)).operand(0);
            function.accept(this);
            return call.operand(1).accept(this);
        }
        String alternative = NOT_YET.get(call.getKind());
        if (alternative != null) {
            throw Mistake.unsupported(call.getParserPosition(), name(call) + " is not supported yet", alternative);
        }
        if (call.getKind() == SqlKind.SNAPSHOT) {
            throw Mistake.unsupported(
                    call.getParserPosition(),
                    "FOR SYSTEM_TIME AS OF is refused: what stood in a table when a row came is not in the rows, and a"
                            + " view computed again must give the same",
                    "Join with the table as it is, or use ASOF JOIN over a stream of its changes.");
        }
        if (call.getKind() == SqlKind.CAST) {
            JsonCasts.check(call);
        }
        if (call instanceof SqlSelect select) {
            refuseSelect(select);
        }
        if (call instanceof SqlWith with) {
            Recursion.clear(with);
        }
        if (call instanceof SqlWithItem item && item.recursive.booleanValue()) {
            throw Mistake.unsupported(
                    call.getParserPosition(),
                    "WITH RECURSIVE is not supported: what a query finds step by step from its own rows is not kept up to date",
                    "Write the steps as views.");
        }
        if (call instanceof SqlOrderBy ordered) {
            boolean ties = ordered.fetch instanceof SqlCall marked
                    && marked.getOperator().equals(WithTies.OPERATOR);
            refuseComputed(ties ? ((SqlCall) ordered.fetch).operand(0) : ordered.fetch);
            refuseComputed(ordered.offset);
        }
        if (call.getKind() == SqlKind.AS && call.operand(1).toString().equals(SCHEMA)) {
            throw Mistake.unsupported(
                    call.operand(1).getParserPosition(),
                    "\"public\" is the schema that all is in",
                    "Take another name.");
        }
        refuseLongList(call);
        return call.getKind() == SqlKind.AS ? call.operand(0).accept(this) : super.visit(call);
    }

    private static void refuseComputed(@Nullable SqlNode count) {
        if (count != null
                && !(count instanceof SqlNumericLiteral number
                        && number.bigDecimalValue().signum() >= 0)) {
            throw Mistake.unsupported(
                    count.getParserPosition(),
                    "LIMIT and OFFSET take whole numbers from 0 on, or sums of them",
                    "Write the number.");
        }
    }

    private static void refuseLongList(SqlCall call) {
        if ((call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
                && call.operand(1) instanceof SqlNodeList list
                && list.size() > IN_VALUES_MAX) {
            throw Mistake.unsupported(
                    list.getParserPosition(),
                    "IN (...) has over " + IN_VALUES_MAX + " values",
                    "Use ranges, or send what the values stand for as a column.");
        }
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
}
