package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    @TempDir
    Path directory;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void aPipelineIsDescribed() throws IOException {
        write("a.sql", "CREATE TABLE shop (id BIGINT NOT NULL, city VARCHAR(20), PRIMARY KEY (id));");
        write("b.sql", "CREATE MATERIALIZED VIEW per_city AS SELECT city, COUNT(*) AS n FROM shop GROUP BY city;");

        Run run = Run.of("check", directory.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
            1 source, 1 materialized view

            table shop, log of 4 partitions, key id
                id    BIGINT NOT NULL
                city  VARCHAR(20)

            view per_city
                city  VARCHAR(20)
                n     BIGINT NOT NULL
              key (city)
              aggregate by (city): n = count(*)
                hop by (city)
                  scan table shop (city VARCHAR(20))
            """);
        assertThat(run.exit()).isZero();
    }

    @Test
    void watermarksAndWhatBecomesOfLateRowsAreShown() throws IOException {
        write("a.sql", "CREATE STREAM hit (at TIMESTAMP, WATERMARK FOR at AS at - INTERVAL '90' SECOND);");
        write("b.sql", """
            CREATE MATERIALIZED VIEW per_day WITH (late = 'dead-letter') AS
            SELECT at::date AS day, COUNT(*) AS n FROM hit GROUP BY at::date EMIT FINAL;
            """);

        Run text = Run.of("check", directory.toString());
        Run json = Run.of("check", "--json", directory.toString());

        assertThat(text.out())
                .contains(
                        "\n"
                                + "    WATERMARK FOR at AS at - INTERVAL '00:01:30', rows up to '01:00:00' ahead of the"
                                + " clock\n",
                        "\n  late rows become dead letters; each row is written once, when it is final\n");
        assertThat(json.out().replaceAll("\\s+", " "))
                .contains(
                        "\"watermark\" : { \"column\" : \"at\", \"delay\" : \"00:01:30\", \"ahead\" : \"01:00:00\" }",
                        "\"late\" : \"dead-letter\", \"emit\" : \"final\"");
    }

    @Test
    void longPlansAreWrapped() throws IOException {
        write(
                "a.sql",
                "CREATE STREAM s (first_of_the_columns VARCHAR NOT NULL, second_of_the_columns BIGINT NOT NULL);");
        write("b.sql", """
            CREATE MATERIALIZED VIEW v AS
            SELECT first_of_the_columns, SUM(second_of_the_columns) AS the_sum_of_all_of_the_second_columns,
                   COUNT(DISTINCT second_of_the_columns) AS how_many_different_ones_there_were
            FROM s GROUP BY first_of_the_columns;
            """);

        Run run = Run.of("check", directory.toString());

        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(run.out()).contains("\n    hop by (first_of_the_columns)\n");
    }

    @Test
    void aMistakeIsShownWithItsPlaceAndMend() throws IOException {
        write("a.sql", "CREATE STREAM s (id BIGINT);\nCREATE MATERIALIZED VIEW v AS\n  SELECT idd FROM s;\n");

        Run run = Run.of("check", directory.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("a.sql:3:10: ")
                .contains("  3 |   SELECT idd FROM s")
                .contains("^");
    }

    @Test
    void mistakesCanBeHadAsJson() throws IOException {
        write("a.sql", "CREATE STREAM s (id BIGINT);\nCREATE MATERIALIZED VIEW v AS SELECT idd FROM s;\n");

        Run run = Run.of("check", "--json", directory.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "\"path\" : \"a.sql\"",
                        "\"line\" : 2",
                        "\"code\" : \"sql-invalid\"",
                        "\"detail\" : \"there is no column");
    }

    @Test
    void aPipelineCanBeHadAsJson() throws IOException {
        write("a.sql", "CREATE STREAM s (id BIGINT);\nCREATE MATERIALIZED VIEW v AS SELECT id FROM s;\n");

        Run run = Run.of("check", "--json", directory.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("\"kind\" : \"stream\"", "\"name\" : \"v\"", "\"key\" : null");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(Run.of("check", directory.resolve("nowhere").toString()))
                .matches(run -> run.exit() == 1 && run.err().contains("nowhere is not a directory"));
        assertThat(Run.of("check", directory.toString()))
                .matches(run -> run.exit() == 1 && run.err().contains("there is no .sql file"));
        Files.write(directory.resolve("a.sql"), "-- caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Run.of("check", directory.toString()))
                .matches(run -> run.exit() == 1 && run.err().contains("a.sql is not UTF-8"));
    }

    @Test
    void wrongUsageIsExitTwoWithTheWayToHelp() {
        assertThat(Run.of()).isEqualTo(new Run(2, "", "weirpool: which command?\n  See 'weirpool --help'.\n"));
        assertThat(Run.of("chek"))
                .matches(run -> run.exit() == 2 && run.err().contains("Did you mean: weirpool check?"));
        assertThat(Run.of("apply", ".", "--url", "localhost"))
                .matches(run -> run.exit() == 2 && run.err().contains("such as http://127.0.0.1:8080"));
        assertThat(Run.of("dev", "--port", "99999"))
                .matches(run -> run.exit() == 2 && run.err().contains("--port is 0 to 65535"));
        assertThat(Run.of("dev", "--tls-key", "a.key"))
                .matches(run ->
                        run.exit() == 2 && run.err().contains("--tls-certificate and --tls-key are wanted together"));
        assertThat(Run.of("demo", "--port", "-1"))
                .matches(run -> run.exit() == 2 && run.err().contains("--port is 0 to 65535"));
        assertThat(Run.of("demo", "nexmark", "--events", "0"))
                .matches(run -> run.exit() == 2 && run.err().contains("--events is a number above 0"));
        assertThat(Run.of("demo", "--events", "5"))
                .matches(run -> run.exit() == 2 && run.err().contains("--events is for nexmark"));
        assertThat(Run.of("demo", "nexmrk"))
                .matches(run -> run.exit() == 2 && run.err().contains("[flights, nexmark]"));
        assertThat(Run.of("check", "--jsn"))
                .matches(run -> run.exit() == 2 && run.err().contains("--jsn"));
    }

    @Test
    void helpShowsExamples() {
        assertThat(Run.of("--help")).matches(run -> run.exit() == 0 && run.out().contains("weirpool demo --once"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "dev", "check", "apply", "run"})
    void everyVerbsHelpFitsATerminalAndHasExamplesAndExitCodes(String verb) {
        Run run = Run.of(verb, "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("\n  weirpool " + verb + " ", "Exit codes: ");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
