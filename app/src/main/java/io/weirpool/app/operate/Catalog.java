package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Name;
import java.util.List;
import java.util.Map;

/** The catalog as {@link Apply} needs it; what stands behind it is Kafka, or a list in a test. */
public interface Catalog {
    /** The newest revision there is now; of an empty catalog, number 0 of that pipeline. */
    Revision newest(Name pipeline);

    /** Makes the logs of these sources; one that is there already must have the right settings. */
    void createLogs(Name pipeline, List<Source> sources);

    /** Where the partitions of the logs of these sources end now, by topic; a source without a log is left out. */
    Map<String, List<Long>> ends(Name pipeline, List<Source> sources);

    /** How large each topic of a pipeline is now. */
    Map<String, Long> bytes(Name pipeline);

    /**
     * Appends a revision and waits until it is known who won.
     *
     * @throws io.weirpool.common.error.WeirpoolException {@code CATALOG_CONFLICT} when another revision of that number
     *     came first
     */
    void append(Revision revision);
}
