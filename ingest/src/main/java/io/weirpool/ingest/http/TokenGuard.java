package io.weirpool.ingest.http;

import io.weirpool.common.access.AccessToken;
import io.weirpool.common.access.NewToken;
import io.weirpool.common.access.Scope;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.TokenFollower;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
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

    /** Say nothing of the data: for load balancers, and for who reads an answer. */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", "/errors/{slug}");

    /** For whoever has a token. */
    private static final Set<String> KNOWN = Set.of("/v1/views", "/v1/sources", "/v1/receipts/{receipt}");

    private final TokenFollower tokens;
    private final LongSupplier clockMillis;

    public TokenGuard(TokenFollower tokens) {
        this(tokens, System::currentTimeMillis);
    }

    TokenGuard(TokenFollower tokens, LongSupplier clockMillis) {
        this.tokens = tokens;
        this.clockMillis = clockMillis;
    }

    @Override
    public void check(Route route, Request head) {
        String path = route.path().toString();
        if (OPEN.contains(path)) {
            return;
        }
        AccessToken token = token(head);
        if (KNOWN.contains(path)) {
            return;
        }
        Scope wanted = wanted(path, head);
        boolean allowed = token.allows(wanted);
        if (wanted.kind() == Scope.Kind.OPERATE && !head.method().equals("GET")) {
            AUDIT.info(
                    "{} {} by token {} ({}): {}",
                    head.method(),
                    head.path(),
                    token.id(),
                    token.name(),
                    allowed ? "allowed" : "refused");
        }
        if (!allowed) {
            throw new WeirpoolException(
                    ErrorCode.FORBIDDEN, "the token %s has not the scope %s".formatted(token.id(), wanted));
        }
    }

    private static Scope wanted(String path, Request head) {
        return switch (path) {
            case "/v1/streams/{source}", "/v1/tables/{source}" -> Scope.ingest(head.pathParameter("source"));
            case "/v1/views/{view}" -> Scope.read(head.pathParameter("view"));
            default -> Scope.operate();
        };
    }

    private AccessToken token(Request head) {
        List<String> headers = head.headers().all("Authorization");
        if (headers.isEmpty()) {
            throw refused("there is no Authorization header", "");
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw refused("Authorization is not one Bearer token", ", error=\"invalid_request\"");
        }
        String secret = header.substring(BEARER.length()).strip();
        Optional<AccessToken> token =
                NewToken.idOf(secret).flatMap(tokens::token).filter(known -> known.isSecret(secret));
        if (token.isEmpty() && !tokens.isRead()) {
            throw new WeirpoolException(ErrorCode.NOT_READY, "the tokens have not been read yet");
        }
        return token.filter(known -> clockMillis.getAsLong() < known.expiresMillis())
                .orElseThrow(() -> refused(
                        token.isPresent() ? "the token has expired" : "the token is not known",
                        ", error=\"invalid_token\""));
    }

    private static ProblemException refused(String detail, String error) {
        return Problem.of(ErrorCode.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"weirpool\"" + error)
                .asException();
    }
}
