package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.validate.OwnAggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How aggregates are written and typed; what they give is proved in the processor. */
class AggregatesTest {
    private static final Path DOCS = Path.of("..", "docs", "sql.md");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        avg(qty)                                                  | NUMERIC
        var_pop(qty)                                              | NUMERIC
        stddev(price)                                             | NUMERIC
        variance(price::real)                                     | DOUBLE
        corr(price, qty)                                          | DOUBLE
        regr_count(price, qty)                                    | BIGINT
        every(qty > 1)                                            | BOOLEAN
        bit_xor(auction)                                          | BIGINT
        any_value(price)                                          | NUMERIC
        arg_max(at, price)                                        | TIMESTAMP(6)
        min_by(note, at)                                          | VARCHAR
        string_agg(note, ',' ORDER BY at)                         | VARCHAR
        listagg(note) WITHIN GROUP (ORDER BY at DESC)             | VARCHAR
        json_agg(price ORDER BY at) FILTER (WHERE qty > 1)        | JSON
        jsonb_object_agg(note, qty)                               | JSON
        percentile_cont(0.5) WITHIN GROUP (ORDER BY qty)          | DOUBLE
        percentile_disc(0.5) WITHIN GROUP (ORDER BY qty DESC)     | INTEGER
        mode() WITHIN GROUP (ORDER BY note)                       | VARCHAR
        count(qty, note)                                          | BIGINT
        approx_count_distinct(note)                               | BIGINT
        sum(qty ORDER BY at)                                      | BIGINT
        """)
    void resultHasPostgreSqlsType(String aggregate, String type) {
        assertThat(Compiled.view("SELECT " + aggregate + " AS x FROM bid")
                        .columns()
                        .type(0))
                .hasToString(type.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        stddev(note)                                     | 8  | there is no aggregate stddev(VARCHAR)
        bool_and(qty)                                    | 8  | there is no aggregate bool_and(INTEGER)
        bit_or(price)                                    | 8  | there is no aggregate bit_or(DECIMAL(10, 2))
        corr(price, note)                                | 8  | there is no aggregate corr(DECIMAL(10, 2), VARCHAR)
        string_agg(qty, ',')                             | 8  | there is no aggregate string_agg(INTEGER, VARCHAR)
        percentile_cont(0.5) WITHIN GROUP (ORDER BY at)  | 8  | there is no aggregate percentile_cont(TIMESTAMP(6))
        percentile_disc(2) WITHIN GROUP (ORDER BY at)    | 8  | percentile value 2 is not between 0 and 1
        percentile_disc(avg(qty)) WITHIN GROUP (ORDER BY at) | 8 | nested
        string_agg(DISTINCT note, ',' ORDER BY qty)      | 8  | in string_agg with DISTINCT, ORDER BY must be by an argument
        mode() WITHIN GROUP (ORDER BY qty, note)         | 29 | mode is ordered by one expression
        array_agg(ARRAY[qty])                            | 8  | array_agg of arrays: arrays here have one dimension
        """)
    void whatThereIsNotIsRefused(String aggregate, int column, String message) {
        DefinitionError error = Compiled.error("SELECT " + aggregate + " AS x FROM bid");
        assertThat(error.message().toLowerCase(Locale.ROOT))
                .contains(message.strip().toLowerCase(Locale.ROOT));
        assertThat(error.remedy()).isNotBlank();
        assertThat(error.line() + ":" + error.column()).isEqualTo("4:" + column);
    }

    @Test
    void fractionThatIsNotOneOfAGroupIsRefused() {
        DefinitionError error = Compiled.error(
                "SELECT qty, percentile_disc(bidder) WITHIN GROUP (ORDER BY at) AS x FROM bid GROUP BY qty");
        assertThat(error.code()).isEqualTo(ErrorCode.SQL_UNSUPPORTED);
        assertThat(error.message())
                .isEqualTo("the fraction of percentile_disc must be a constant, or of columns that are grouped by");
        assertThat(Compiled.error("SELECT percentile_disc(note) WITHIN GROUP (ORDER BY at) AS x FROM bid GROUP BY note")
                        .message())
                .isEqualTo("the fraction of percentile_disc must be a number, not VARCHAR");
    }

    @Test
    void planSaysOrderAndFraction() {
        String plan = PlanPrinter.print(Compiled.view(
                "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY at DESC) AS p, json_agg(qty ORDER BY at,"
                        + " note) AS j FROM bid"));
        assertThat(plan)
                .contains("p = percentile_disc(0.5, at) order at desc")
                .contains("json_agg(qty) order at, note");
    }

    @Test
    void docsNameTheAggregates() throws IOException {
        String text = Files.readString(DOCS);
        String table = text.substring(text.indexOf("<!-- aggregates: begin"), text.indexOf("<!-- aggregates: end"));
        Set<String> documented = Pattern.compile("(?m)^\\|([^|]*)\\|")
                .matcher(table)
                .results()
                .flatMap(row -> Pattern.compile("`([a-z0-9_]+)\\(")
                        .matcher(row.group(1))
                        .results()
                        .map(name -> name.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = Stream.concat(OwnAggregate.names().stream(), Stream.of("count", "sum", "avg", "min", "max"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(there);
    }
}
