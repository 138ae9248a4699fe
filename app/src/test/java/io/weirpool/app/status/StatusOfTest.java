package io.weirpool.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.app.query.TableStates;
import io.weirpool.app.status.Looks.Look;
import io.weirpool.app.status.Status.Behind;
import io.weirpool.app.status.Status.ViewStatus;
import io.weirpool.app.status.Status.Where;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.kafka.KafkaState;
import io.weirpool.common.kafka.KafkaState.Member;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.ColumnName;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One stream of one partition, one view; the looks are ten seconds apart, the newest command is 100 s old. */
class StatusOfTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_100);
    private static final LogPartition LOG = new LogPartition("p.sale", 0);
    private static final RowType ROW = new RowType(List.of(
            new Column(new ColumnName("city"), SqlType.of(TypeKind.VARCHAR).notNull())));
    private static final Revision CATALOG = new Revision(
            3,
            2,
            new Name("p"),
            List.of(),
            List.of(new Source(new Name("sale"), Source.Kind.STREAM, ROW, List.of(), List.of(), 1, Map.of())),
            List.of(new View(
                    new Name("cities"),
                    1,
                    7,
                    "SELECT DISTINCT city FROM sale",
                    ROW,
                    new ViewKey.Columns(List.of(0)),
                    List.of(),
                    1,
                    List.of(new View.Input(new Name("sale"), 1, true)))));
    private static final List<Member> ONE = List.of(new Member("c", "h", 1));

    /** What one look sees; the rest is as it should be. */
    private record Seen(
            long begin, long end, long committed, long reached, List<Member> processors, List<Member> sinks) {
        Look at(int second, List<String> blocked) {
            KafkaState kafka = new KafkaState(
                    second * 1_000_000_000L,
                    Map.of(LOG, begin),
                    Map.of(LOG, end),
                    Map.of("p.flow-7", Map.of(LOG, committed)),
                    Map.of("p.flow-7", processors, "p.sink", sinks),
                    Map.of(
                            "p.sale",
                            100L,
                            "p.flow-7-rows-changelog",
                            20L,
                            "p.flow-7-hop",
                            30L,
                            "p.flow-77-x-changelog",
                            5L),
                    Map.of("p.sale", -1L));
            TableStates.Version version =
                    new TableStates.Version("cities", 1, "live", Map.of(LOG, reached), 1_000_000L * 1_000_000);
            return new Look(
                    kafka,
                    Optional.of(new TableStates(
                            0,
                            List.of(version),
                            Map.of("cities.v1", 2L),
                            Map.of("cities.v1", 4L),
                            List.of(),
                            blocked)));
        }
    }

    private static Seen seen(long end, long committed, long reached) {
        return new Seen(0, end, committed, reached, ONE, ONE);
    }

    private static Status status(Seen first, Seen second, String... blocked) {
        Looks looks = new Looks(CATALOG, first.at(0, List.of()), second.at(10, List.of(blocked)));
        return new StatusOf(looks, NOW).status(List.of());
    }

    private static Behind behind(Status status) {
        return status.views().get(0).behind().orElseThrow();
    }

    @Test
    void nothingWaitsWhenTheTableHoldsAll() {
        Status status = status(seen(40, 30, 20), seen(50, 50, 50));

        assertThat(status.problems()).isEmpty();
        ViewStatus view = status.views().get(0);
        assertThat(view.behind()).isEmpty();
        assertThat(view.freshnessSeconds()).isZero();
        assertThat(view.perSecond()).isEqualTo(3);
        assertThat(view.deadLetters()).isEqualTo(2);
        assertThat(view.openErrors()).isEqualTo(4);
        assertThat(status.sources().get(0).perSecond()).isEqualTo(1);
        assertThat(status.flows().get(0).stateBytes())
                .as("changelogs of this flow only")
                .isEqualTo(20);
        assertThat(status.processes()).hasSize(2);
    }

    @Test
    void aProcessorThatReadsIsCaughtUpInTheTimeItNeeds() {
        Status status = status(seen(1_000, 100, 100), seen(1_000, 500, 500));

        assertThat(behind(status))
                .isEqualTo(new Behind(Where.PROCESSOR, "reads 40 records/s, 0/s come in, caught up in 13 s", false));
        assertThat(status.problems())
                .as("for over a minute")
                .containsExactly("view cities is behind by 500 records, 100 s: processor: reads 40 records/s,"
                        + " 0/s come in, caught up in 13 s");
    }

    @Test
    void aPartitionThatIsNotReadIsNamed() {
        assertThat(behind(status(seen(1_000, 100, 100), seen(1_000, 100, 100))))
                .isEqualTo(new Behind(Where.PROCESSOR, "stands still on p.sale/0", true));
    }

    @Test
    void withoutAMemberNobodyReads() {
        Seen nobody = new Seen(0, 1_000, 100, 100, List.of(), List.of());
        Status status = status(nobody, nobody);

        assertThat(behind(status)).isEqualTo(new Behind(Where.PROCESSOR, "no processor runs flow 7", true));
        assertThat(status.problems()).contains("no processor runs flow 7", "no sink runs");
    }

    @Test
    void retentionThatOvertookAFlowIsTheSourcesAffair() {
        Seen gone = new Seen(200, 1_000, 100, 100, ONE, ONE);

        assertThat(behind(status(gone, gone)).where()).isEqualTo(Where.SOURCE);
    }

    @Test
    void whatIsReadAndNotInTheTableWaitsForTheSinkOrItsDatabase() {
        assertThat(behind(status(seen(1_000, 1_000, 100), seen(1_000, 1_000, 300))))
                .isEqualTo(new Behind(Where.SINK, "20 records/s reach the table", false));
        assertThat(behind(status(seen(1_000, 1_000, 100), seen(1_000, 1_000, 100), "session 1 waits for 2")))
                .isEqualTo(new Behind(Where.DATABASE, "session 1 waits for 2", true));
        Seen noSink = new Seen(0, 1_000, 1_000, 100, ONE, List.of());
        assertThat(behind(status(noSink, noSink))).isEqualTo(new Behind(Where.SINK, "no sink runs", true));
    }

    @Test
    void withoutTheDatabaseStatesAreUnknown() {
        Looks looks = new Looks(
                CATALOG,
                new Look(seen(10, 10, 0).at(0, List.of()).kafka(), Optional.empty()),
                new Look(seen(10, 10, 0).at(10, List.of()).kafka(), Optional.empty()));
        Status status = new StatusOf(looks, NOW).status(List.of("the tables' positions are not known: refused"));

        assertThat(status.views().get(0).state()).isEqualTo("unknown");
        assertThat(behind(status).where()).isEqualTo(Where.DATABASE);
        assertThat(status.problems()).startsWith("the tables' positions are not known: refused");
    }
}
