package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM files as the key stores that Java's TLS wants. Each failure is {@code CONFIG_INVALID} and names the file. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    /** A store with one key and its certificates, under an empty password. */
    static KeyStore identity(TlsFiles files) {
        List<Certificate> chain = certificates(files.certificates());
        PrivateKey key = key(files.key());
        try {
            KeyStore store = empty();
            store.setKeyEntry("server", key, new char[0], chain.toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw invalid(files.key(), "does not belong to the certificate: " + e.getMessage(), e);
        }
    }

    /** A store with the certificates of a file, each trusted. */
    static KeyStore authorities(Path file) {
        try {
            KeyStore store = empty();
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw invalid(file, "cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw invalid(file, "holds no certificate");
            }
            return found;
        } catch (GeneralSecurityException | IOException e) {
            throw invalid(file, "holds no certificates in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) {
        try {
            Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!pem.find()) {
                throw invalid(
                        file, "holds no BEGIN PRIVATE KEY; 'openssl pkcs8 -topk8 -nodes' makes one of older forms");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            for (String kind : KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                } catch (GeneralSecurityException otherKind) {
                    // each kind refuses the others' keys
                }
            }
            throw invalid(file, "is no key of the kinds " + KINDS);
        } catch (IOException e) {
            throw invalid(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static WeirpoolException invalid(Path file, String what) {
        return new WeirpoolException(ErrorCode.CONFIG_INVALID, file + " " + what);
    }

    private static WeirpoolException invalid(Path file, String what, Exception cause) {
        return new WeirpoolException(ErrorCode.CONFIG_INVALID, file + " " + what, cause);
    }
}
