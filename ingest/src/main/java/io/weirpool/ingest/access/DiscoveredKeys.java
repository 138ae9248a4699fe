package io.weirpool.ingest.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a provider who is known by his name alone: where they are stands in his {@code openid-configuration}, which
 * is read again whenever the keys are, so that he may move them. It must name the same issuer (OpenID Connect Discovery, 4.3).
 * Thread-safe.
 */
final class DiscoveredKeys implements JWKSetSource<SecurityContext> {
    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    private final String issuer;
    private final ResourceRetriever retriever;

    /** {@code issuer}: a {@link SafeUrl}. */
    DiscoveredKeys(String issuer, ResourceRetriever retriever) {
        this.issuer = issuer;
        this.retriever = retriever;
    }

    /** Where a provider describes himself; empty when his name is no address that may be trusted. */
    static Optional<URL> configuration(String issuer) {
        return SafeUrl.of(issuer.replaceFirst("/$", "") + CONFIGURATION);
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
            throws KeySourceException {
        return new URLBasedJWKSetSource<SecurityContext>(keys(), retriever).getJWKSet(refresh, currentTime, context);
    }

    private URL keys() throws KeySourceException {
        URL place = configuration(issuer).orElseThrow();
        try {
            Map<String, Object> described =
                    JSONObjectUtils.parse(retriever.retrieveResource(place).getContent());
            Object named = described.get("issuer");
            if (!issuer.equals(named)) {
                throw new JWKSetRetrievalException(place + " is of the issuer \"" + named + "\"", null);
            }
            Object keys = described.get("jwks_uri");
            return SafeUrl.of(String.valueOf(keys))
                    .orElseThrow(() -> new JWKSetRetrievalException(
                            place + " has the jwks_uri \"" + keys + "\", wanted https://...", null));
        } catch (IOException | ParseException e) {
            throw new JWKSetRetrievalException(place + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
