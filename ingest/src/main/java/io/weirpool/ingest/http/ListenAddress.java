package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who can reach an address: this machine, or others, to whom nobody is authenticated yet. */
public final class ListenAddress {
    private ListenAddress() {}

    /**
     * Refuses an address that others can reach.
     *
     * @param key the setting that names it
     * @param insecureListen whether that is wanted all the same
     * @throws WeirpoolException {@code CONFIG_INVALID}
     */
    public static void check(String key, String listen, boolean insecureListen) {
        if (!insecureListen && !isLoopback(key, listen)) {
            throw new WeirpoolException(
                    ErrorCode.CONFIG_INVALID,
                    "%s is %s, which others can reach, and nobody is authenticated yet: listen on 127.0.0.1, or say --insecure-listen (http.insecure-listen: true)"
                            .formatted(key, listen));
        }
    }

    private static boolean isLoopback(String key, String listen) {
        try {
            return InetAddress.getByName(listen).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new WeirpoolException(
                    ErrorCode.CONFIG_INVALID, "%s is %s, which is no address here".formatted(key, listen), e);
        }
    }
}
