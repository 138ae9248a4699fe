package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.Statement;
import io.weirpool.sql.validate.Names;
import io.weirpool.sql.validate.QueryValidator;
import io.weirpool.sql.validate.Suggestions;
import io.weirpool.sqlparser.CreateSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE STREAM and CREATE TABLE to catalog sources. */
public final class Sources {
    /** PostgreSQL's limit is 1,600 columns of a table; a view can add some to what it reads. */
    static final int COLUMNS_MAX = 1_000;

    private Sources() {}

    /**
     * The source declared; its CHECK conditions are text, see {@link CheckConditions}, and its watermark is not yet there,
     * see {@link Watermarks}.
     *
     * @throws Mistake at the first thing that is not valid
     */
    public static Source of(Statement<CreateSource> statement, QueryValidator validator) {
        CreateSource node = statement.node();
        Name name = Names.relation(node.name);
        refuseUnsupported(node);
        List<Column> columns = columns(node, validator);
        List<Integer> key = key(node, columns);
        for (int index : key) {
            Column column = columns.get(index);
            columns.set(index, new Column(column.name(), column.type().notNull()));
        }
        Map<String, String> options = new LinkedHashMap<>();
        int partitions = Options.partitions(node.options, options);
        List<String> checks = node.elements.checks.stream()
                .map(check -> statement.text().slice(check.place()).strip())
                .toList();
        Source.Kind kind = node.table ? Source.Kind.TABLE : Source.Kind.STREAM;
        return new Source(name, kind, new RowType(columns), key, checks, partitions, options);
    }

    private static void refuseUnsupported(CreateSource node) {
        for (CreateSource.ColumnDeclaration column : node.elements.columns) {
            if (column.unsupported() != null) {
                throw Mistake.unsupported(
                        column.unsupported(),
                        "only NOT NULL, PRIMARY KEY, CHECK and DEFAULT NULL are supported for a column",
                        "Leave it out; a value that is not sent is NULL.");
            }
        }
    }

    private static List<Column> columns(CreateSource node, QueryValidator validator) {
        if (node.elements.columns.isEmpty()) {
            throw Mistake.invalid(node.name.getParserPosition(), "no columns are declared", "Declare at least one.");
        }
        if (node.elements.columns.size() > COLUMNS_MAX) {
            throw tooMany(node.elements.columns.get(COLUMNS_MAX).name().getParserPosition());
        }
        Set<String> names = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (CreateSource.ColumnDeclaration declaration : node.elements.columns) {
            SqlParserPos place = declaration.name().getParserPosition();
            String name = Names.column(declaration.name().getSimple(), place).value();
            if (!names.add(name)) {
                throw Mistake.invalid(place, "column \"" + name + "\" is declared twice", "Rename one of them.");
            }
            columns.addAll(RowFields.kept(name, declaration.type(), declaration.nullable(), validator));
            if (columns.size() > COLUMNS_MAX) {
                throw tooMany(place);
            }
        }
        return columns;
    }

    private static Mistake tooMany(SqlParserPos place) {
        return Mistake.invalid(
                place,
                "over " + COLUMNS_MAX + " columns and fields are declared",
                "Put what is rarely read into one JSON column.");
    }

    private static List<Integer> key(CreateSource node, List<Column> columns) {
        List<SqlNodeList> keys = node.elements.primaryKeys;
        if (keys.size() > 1) {
            throw Mistake.invalid(
                    keys.get(1).getParserPosition(),
                    "a second PRIMARY KEY",
                    "Name all key columns in one: PRIMARY KEY (a, b).");
        }
        if (keys.isEmpty() && !node.table) {
            return List.of();
        }
        if (keys.isEmpty()) {
            throw Mistake.invalid(
                    node.name.getParserPosition(),
                    "a table needs a PRIMARY KEY, which says which row an upsert replaces",
                    "Add PRIMARY KEY (column), or declare a STREAM.");
        }
        List<Integer> indexes = new ArrayList<>();
        for (SqlNode column : keys.get(0)) {
            indexes.add(keyColumn((SqlIdentifier) column, columns, indexes));
        }
        return indexes;
    }

    private static int keyColumn(SqlIdentifier identifier, List<Column> columns, List<Integer> before) {
        List<String> names = columns.stream().map(c -> c.name().value()).toList();
        int index = names.indexOf(identifier.getSimple());
        if (names.contains(DeclaredColumn.ofRow(identifier.getSimple()))) {
            throw Mistake.unsupported(
                    identifier.getParserPosition(),
                    "a column of type ROW cannot be a key",
                    "Declare what identifies the row as a column of its own.");
        }
        if (index < 0) {
            throw Mistake.invalid(
                    identifier.getParserPosition(),
                    "there is no column \"" + identifier.getSimple() + "\"",
                    Suggestions.nearest(identifier.getSimple(), names)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Declare it."));
        }
        if (before.contains(index)) {
            throw Mistake.invalid(identifier.getParserPosition(), "a key column named twice", "Name it once.");
        }
        return switch (columns.get(index).type().kind().scalar()) {
            case JSON, REAL, DOUBLE, INTERVAL ->
                throw Mistake.unsupported(
                        identifier.getParserPosition(),
                        columns.get(index).type() + " cannot be a key",
                        "Use a whole number, DECIMAL, text, UUID, date or time.");
            default -> index;
        };
    }
}
