package io.weirpool.sql.validate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.ColumnName;
import io.weirpool.common.model.Name;
import io.weirpool.sql.parse.Mistake;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Checks names where they are declared, so that nothing later meets one that PostgreSQL or Kafka would refuse. */
public final class Names {
    /** PostgreSQL has these columns in every table. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private static final int SHOWN_MAX = 64;

    private Names() {}

    /** Name of a source or view. */
    public static Name relation(SqlIdentifier identifier) {
        Name name = checked(simple(identifier), identifier.getParserPosition());
        if (name.value().startsWith("weirpool") || name.value().startsWith("pg_")) {
            throw new Mistake(
                    ErrorCode.NAME_INVALID,
                    identifier.getParserPosition(),
                    "names that begin with \"weirpool\" or \"pg_\" are reserved",
                    "Choose another name.");
        }
        if (name.value().equals("public")) {
            throw new Mistake( // "public.k" is k of any table
                    ErrorCode.NAME_INVALID,
                    identifier.getParserPosition(),
                    "the name \"public\" is reserved: it is PostgreSQL's schema",
                    "Choose another name.");
        }
        return name;
    }

    /** Name of a column of a source or view. */
    public static ColumnName column(String value, SqlParserPos place) {
        if (!ColumnName.isValid(value)) {
            throw new Mistake(ErrorCode.COLUMN_NAME_INVALID, place, isNone(value));
        }
        if (SYSTEM_COLUMNS.contains(value)) {
            throw new Mistake(
                    ErrorCode.NAME_INVALID,
                    place,
                    "PostgreSQL has a system column \"" + value + "\" in every table",
                    "Choose another name.");
        }
        return new ColumnName(value);
    }

    private static String simple(SqlIdentifier identifier) {
        if (!identifier.isSimple()) {
            throw new Mistake(
                    ErrorCode.NAME_INVALID,
                    identifier.getParserPosition(),
                    "a name in a schema; there is one schema only",
                    "Leave out what stands before the dot.");
        }
        return identifier.getSimple();
    }

    private static Name checked(String value, SqlParserPos place) {
        if (!Name.isValid(value)) {
            throw new Mistake(ErrorCode.NAME_INVALID, place, isNone(value));
        }
        return new Name(value);
    }

    private static String isNone(String value) {
        String shown = value.length() > SHOWN_MAX ? value.substring(0, SHOWN_MAX) + "…" : value;
        return "\"" + shown + "\" is not a name for this";
    }
}
