package io.weirpool.sql.validate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    private static final SqlOperatorTable OWN = SqlOperatorTables.of(OwnOperators.DATE_TRUNC, OwnOperators.DATE_PART);

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
        OWN.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
        if (found.size() == before) {
            LIBRARY.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return Stream.concat(OWN.getOperatorList().stream(), LIBRARY.getOperatorList().stream())
                .toList();
    }

    /** Names of functions, in lower case. */
    List<String> functionNames() {
        return getOperatorList().stream()
                .filter(operator -> operator.getSyntax() == SqlSyntax.FUNCTION)
                .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
