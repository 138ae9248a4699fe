package io.weirpool.ingest.http;

import io.weirpool.common.access.Scope;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.access.Caller;
import io.weirpool.ingest.access.Credentials;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for {@code Authorization: Bearer <token>} and for the scope of the route. {@link
 * Audience} knows which route wants what.
 */
public final class TokenGuard implements Guard {
    /** Who did what to the pipeline. */
    private static final Logger AUDIT = LoggerFactory.getLogger("weirpool.audit");

    private static final String BEARER = "bearer ";
    private static final String INVALID = ", error=\"invalid_token\"";

    private final List<Credentials> kinds;

    /** {@code kinds}: of tokens that are taken. */
    public TokenGuard(List<Credentials> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public Optional<String> check(Route route, Request head) {
        Audience audience = Audience.of(route.path());
        if (audience == Audience.ANYBODY) {
            return Optional.empty();
        }
        Caller caller = caller(head);
        audience.scope(name(audience, head)).ifPresent(scope -> checkScope(scope, head, caller));
        return Optional.of(caller.id());
    }

    private static String name(Audience audience, Request head) {
        return switch (audience) {
            case SENDERS -> head.pathParameter("source");
            case READERS -> head.pathParameter("view");
            default -> "";
        };
    }

    private static void checkScope(Scope wanted, Request head, Caller caller) {
        boolean allowed = caller.allows(wanted);
        if (wanted.kind() == Scope.Kind.OPERATE && !head.method().equals("GET")) {
            AUDIT.info("{} {} by {}: {}", head.method(), head.path(), caller.id(), allowed ? "allowed" : "refused");
        }
        if (!allowed) {
            throw new WeirpoolException(ErrorCode.FORBIDDEN, "%s has not the scope %s".formatted(caller.id(), wanted));
        }
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
