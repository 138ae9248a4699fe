package io.weirpool.ingest.access;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An OpenID Connect provider whose access tokens are taken.
 *
 * @param issuer as it stands in {@code iss}
 * @param audience must be in {@code aud}
 * @param keys where the provider publishes its keys (JWKS)
 * @param scopeClaim names the claim with the scopes
 */
public record OidcConfig(String issuer, String audience, URL keys, String scopeClaim) {
    public OidcConfig {
        requireNonNull(issuer, "issuer");
        requireNonNull(audience, "audience");
        requireNonNull(keys, "keys");
        requireNonNull(scopeClaim, "scopeClaim");
    }

    /** The keys {@code auth.oidc.*}; what is built once all are good is empty when there is no issuer. */
    public static Supplier<Optional<OidcConfig>> declare(Settings settings) {
        Setting<Optional<String>> issuer = settings.optionalText("auth.oidc.issuer")
                .means("Takes JWT access tokens of this OpenID Connect provider, as `iss` names it.");
        Setting<Optional<String>> audience = settings.optionalText("auth.oidc.audience")
                .means("What must be in `aud` of such a token. Wanted with `auth.oidc.issuer`.");
        Setting<Optional<String>> keys = settings.optionalText("auth.oidc.jwks")
                .means("URL of the provider's keys (`jwks_uri`), https beyond loopback. Wanted with"
                        + " `auth.oidc.issuer`.");
        Setting<String> claim = settings.text("auth.oidc.scope-claim", "scope")
                .means("The claim that holds the scopes: words with blanks between, or an array.");
        boolean wanted = issuer.value().isPresent();
        if (wanted && audience.value().isEmpty()) {
            settings.mistake("auth.oidc.audience", "is wanted with auth.oidc.issuer");
        }
        Optional<URL> url = keys.value().flatMap(OidcConfig::url);
        if (wanted && url.isEmpty()) {
            settings.mistake("auth.oidc.jwks", "is wanted with auth.oidc.issuer: https://..., or http on loopback");
        }
        return () -> issuer.value()
                .map(name -> new OidcConfig(name, audience.value().orElseThrow(), url.orElseThrow(), claim.value()));
    }

    /** Whoever can change what comes over plain HTTP can let himself in. */
    private static Optional<URL> url(String text) {
        try {
            URI uri = URI.create(text);
            boolean loopback = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback);
            return safe ? Optional.of(uri.toURL()) : Optional.empty();
        } catch (IllegalArgumentException | MalformedURLException e) {
            return Optional.empty();
        }
    }
}
