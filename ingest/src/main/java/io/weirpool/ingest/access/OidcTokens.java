package io.weirpool.ingest.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.weirpool.common.access.Scope;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens (JWT) of one OpenID Connect provider: signed by one of its keys with an algorithm of the list, for us, in
 * time. Scopes that are none of ours are the provider's affair and allow nothing here.
 *
 * <p>The keys are kept for five minutes and fetched by who comes then, in two seconds at most (four when where they are is
 * asked first); a token with an unknown key has them fetched again, but not more often than each half minute. While the
 * provider is away the last keys count.
 */
public final class OidcTokens implements Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

    /** Asymmetric ones only: with a secret shared by all who check, each of them could make tokens. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int FETCH_MS_MAX = 2_000;
    private static final int KEYS_BYTES_MAX = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration OUTAGE_MAX = Duration.ofHours(4);
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(30);

    private final OidcConfig config;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Fetches nothing yet. */
    public OidcTokens(OidcConfig config) {
        this.config = config;
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(FETCH_MS_MAX, FETCH_MS_MAX, KEYS_BYTES_MAX);
        JWKSetSource<SecurityContext> published = config.keys()
                .<JWKSetSource<SecurityContext>>map(url -> new URLBasedJWKSetSource<>(url, retriever))
                .orElseGet(() -> new DiscoveredKeys(config.issuer(), retriever));
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(published)
                .cache(KEPT.toMillis(), 4L * FETCH_MS_MAX)
                .rateLimited(ASKED_AGAIN_AFTER.toMillis())
                .outageTolerant(OUTAGE_MAX.toMillis())
                .build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                Set.of("sub", "exp")));
    }

    @Override
    public Optional<Caller> caller(String bearer) {
        if (bearer.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty(); // a JWS has three parts
        }
        try {
            JWTClaimsSet claims = processor.process(bearer, null);
            return Optional.of(new Caller(config.issuer() + " " + claims.getSubject(), scopes(claims)));
        } catch (KeySourceException e) {
            LOG.warn("the keys of {} cannot be had", config.issuer(), e);
            throw new WeirpoolException(ErrorCode.NOT_READY, "the keys of the tokens' issuer cannot be had", e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new WeirpoolException(ErrorCode.UNAUTHENTICATED, "the token is not good: " + e.getMessage(), e);
        }
    }

    private List<Scope> scopes(JWTClaimsSet claims) {
        Object claim = claims.getClaim(config.scopeClaim());
        List<?> words = claim instanceof List<?> list
                ? list
                : claim instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
        List<Scope> scopes = new ArrayList<>();
        for (Object word : words) {
            Scope.find(String.valueOf(word)).ifPresent(scopes::add);
        }
        return scopes;
    }

    @Override
    public void close() {}
}
