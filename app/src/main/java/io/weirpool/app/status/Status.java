package io.weirpool.app.status;

import io.weirpool.app.query.TableStates.Tally;
import java.util.List;
import java.util.Optional;

/**
 * How a pipeline is.
 *
 * @param pipeline prefix of its topics
 * @param revision of the catalog
 * @param sources in the catalog's order
 * @param views every version that is not retired, by name and version
 * @param flows by number
 * @param processes clients of Kafka that work for it, by role
 * @param ledger what became of the commands, by flow and log partition; empty while the database does not answer
 * @param problems what is not healthy, one sentence each; empty when all is
 */
public record Status(
        String pipeline,
        long revision,
        List<SourceStatus> sources,
        List<ViewStatus> views,
        List<FlowStatus> flows,
        List<ProcessStatus> processes,
        List<Tally> ledger,
        List<String> problems) {
    public Status {
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        flows = List.copyOf(flows);
        processes = List.copyOf(processes);
        ledger = List.copyOf(ledger);
        problems = List.copyOf(problems);
    }

    public boolean healthy() {
        return problems.isEmpty();
    }

    /**
     * A source.
     *
     * @param kind stream or table
     * @param records in its log now; ticks of a watermark count as well
     * @param perSecond written to the log, between the two looks
     * @param bytes of the log on one replica
     * @param keptMillis after which time records go from the log; -1 for never
     */
    public record SourceStatus(
            String name, String kind, int partitions, long records, double perSecond, long bytes, long keptMillis) {}

    /**
     * A version of a view.
     *
     * @param state building, live, warm or broken; {@code unknown} while the database does not answer
     * @param flow that computes it
     * @param lag records of its logs whose effects its table does not hold
     * @param freshnessSeconds age of the newest record it holds while records wait; 0 when none does
     * @param perSecond records of its logs that reached the table, between the two looks
     * @param deadLetters commands this version failed on
     * @param openErrors keys without a row
     * @param behind why records wait; empty when none does
     */
    public record ViewStatus(
            String name,
            int version,
            String state,
            int flow,
            long lag,
            double freshnessSeconds,
            double perSecond,
            long deadLetters,
            long openErrors,
            Optional<Behind> behind) {}

    /**
     * Where what a view waits for stands, and why.
     *
     * @param stopped whether nothing moves until somebody does something
     */
    public record Behind(Where where, String why, boolean stopped) {}

    /** In the order of the data's way. */
    public enum Where {
        SOURCE,
        PROCESSOR,
        SINK,
        DATABASE
    }

    /**
     * A Kafka Streams application.
     *
     * @param views it computes
     * @param members clients that share its tasks
     * @param stateBytes of its changelogs on one replica: what its views keep, and what compaction has not reached yet
     */
    public record FlowStatus(int number, List<String> views, int members, long stateBytes) {
        public FlowStatus {
            views = List.copyOf(views);
        }
    }

    /**
     * A client of Kafka in one of the pipeline's groups.
     *
     * @param role processor or sink
     * @param partitions it reads
     */
    public record ProcessStatus(String role, String clientId, String host, int partitions) {}
}
