package io.weirpool.common.role;

import java.util.Optional;

/** A running part of Weirpool: ingest, processor or sink. It follows the catalog by itself until closed. */
public interface Role extends AutoCloseable {
    /** {@code ingest}, {@code processor} or {@code sink}. */
    String name();

    /**
     * Why it cannot do its work now, as one sentence for {@code /readyz}; empty when it can. Cheap, called from any
     * thread.
     */
    Optional<String> whyNotReady();

    /** Drains and stops in under 10 s; safe to call twice. */
    @Override
    void close();
}
