package io.weirpool.sql.validate;

import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.parse.Mistake;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Checks types as written, in columns and casts, before Calcite rounds a parameter to what it thinks possible. */
final class TypeSpecs {
    private static final Set<String> KNOWN = Set.of(
            "BOOLEAN",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "REAL",
            "FLOAT",
            "DOUBLE",
            "DECIMAL",
            "VARCHAR",
            "CHAR",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP_WITH_LOCAL_TIME_ZONE",
            "UUID",
            "BINARY",
            "VARBINARY",
            "VARIANT");

    private static final String SUPPORTED =
            "Use BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARCHAR, TEXT, CHAR, DATE, TIME, TIMESTAMP,"
                    + " TIMESTAMP WITH TIME ZONE, INTERVAL, UUID, VARBINARY, JSON or an array of one of them.";

    /** Types of PostgreSQL and others that people ask for. */
    private static final Map<String, String> WHY_NOT = Map.ofEntries(
            Map.entry("TINYINT", "Cast to SMALLINT."),
            Map.entry("timetz", "Use TIME, and a column for the zone; or TIMESTAMPTZ."),
            Map.entry("b", "Bits are written as a number, 5, or as bytes, '\\x05'::bytea."),
            Map.entry("bit", "Use INTEGER, of which & | # << >> take the bits; or BYTEA."),
            Map.entry("varbit", "Use BYTEA."),
            Map.entry("money", "Use DECIMAL(19, 2)."),
            Map.entry("inet", "Use TEXT."),
            Map.entry("xml", "Use TEXT."),
            Map.entry("oid", "Use BIGINT."),
            Map.entry("bpchar", "Use CHAR(n), or TEXT."),
            Map.entry("name", "Use TEXT."),
            Map.entry("char", "Use CHAR(1) or TEXT."),
            Map.entry("regclass", "Use TEXT."),
            Map.entry("cidr", "Use TEXT."),
            Map.entry("macaddr", "Use TEXT."),
            Map.entry("point", "Use two columns of DOUBLE PRECISION."),
            Map.entry("int4range", "Use two columns, the bounds."),
            Map.entry("int8range", "Use two columns, the bounds."),
            Map.entry("numrange", "Use two columns, the bounds."),
            Map.entry("daterange", "Use two columns, the bounds."),
            Map.entry("tsrange", "Use two columns, the bounds."),
            Map.entry("tstzrange", "Use two columns, the bounds."),
            Map.entry("tsvector", "Use TEXT, and regular expressions."),
            Map.entry("jsonpath", "Write the path as a text."));

    private TypeSpecs() {}

    /**
     * The type of a column as PostgreSQL has it: TINYINT, of which the bounds differ from system to system, is SMALLINT.
     *
     * @throws Mistake when the type or a parameter of it is not supported
     */
    static SqlDataTypeSpec ofColumn(SqlDataTypeSpec written) {
        SqlParserPos place = written.getParserPosition();
        boolean tiny = written.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
                && basic.getTypeName().getSimple().equals(SqlTypeName.TINYINT.name());
        SqlDataTypeSpec spec =
                tiny ? new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.SMALLINT, place), place) : written;
        check(spec);
        return spec;
    }

    /** @throws Mistake when the type or a parameter of it is not supported */
    static void check(SqlDataTypeSpec spec) {
        SqlTypeNameSpec name = spec.getTypeNameSpec();
        if (name instanceof SqlCollectionTypeNameSpec array
                && array.getTypeName().getSimple().equals("ARRAY")
                && !(array.getElementTypeName() instanceof SqlCollectionTypeNameSpec)) {
            check(new SqlDataTypeSpec(array.getElementTypeName(), spec.getParserPosition()));
        } else if (name instanceof SqlRowTypeNameSpec) {
            throw Mistake.unsupported(
                    spec.getParserPosition(),
                    "type ROW is one of columns of streams and tables, not of casts and of elements of arrays",
                    "Send rows in an array as JSONB, and read them with jsonb_to_recordset; name the fields in a cast.");
        } else if (name instanceof SqlUserDefinedTypeNameSpec) {
            checkNamed(spec);
        } else if (name instanceof SqlBasicTypeNameSpec basic
                && KNOWN.contains(basic.getTypeName().getSimple().toUpperCase(Locale.ROOT))) {
            checkParameters(
                    spec, SqlTypeName.valueOf(basic.getTypeName().getSimple().toUpperCase(Locale.ROOT)), basic);
        } else {
            throw unsupported(spec);
        }
    }

    private static void checkNamed(SqlDataTypeSpec spec) {
        String name = String.join(".", spec.getTypeName().names);
        String why = WHY_NOT.get(name);
        if (why != null) {
            throw Mistake.unsupported(spec.getParserPosition(), "type " + name + " is not supported", why);
        }
        if (!Relations.TYPE_NAMES.contains(name)) {
            String near = Suggestions.nearest(name, Relations.TYPE_NAMES)
                    .map(n -> "Did you mean " + n + "? ")
                    .orElse("");
            throw Mistake.invalid(spec.getParserPosition(), "type \"" + name + "\" is not known", near + SUPPORTED);
        }
    }

    private static void checkParameters(SqlDataTypeSpec spec, SqlTypeName type, SqlBasicTypeNameSpec basic) {
        int precision = basic.getPrecision();
        int max = switch (type) {
            case DECIMAL -> CalciteTypes.DECLARED_PRECISION_MAX;
            case CHAR, VARCHAR -> PostgresTypeSystem.LENGTH_MAX;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> PostgresTypeSystem.TIME_DIGITS_MAX;
            default -> Integer.MAX_VALUE;
        };
        if (precision > max) {
            throw Mistake.invalid(
                    spec.getParserPosition(),
                    "%s(%d) is over the limit of %d".formatted(type.getSpaceName(), precision, max),
                    "Declare at most " + max + ".");
        }
        if (precision == 0
                && (type == SqlTypeName.DECIMAL || type == SqlTypeName.CHAR || type == SqlTypeName.VARCHAR)) {
            throw Mistake.invalid(spec.getParserPosition(), "a length of 0", "Declare at least 1.");
        }
        if (type == SqlTypeName.DECIMAL && (basic.getScale() > precision || isNegative(basic.getScale()))) {
            throw Mistake.invalid(
                    spec.getParserPosition(),
                    "the scale %d is not between 0 and the precision %d".formatted(basic.getScale(), precision),
                    "Declare DECIMAL(digits in all, digits after the point).");
        }
        boolean binary = type == SqlTypeName.BINARY || type == SqlTypeName.VARBINARY;
        if (type == SqlTypeName.BINARY || (binary && precision >= 0)) {
            throw Mistake.invalid(
                    spec.getParserPosition(), "binary columns have no length", "Declare VARBINARY or BYTEA.");
        }
    }

    private static boolean isNegative(int scale) {
        return scale < 0 && scale != RelDataType.SCALE_NOT_SPECIFIED;
    }

    private static Mistake unsupported(SqlDataTypeSpec spec) {
        return Mistake.unsupported(
                spec.getParserPosition(),
                "type " + spec.getTypeName() + " is not supported",
                WHY_NOT.getOrDefault(spec.getTypeName().toString(), SUPPORTED));
    }
}
