package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Who can reach an address: this machine, or others, who must then be known and must not be read on the way. */
public final class ListenAddress {
    private ListenAddress() {}

    /**
     * Refuses an address that others can reach.
     *
     * @param key the setting that names it
     * @param insecureListen whether that is wanted all the same
     * @param missing what it would take to be safe there; empty when nothing is missing
     * @throws WeirpoolException {@code CONFIG_INVALID}
     */
    public static void check(String key, String listen, boolean insecureListen, List<String> missing) {
        if (!insecureListen && !missing.isEmpty() && !isLoopback(key, listen)) {
            throw new WeirpoolException(
                    ErrorCode.CONFIG_INVALID,
                    "%s is %s, which others can reach: set %s, listen on 127.0.0.1, or say --insecure-listen (http.insecure-listen: true)"
                            .formatted(key, listen, String.join(" and ", missing)));
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
