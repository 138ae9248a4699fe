package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weirpool.common.catalog.Revision.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * What a catalog remembers once something in it was replaced or dropped.
 *
 * @param former versions that still run though a newer one, or none, is wanted: live until that can take over, then warm
 * @param flows the definitions of each flow that runs, and how it is built
 * @param wantedSince for each view that was replaced, the revision since which its version is wanted. Views with the same
 *     number go live together
 * @param lastVersions the greatest version each name ever had: numbers are never used again
 * @param lastFlow the greatest number a flow ever had
 * @param kept those of {@code former}, as {@code <view>.v<n>} in order, that the database has said are warm: nobody reads them.
 *     It says so a while after the swap, so one that is not here may be warm all the same
 */
public record History(
        List<View> former,
        List<Build> flows,
        Map<String, Long> wantedSince,
        Map<String, Integer> lastVersions,
        int lastFlow,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> kept) {
    public static final History NONE = new History(List.of(), List.of(), Map.of(), Map.of(), 0, List.of());

    public History {
        former = List.copyOf(former);
        flows = List.copyOf(flows);
        wantedSince = Map.copyOf(wantedSince);
        lastVersions = Map.copyOf(lastVersions);
        kept = kept == null ? List.of() : List.copyOf(kept); // not written when there are none
    }

    /**
     * A flow.
     *
     * @param flow its number
     * @param files the definitions it was started on; its plans are compiled from these for as long as it lives
     * @param ends of each log it reads, by topic: where its partitions ended when it was asked for. Before it has come so
     *     far it is being built
     * @param keepMillis how long what it replaces stays warm, from the swap on
     * @param recordsPerSecondMax while it is being built; 0 for no limit
     * @param retired versions in it for which nothing is computed any more, as nobody needs them or they are broken: a flow
     *     keeps its shape for as long as it lives
     */
    public record Build(
            int flow,
            List<SourceFile> files,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Long>> ends,
            long keepMillis,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int recordsPerSecondMax,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<View> retired) {
        public Build {
            files = List.copyOf(files);
            ends = ends == null ? Map.of() : Map.copyOf(ends); // empty ones are not written
            retired = retired == null ? List.of() : List.copyOf(retired);
        }

        /** The same with these versions retired. */
        public Build withRetired(List<View> views) {
            return new Build(flow, files, ends, keepMillis, recordsPerSecondMax, views);
        }
    }
}
