package io.weirpool.ingest.http;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PEM files of a listener.
 *
 * @param certificates the server's, then those between it and the authority
 * @param key the server's, PKCS #8, not encrypted
 * @param clientAuthorities whose certificates a client must show; empty when none need
 */
public record TlsFiles(Path certificates, Path key, Optional<Path> clientAuthorities) {
    public TlsFiles {
        requireNonNull(certificates, "certificates");
        requireNonNull(key, "key");
    }

    /** The keys {@code http.tls.*}; what is built once all are good is empty when there is none. */
    public static Supplier<Optional<TlsFiles>> declare(Settings settings) {
        Setting<Optional<String>> certificates = settings.optionalText("http.tls.certificate")
                .means("PEM file with the server's certificate and those up to the authority. With it the HTTP server"
                        + " speaks TLS 1.2 and 1.3 only; read again when it changes.");
        Setting<Optional<String>> key = settings.optionalText("http.tls.key")
                .means("PEM file with the certificate's key, PKCS #8, not encrypted.");
        Setting<Optional<String>> authorities = settings.optionalText("http.tls.client-authorities")
                .means("PEM file with authorities: a client must show a certificate of one of them (mTLS).");
        if (certificates.value().isEmpty() != key.value().isEmpty()) {
            settings.mistake("http.tls.key", "is wanted with http.tls.certificate, and the other way round");
        }
        if (certificates.value().isEmpty() && authorities.value().isPresent()) {
            settings.mistake("http.tls.client-authorities", "means nothing without http.tls.certificate");
        }
        return () -> certificates
                .value()
                .map(file -> new TlsFiles(
                        Path.of(file),
                        Path.of(key.value().orElseThrow()),
                        authorities.value().map(Path::of)));
    }
}
