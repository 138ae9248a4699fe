package io.weirpool.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weirpool.common.access.Scope;
import io.weirpool.common.config.Settings;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a provider whose keys are served on this machine. */
class OidcTokensTest {
    private static final String ISSUER = "https://login.example";
    private static final AtomicInteger FETCHED = new AtomicInteger();

    private static RSAKey rsa;
    private static ECKey ec;
    private static HttpServer provider;
    private static OidcTokens tokens;

    @BeforeAll
    static void start() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        byte[] keys = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        provider.createContext("/jwks", exchange -> {
            FETCHED.incrementAndGet();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.createContext("/", OidcTokensTest::describe);
        provider.start();
        tokens = new OidcTokens(config(provider.getAddress().getPort()));
    }

    private static OidcConfig config(int port) throws Exception {
        return new OidcConfig(
                ISSUER,
                "weirpool",
                Optional.of(URI.create("http://127.0.0.1:" + port + "/jwks").toURL()),
                "scope");
    }

    /** Discovery documents: under each path one of a provider of that name, of which two are not good. */
    private static void describe(HttpExchange exchange) throws IOException {
        String base = "http://127.0.0.1:" + provider.getAddress().getPort();
        String path = exchange.getRequestURI().getPath();
        String name = path.replace("/.well-known/openid-configuration", "");
        String issuer = name.equals("/posing") ? ISSUER : base + name;
        String keys = name.equals("/plain") ? "http://login.example/jwks" : base + "/jwks";
        byte[] document = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
                .formatted(issuer, keys)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(path.equals(name) ? 404 : 200, document.length);
        exchange.getResponseBody().write(document);
        exchange.close();
    }

    private static OidcTokens discovering(String issuer) {
        return new OidcTokens(new OidcConfig(issuer, "weirpool", Optional.empty(), "scope"));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + provider.getAddress().getPort() + path;
    }

    @AfterAll
    static void stop() {
        provider.stop(0);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("till-7")
                .audience("weirpool")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("scope", "openid ingest:hit read:* drop:table");
    }

    private static String rsa(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build(), claims);
        token.sign(new RSASSASigner(rsa));
        return token.serialize();
    }

    private static void refused(String token) {
        assertThatThrownBy(() -> tokens.caller(token))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void goodTokenSaysWhoAndWhatHeMayDo() throws Exception {
        Caller caller = tokens.caller(rsa(claims().build())).orElseThrow();
        assertThat(caller.id()).isEqualTo(ISSUER + " till-7");
        assertThat(caller.scopes()).containsExactly(Scope.ingest("hit"), Scope.read("*"));
        assertThat(caller.allows(Scope.ingest("timed"))).isFalse();
        assertThat(caller.allows(Scope.operate())).isFalse();
    }

    @Test
    void tokenWithoutScopesAllowsNothing() throws Exception {
        assertThat(tokens.caller(rsa(claims().claim("scope", null).build()))
                        .orElseThrow()
                        .scopes())
                .isEmpty();
    }

    @Test
    void ellipticCurvesAndArraysOfScopesAreTaken() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e").build(),
                claims().claim("scope", List.of("operate")).build());
        token.sign(new ECDSASigner(ec));
        assertThat(tokens.caller(token.serialize()).orElseThrow().scopes()).containsExactly(Scope.operate());
    }

    @Test
    void otherClaimsAreRefused() throws Exception { // B65
        refused(rsa(claims().issuer("https://elsewhere.example").build()));
        refused(rsa(claims().audience("another").build()));
        refused(rsa(claims().audience((String) null).build()));
        refused(rsa(claims().expirationTime(Date.from(Instant.now().minusSeconds(600)))
                .build()));
        refused(rsa(claims().expirationTime(null).build()));
        refused(rsa(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600)))
                .build()));
        refused(rsa(claims().subject(null).build()));
    }

    @Test
    void otherAlgorithmsAreRefused() throws Exception { // B65: alg none
        refused(new PlainJWT(claims().build()).serialize());
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r").build(), claims().build());
        shared.sign(new MACSigner(rsa.toRSAPublicKey().getEncoded())); // the public key as a secret
        refused(shared.serialize());
    }

    @Test
    void otherKeysAndChangedTokensAreRefused() throws Exception {
        RSAKey other = new RSAKeyGenerator(2048).keyID("r").generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build(), claims().build());
        forged.sign(new RSASSASigner(other));
        refused(forged.serialize());
        String[] good = rsa(claims().build()).split("\\.");
        String[] more = rsa(claims().claim("scope", "admin").build()).split("\\.");
        refused(good[0] + "." + more[1] + "." + good[2]);
        refused("..");
        refused("e30.e30.e30");
    }

    @Test
    void keysAreKept() throws Exception {
        tokens.caller(rsa(claims().build()));
        int before = FETCHED.get();
        for (int i = 0; i < 50; i++) {
            tokens.caller(rsa(claims().build()));
        }
        assertThat(FETCHED).hasValue(before);
    }

    @Test
    void tokenOfAnotherKindIsLeftToOthers() {
        assertThat(tokens.caller("wp_0123456789ab_x")).isEmpty();
    }

    @Test
    void whereTheKeysAreIsAskedOfTheIssuer() throws Exception {
        String token = rsa(claims().issuer(at("/good")).build());
        assertThat(discovering(at("/good")).caller(token).orElseThrow().id()).isEqualTo(at("/good") + " till-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/posing", "/plain"})
    void whoSpeaksForAnotherIssuerOrHasHisKeysInThePlainIsNotBelieved(String path) throws Exception {
        String token = rsa(claims().issuer(at(path)).build());
        assertThatThrownBy(() -> discovering(at(path)).caller(token))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY));
    }

    @Test
    void keysAreWantedOfAnIssuerThatIsNoAddress() {
        Settings settings = Settings.of(Map.of("auth.oidc.issuer", "login", "auth.oidc.audience", "weirpool"));
        OidcConfig.declare(settings);
        assertThatThrownBy(settings::rejectIfInvalid).hasMessageContaining("auth.oidc.jwks");
    }

    @Test
    void whileTheKeysCannotBeHadNobodyIsRefusedForGood() throws Exception {
        OidcTokens away = new OidcTokens(config(1));
        String good = rsa(claims().build());
        assertThatThrownBy(() -> away.caller(good))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY));
    }
}
