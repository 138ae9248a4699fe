package io.weirpool.sqlparser;

/** Where {@code type 'text'} is a literal of that type. */
final class TypedLiterals implements WeirpoolSqlParserConstants {
    private TypedLiterals() {}

    /** Intervals have units behind them, and dates and times literals of their own. */
    static boolean begin(int first, int second) {
        boolean time = first == DATE || first == TIME || first == TIMESTAMP;
        return first != INTERVAL && !(time && second == QUOTED_STRING);
    }
}
