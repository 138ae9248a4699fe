package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Postgres;
import io.weirpool.sql.compile.PrintedValue;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expressions as people write them have PostgreSQL's value and type: syntax, literals, choice of function and all.
 * {@code expressions.sql} has one a line; those that begin with {@code !} are refused by us, whatever PostgreSQL says.
 */
class ExpressionsProofTest {
    @TempDir
    static Path directory;

    @Test
    void constantExpressionsHaveTheValueAndTypeOfPostgres() throws SQLException, IOException {
        List<String> differences = new ArrayList<>();
        try (Postgres postgres = Postgres.start(directory.resolve("pg"))) {
            for (String line : lines()) {
                String difference =
                        line.startsWith("!") ? refused(line.substring(1).strip()) : equal(postgres, line);
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> lines() throws IOException {
        try (var in = Objects.requireNonNull(ExpressionsProofTest.class.getResourceAsStream("expressions.sql"))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
        }
    }

    private static String refused(String expression) {
        try {
            return expression + " is not refused but " + compiled(expression);
        } catch (DefinitionException e) {
            boolean hasPlace = e.errors().stream().allMatch(error -> error.line() > 3);
            return hasPlace ? "" : expression + " is refused without its place: " + e.errors();
        }
    }

    private static String equal(Postgres postgres, String expression) {
        String wanted;
        try {
            wanted = postgres.query(
                    "SELECT pg_typeof(" + expression + ") || ' ' || coalesce((" + expression + ")::text, 'NULL')");
        } catch (SQLException e) {
            wanted = "fails";
        }
        String found;
        try {
            found = compiled(expression);
        } catch (DefinitionException e) {
            DefinitionError first = e.errors().get(0);
            boolean noValue = first.message().startsWith("this has no value");
            found = noValue ? "fails" : "refused: " + first.message();
        }
        return found.equals(wanted) ? "" : "%s%n    PostgreSQL: %s%n    ours: %s".formatted(expression, wanted, found);
    }

    /** The type's name in PostgreSQL and the value's text. */
    private static String compiled(String expression) {
        Pipeline pipeline = Compiled.pipeline(
                Compiled.SOURCES + "CREATE MATERIALIZED VIEW v AS\nSELECT " + expression + " AS x FROM bid;");
        Plan plan = pipeline.views().get(0).plan();
        Expression constant = ((Plan.Calc) plan).projections().get(0);
        if (!(constant instanceof Expression.Constant value)) {
            return "not a constant: " + constant;
        }
        SqlType type = value.type();
        String name = type.kind().scalar() == TypeKind.VARCHAR && type.precision() != SqlType.UNBOUNDED
                ? "character varying" + (type.kind().isArray() ? "[]" : "")
                : PrintedValue.typeName(type.kind());
        return name + " " + Objects.requireNonNullElse(PrintedValue.text(type, value.value()), "NULL");
    }
}
