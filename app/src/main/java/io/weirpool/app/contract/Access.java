package io.weirpool.app.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.ingest.IngestConfig;
import io.weirpool.ingest.http.Audience;
import io.weirpool.ingest.http.TlsFiles;
import java.util.Optional;

/**
 * Who is let in, as the documents say it.
 *
 * @param tokens whether tokens of ours are taken
 * @param issuer of OpenID Connect, when its tokens are
 * @param certificates whether each client shows a certificate
 * @param quota whether each client has one
 */
public record Access(boolean tokens, Optional<String> issuer, boolean certificates, boolean quota) {
    /** Everybody may do everything. */
    public static final Access OPEN = new Access(false, Optional.empty(), false, false);

    private static final String TOKEN = "token";
    private static final String OIDC = "oidc";
    private static final String CERTIFICATE = "certificate";

    public Access {
        requireNonNull(issuer, "issuer");
    }

    public static Access of(IngestConfig config) {
        return new Access(
                config.tokens(),
                config.oidc().map(oidc -> oidc.issuer()),
                config.tls().flatMap(TlsFiles::clientAuthorities).isPresent(),
                config.requestsPerSecondMax() > 0);
    }

    boolean asksWho() {
        return tokens || issuer.isPresent();
    }

    /** The ways to say who one is; nothing is added when nobody is asked. */
    void addSchemes(ObjectNode components) {
        if (!asksWho() && !certificates) {
            return;
        }
        ObjectNode schemes = components.putObject("securitySchemes");
        if (tokens) {
            schemes.putObject(TOKEN)
                    .put("type", "http")
                    .put("scheme", "bearer")
                    .put("description", "A token that `weirpool tokens create` made, with the scopes named.");
        }
        issuer.ifPresent(url -> schemes.putObject(OIDC)
                .put("type", "openIdConnect")
                .put("openIdConnectUrl", url.replaceFirst("/$", "") + "/.well-known/openid-configuration")
                .put("description", "A JWT of this provider whose claim has the scopes named."));
        if (certificates) {
            schemes.putObject(CERTIFICATE)
                    .put("type", "mutualTLS")
                    .put("description", "The connection needs a client certificate.");
        }
    }

    /** What an operation asks for: a token or a JWT, and the certificate besides. */
    void addTo(ObjectNode operation, Audience audience, String name) {
        boolean asked = asksWho() && audience != Audience.ANYBODY;
        if (!asked && !certificates) {
            return;
        }
        ArrayNode either = operation.putArray("security");
        if (asked && tokens) {
            require(either, TOKEN, audience, name);
        }
        if (asked && issuer.isPresent()) {
            require(either, OIDC, audience, name);
        }
        if (!asked) {
            either.addObject().putArray(CERTIFICATE);
        }
    }

    private void require(ArrayNode either, String scheme, Audience audience, String name) {
        ObjectNode all = either.addObject();
        ArrayNode scopes = all.putArray(scheme);
        audience.scope(name).ifPresent(scope -> scopes.add(scope.toString()));
        if (certificates) {
            all.putArray(CERTIFICATE);
        }
    }
}
