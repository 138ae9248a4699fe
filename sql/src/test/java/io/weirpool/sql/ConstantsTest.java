package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reads no column is computed when a view is compiled, with the functions that rows are computed with. */
class ConstantsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT 1/0 AS x FROM bid                                     | 4:8  | division by zero
            SELECT qty FROM bid WHERE qty > 1 / 0                        | 4:33 | division by zero
            SELECT CASE WHEN qty > 0 THEN 1 ELSE 1/0 END AS x FROM bid   | 4:38 | division by zero
            SELECT qty + 'a'::integer AS x FROM bid                      | 4:14 | invalid input syntax for type integer: "a"
            """)
    void constantWithoutAValueIsRefusedAtItsPlace(String query, String place, String detail) {
        DefinitionError error = Compiled.error(query.strip());
        assertThat(error.line() + ":" + error.column()).isEqualTo(place.strip());
        assertThat(error.message()).isEqualTo("this has no value: " + detail.strip());
    }

    @Test
    void partThatReadsNoColumnBecomesAConstant() {
        Plan plan = Compiled.view("SELECT qty + 2 * 3 AS x FROM bid").plan();
        assertThat(((Plan.Calc) plan).projections().get(0).toString()).isEqualTo("+($0, 6)");
    }

    @Test
    void literalTakesTheTypeOfTheColumnBesideIt() {
        Plan plan = Compiled.view("SELECT qty = '5' AS x FROM bid").plan();
        assertThat(((Plan.Calc) plan).projections().get(0).toString()).isEqualTo("=($0, 5)");
    }

    @Test
    void exactLiteralKeepsItsDigits() {
        Plan plan = Compiled.view("SELECT 1.50::numeric AS x FROM bid").plan();
        Expression constant = ((Plan.Calc) plan).projections().get(0);
        assertThat(constant.toString()).isEqualTo("1.50");
    }
}
