package io.weirpool.ingest.http;

import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a listener. Certificates expire and are replaced on disk: the files are looked at now and then, and new ones
 * count for connections that come then. Files that do not fit together, as when only one was replaced, change nothing.
 */
final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final long LOOK_EVERY_SECONDS = 10;

    private final TlsFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "http-tls-files");
        thread.setDaemon(true);
        return thread;
    });
    private List<FileTime> changed;

    /** @throws WeirpoolException {@code CONFIG_INVALID} when a file is not what it should be */
    @SuppressWarnings("FutureReturnValueIgnored") // each look catches whatever happens to it
    Tls(TlsFiles files) {
        this.files = files;
        this.changed = changed();
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        load(context);
        looking.scheduleWithFixedDelay(this::reloadIfChanged, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    SslContextFactory.Server context() {
        return context;
    }

    private void load(SslContextFactory.Server into) {
        into.setKeyStore(Pem.identity(files));
        into.setKeyStorePassword("");
        files.clientAuthorities().ifPresent(authorities -> {
            into.setTrustStore(Pem.authorities(authorities));
            into.setNeedClientAuth(true);
        });
    }

    /** Looks at the files once. */
    synchronized void reloadIfChanged() {
        List<FileTime> now = changed();
        if (now.equals(changed)) {
            return;
        }
        try {
            Pem.identity(files); // so that the context is not touched by files that cannot be used
            context.reload(same -> load(context));
            changed = now;
            LOG.info("new certificates from {}", files.certificates());
        } catch (Exception e) { // Jetty declares nothing narrower
            LOG.warn("the certificates cannot be read again, the last ones count; trying again", e);
        }
    }

    private List<FileTime> changed() {
        List<Path> all = new ArrayList<>(List.of(files.certificates(), files.key()));
        files.clientAuthorities().ifPresent(all::add);
        List<FileTime> times = new ArrayList<>();
        for (Path file : all) {
            try {
                times.add(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                times.add(FileTime.fromMillis(0)); // reading it says more
            }
        }
        return times;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
