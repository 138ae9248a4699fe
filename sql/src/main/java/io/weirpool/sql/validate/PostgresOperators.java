package io.weirpool.sql.validate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * The functions a query can name: the standard's and PostgreSQL's, found whatever their case; names of sources and columns
 * stay case-sensitive. Which of them have an implementation is the business of {@code compile}.
 */
final class PostgresOperators implements SqlOperatorTable {
    private static final SqlNameMatcher ANY_CASE = SqlNameMatchers.withCaseSensitive(false);

    private static final SqlOperatorTable AGGREGATES = SqlOperatorTables.of(OwnAggregate.all());

    /** Before Calcite's of the same name. */
    private static final SqlOperatorTable OWN = SqlOperatorTables.of(Stream.of(
                    LibraryFunctions.all().stream(),
                    SetFunctions.all(),
                    Stream.of(PostgresCast.INSTANCE, MergedColumn.INSTANCE, CumulateFunction.INSTANCE, Ntile.INSTANCE))
            .flatMap(operators -> operators)
            .toList());

    private static final SqlOperatorTable LIBRARY = SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
            EnumSet.of(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL));

    static final PostgresOperators INSTANCE = new PostgresOperators();

    private PostgresOperators() {}

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        int before = found.size();
        AGGREGATES.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
        if (found.size() == before) {
            OWN.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
        }
        if (found.size() == before) {
            LIBRARY.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return Stream.of(AGGREGATES, OWN, LIBRARY)
                .flatMap(table -> table.getOperatorList().stream())
                .toList();
    }

    /** Names of functions, in lower case. */
    Set<String> functionNames() {
        return names(getOperatorList().stream());
    }

    private static Set<String> names(Stream<SqlOperator> operators) {
        return operators
                .filter(operator -> operator.getSyntax() == SqlSyntax.FUNCTION)
                .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
