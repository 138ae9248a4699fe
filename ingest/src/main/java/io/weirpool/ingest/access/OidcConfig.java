package io.weirpool.ingest.access;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import java.net.URL;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An OpenID Connect provider whose access tokens are taken.
 *
 * @param issuer as it stands in {@code iss}
 * @param audience must be in {@code aud}
 * @param keys where the provider publishes its keys (JWKS); empty when its discovery document is to say it
 * @param scopeClaim names the claim with the scopes
 */
public record OidcConfig(String issuer, String audience, Optional<URL> keys, String scopeClaim) {
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
                .means("URL of the provider's keys (`jwks_uri`), https beyond loopback. Without it that is asked of"
                        + " `<issuer>/.well-known/openid-configuration`.");
        Setting<String> claim = settings.text("auth.oidc.scope-claim", "scope")
                .means("The claim that holds the scopes: words with blanks between, or an array.");
        boolean wanted = issuer.value().isPresent();
        if (wanted && audience.value().isEmpty()) {
            settings.mistake("auth.oidc.audience", "is wanted with auth.oidc.issuer");
        }
        Optional<URL> url = keys.value().flatMap(SafeUrl::of);
        if (wanted && keys.value().isPresent() && url.isEmpty()) {
            settings.mistake("auth.oidc.jwks", "wanted https://..., or http on loopback");
        }
        if (wanted
                && keys.value().isEmpty()
                && issuer.value().flatMap(DiscoveredKeys::configuration).isEmpty()) {
            settings.mistake(
                    "auth.oidc.jwks", "is wanted when auth.oidc.issuer is not https://..., or http on loopback");
        }
        return () ->
                issuer.value().map(name -> new OidcConfig(name, audience.value().orElseThrow(), url, claim.value()));
    }
}
