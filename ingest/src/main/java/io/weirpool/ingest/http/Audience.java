package io.weirpool.ingest.http;

import io.weirpool.common.access.Scope;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a route where callers are asked who they are. Closed: the guard asks by it, and the contract documents say
 * it.
 */
public enum Audience {
    /** Without a token: what says nothing of the data. */
    ANYBODY,
    /** Whoever has a token. */
    KNOWN,
    /** Who may send commands to the source. */
    SENDERS,
    /** Who may read the view. */
    READERS,
    /** All others. */
    OPERATORS;

    /**
     * Load balancers ask; who reads an answer follows its links; and a browser has no token until the page is there that
     * asks for it, which shows nothing by itself.
     */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", "/errors/{slug}", "/docs", "/docs/{file}");

    private static final Set<String> OF_TOKENS =
            Set.of("/v1/views", "/v1/sources", "/v1/receipts/{receipt}", "/openapi.json", "/asyncapi.json");

    /** Of a route; denies by default: one that is not named here is for operators. */
    public static Audience of(PathPattern path) {
        String pattern = path.toString();
        if (OPEN.contains(pattern)) {
            return ANYBODY;
        }
        if (OF_TOKENS.contains(pattern)) {
            return KNOWN;
        }
        return switch (pattern) {
            case "/v1/streams/{source}", "/v1/tables/{source}" -> SENDERS;
            case "/v1/views/{view}" -> READERS;
            default -> OPERATORS;
        };
    }

    /** What a token must allow; empty when any does, or none is asked for. {@code name}: of the source or view. */
    public Optional<Scope> scope(String name) {
        return switch (this) {
            case ANYBODY, KNOWN -> Optional.empty();
            case SENDERS -> Optional.of(Scope.ingest(name));
            case READERS -> Optional.of(Scope.read(name));
            case OPERATORS -> Optional.of(Scope.operate());
        };
    }
}
