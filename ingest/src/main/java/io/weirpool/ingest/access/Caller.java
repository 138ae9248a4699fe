package io.weirpool.ingest.access;

import io.weirpool.common.access.Scope;
import java.util.List;

/**
 * Who makes a request.
 *
 * @param id no other caller has it; for logs and quotas, no secret
 * @param scopes what he may do
 */
public record Caller(String id, List<Scope> scopes) {
    public Caller {
        scopes = List.copyOf(scopes);
    }

    public boolean allows(Scope wanted) {
        return scopes.stream().anyMatch(own -> own.covers(wanted));
    }
}
