package io.weirpool.ingest.access;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;

/** A place that keys may come from: whoever can change what comes over plain HTTP can let himself in. */
final class SafeUrl {
    private SafeUrl() {}

    /** The URL, when it is https, or http of this machine. */
    static Optional<URL> of(String text) {
        try {
            URI uri = URI.create(text);
            boolean loopback = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback);
            return safe && uri.getHost() != null ? Optional.of(uri.toURL()) : Optional.empty();
        } catch (IllegalArgumentException | MalformedURLException e) {
            return Optional.empty();
        }
    }
}
