package io.weirpool.ingest.http;

import io.weirpool.common.access.Scope;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.access.Caller;
import io.weirpool.ingest.access.Credentials;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for {@code Authorization: Bearer <token>} and for the scope of the route. Denies by default: a route that is not
 * named here is for operators.
 */
public final class TokenGuard implements Guard {
    /** Who did what to the pipeline. */
    private static final Logger AUDIT = LoggerFactory.getLogger("weirpool.audit");

    private static final String BEARER = "bearer ";
    private static final String INVALID = ", error=\"invalid_token\"";

    /** Say nothing of the data: for load balancers, and for who reads an answer. */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", "/errors/{slug}");

    /** For whoever has a token. */
    private static final Set<String> KNOWN = Set.of(
            "/v1/views",
            "/v1/sources",
            "/v1/receipts/{receipt}",
            "/openapi.json",
            "/asyncapi.json",
            "/docs",
            "/docs/{file}");

    private final List<Credentials> kinds;

    /** {@code kinds}: of tokens that are taken. */
    public TokenGuard(List<Credentials> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public Optional<String> check(Route route, Request head) {
        String path = route.path().toString();
        if (OPEN.contains(path)) {
            return Optional.empty();
        }
        Caller caller = caller(head);
        if (!KNOWN.contains(path)) {
            checkScope(path, head, caller);
        }
        return Optional.of(caller.id());
    }

    private static void checkScope(String path, Request head, Caller caller) {
        Scope wanted = wanted(path, head);
        boolean allowed = caller.allows(wanted);
        if (wanted.kind() == Scope.Kind.OPERATE && !head.method().equals("GET")) {
            AUDIT.info("{} {} by {}: {}", head.method(), head.path(), caller.id(), allowed ? "allowed" : "refused");
        }
        if (!allowed) {
            throw new WeirpoolException(ErrorCode.FORBIDDEN, "%s has not the scope %s".formatted(caller.id(), wanted));
        }
    }

    private static Scope wanted(String path, Request head) {
        return switch (path) {
            case "/v1/streams/{source}", "/v1/tables/{source}" -> Scope.ingest(head.pathParameter("source"));
            case "/v1/views/{view}" -> Scope.read(head.pathParameter("view"));
            default -> Scope.operate();
        };
    }

    private Caller caller(Request head) {
        List<String> headers = head.headers().all("Authorization");
        if (headers.isEmpty()) {
            throw refused("there is no Authorization header", "");
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw refused("Authorization is not one Bearer token", ", error=\"invalid_request\"");
        }
        String bearer = header.substring(BEARER.length()).strip();
        try {
            return kinds.stream()
                    .flatMap(kind -> kind.caller(bearer).stream())
                    .findFirst()
                    .orElseThrow(() -> refused("the token is not known", INVALID));
        } catch (WeirpoolException e) {
            throw e.code() == ErrorCode.UNAUTHENTICATED ? refused(String.valueOf(e.getMessage()), INVALID) : e;
        }
    }

    private static ProblemException refused(String detail, String error) {
        return Problem.of(ErrorCode.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"weirpool\"" + error)
                .asException();
    }
}
