package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.ingest.limit.Quota;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets each client make as many requests as its quota allows, and says in each answer what is left of it
 * (draft-ietf-httpapi-ratelimit-headers). A client is its token, or its address when it has none.
 */
final class QuotaGate {
    /** Load balancers ask these for all. */
    private static final Set<String> FREE = Set.of("/livez", "/readyz");

    /** Of an IPv6 address the part that tells networks apart; a network has the rest to itself. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Optional<Quota> quota;

    QuotaGate(Optional<Quota> quota) {
        this.quota = quota;
    }

    /**
     * The headers that tell what is left; none where there is no quota.
     *
     * @param client name of a token; empty for an address
     * @throws ProblemException 429
     */
    List<Response.Header> pass(Route route, Optional<String> client, SocketAddress address) {
        return FREE.contains(route.path().toString()) ? List.of() : pass(client.orElseGet(() -> network(address)));
    }

    /** The same for a request that leads nowhere or only asks what it may; its address pays for it. */
    List<Response.Header> passUnrouted(SocketAddress address) {
        return pass(network(address));
    }

    private List<Response.Header> pass(String client) {
        if (quota.isEmpty()) {
            return List.of();
        }
        Quota wanted = quota.get();
        Quota.State state = wanted.take(client);
        long seconds = (state.pause().toMillis() + 999) / 1_000;
        Response.Header policy = new Response.Header(
                "RateLimit-Policy",
                "\"client\";q=%d;w=%d".formatted(wanted.burst(), wanted.window().toSeconds()));
        Response.Header left =
                new Response.Header("RateLimit", "\"client\";r=%d;t=%d".formatted(state.remaining(), seconds));
        if (state.allowed()) {
            return List.of(policy, left);
        }
        throw Problem.of(
                        ErrorCode.QUOTA_EXCEEDED,
                        "a client may make %,d requests in %d s"
                                .formatted(wanted.burst(), wanted.window().toSeconds()))
                .withHeader("Retry-After", Long.toString(Math.max(1, seconds)))
                .withHeader(policy.name(), policy.value())
                .withHeader(left.name(), left.value())
                .asException();
    }

    static String network(SocketAddress address) {
        if (!(address instanceof InetSocketAddress internet) || internet.getAddress() == null) {
            return String.valueOf(address);
        }
        InetAddress host = internet.getAddress();
        byte[] bytes = host.getAddress();
        return HexFormat.of()
                .formatHex(host instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
