package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as a client of ours speaks it to a server whose certificate no public authority has signed. */
public final class ClientTls {
    private ClientTls() {}

    /**
     * Trusts these authorities and nobody else.
     *
     * @param authorities PEM file with their certificates
     * @param identity certificate and key that the client shows, in PEM
     * @throws WeirpoolException {@code CONFIG_INVALID}, which names the file that cannot be used
     */
    public static SSLContext of(Path authorities, Optional<TlsFiles> identity) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(Pem.authorities(authorities));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(identity), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new WeirpoolException(
                    ErrorCode.CONFIG_INVALID, authorities + " cannot be used for TLS: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(Optional<TlsFiles> identity) throws GeneralSecurityException {
        if (identity.isEmpty()) {
            return null;
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(Pem.identity(identity.get()), new char[0]);
        return keys.getKeyManagers();
    }
}
