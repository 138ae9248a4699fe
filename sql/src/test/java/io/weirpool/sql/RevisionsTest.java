package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionsTest {
    private static final String BASE = """
            CREATE TABLE airport (code TEXT PRIMARY KEY, state TEXT) WITH ('partitions' = '2');
            CREATE MATERIALIZED VIEW per_state AS SELECT state, count(*) AS n FROM airport GROUP BY state;
            CREATE MATERIALIZED VIEW codes AS SELECT code FROM airport;
            """;

    private static Revision next(Revision current, String sql) {
        List<SourceFile> files = List.of(new SourceFile("a.sql", sql));
        return Revisions.next(current, files, PipelineCompiler.compile(files));
    }

    private static Revision first() {
        return next(Revision.empty(new Name("demo")), BASE);
    }

    @Test
    void firstApplyMakesOneFlowOfAllViews() {
        Revision revision = first();
        assertThat(revision.number()).isEqualTo(1);
        assertThat(revision.base()).isEqualTo(0);
        assertThat(revision.views()).extracting(View::flow).containsExactly(1, 1);
        assertThat(revision.views()).extracting(View::version).containsExactly(1, 1);
        assertThat(revision.views()).extracting(View::partitions).containsExactly(2, 2);
    }

    @Test
    void onlyViewsBehindAHopHearOfAllLogPartitions() {
        Name airport = new Name("airport");
        assertThat(first().view("per_state").orElseThrow().inputs()).containsExactly(new View.Input(airport, 2, true));
        assertThat(first().view("codes").orElseThrow().inputs()).containsExactly(new View.Input(airport, 2, false));
        assertThat(first().view("codes").orElseThrow().key()).isEqualTo(new ViewKey.Columns(List.of(0)));
    }

    @Test
    void sameDefinitionsInOtherWordsAreTheSameRevision() {
        Revision revision = first();
        assertThat(next(revision, "-- a comment\n" + BASE.replace("count(*)", "COUNT( * )")))
                .isSameAs(revision);
    }

    @Test
    void newViewsFormANewFlowAndOthersStay() {
        Revision revision = first();
        Revision second = next(revision, BASE + "CREATE MATERIALIZED VIEW all_rows AS SELECT * FROM airport;");
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.base()).isEqualTo(1);
        assertThat(second.views()).startsWith(revision.views().toArray(View[]::new));
        assertThat(second.view("all_rows").orElseThrow().flow()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state TEXT)        | state TEXT, x INT) | table airport: columns: was (code VARCHAR NOT NULL, state VARCHAR), is now (code VARCHAR NOT NULL, state VARCHAR, x INTEGER)
            TABLE airport      | TABLE airports     | table airport is missing
            = '2'              | = '3'              | table airport: partitions: was 2, is now 3
            count(*) AS n      | count(state) AS n   | view per_state: query: was SELECT state, count(*) AS n FROM airport GROUP BY state, is now SELECT state, count(state) AS n FROM airport GROUP BY state
            VIEW codes         | VIEW code          | view codes is missing
            """)
    void whatIsAppliedIsNotChangedInPlace(String before, String after, String difference) {
        String changed = BASE.replace(before, after);
        if (after.equals("TABLE airports")) {
            changed = changed.replace("FROM airport", "FROM airports");
        }
        String sql = changed;
        assertThatThrownBy(() -> next(first(), sql))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEFINITIONS_CHANGED))
                .hasMessageContaining(difference);
    }
}
