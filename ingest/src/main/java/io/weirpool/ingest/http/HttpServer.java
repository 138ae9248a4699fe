package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.RootCause;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP/1.1 on one address, plain or in TLS; answers with the routes it was given. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /*
     * Threads that read, check and answer; none of them waits for a client, a database or, but for a second now and
     * then, for Kafka. Jetty itself keeps a few for selecting and accepting.
     */
    private static final int THREADS_MAX = 64;

    private static final int THREADS_MIN = 8;

    /*
     * Connections that may wait to be accepted: as many as a rush brings before the one thread that accepts has its turn. One
     * that finds no room is dropped by the kernel, and its client asks again after a second.
     */
    private static final int ACCEPT_QUEUE = 1_024;

    /* What is read at once: a body of a thousand rows in four pieces. A connection has a buffer only while it reads. */
    private static final int INPUT_BYTES = 32 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final ThreadPoolExecutor blocking;
    private final Optional<Tls> tls;

    private HttpServer(Server server, ServerConnector connector, ThreadPoolExecutor blocking, Optional<Tls> tls) {
        this.server = server;
        this.connector = connector;
        this.blocking = blocking;
        this.tls = tls;
    }

    /** Listens until closed, in plain HTTP for everybody. */
    public static HttpServer start(
            String listen, int port, List<Route> routes, Limits limits, ByteBudget bodies, RequestLog log) {
        return start(Listener.open(listen, port), routes, limits, bodies, log);
    }

    /**
     * Listens until closed.
     *
     * @param bodies memory for bodies
     * @throws WeirpoolException {@code CONFIG_INVALID} when the address or the certificates cannot be had
     */
    public static HttpServer start(
            Listener listener, List<Route> routes, Limits limits, ByteBudget bodies, RequestLog log) {
        Optional<Tls> tls = listener.tls().map(Tls::new);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("ingest-http");
        Server server = new Server(threads);
        ThreadPoolExecutor blocking = blockingThreads(limits);
        ServerConnector connector = connector(server, listener, tls, limits);
        RequestHandler handler = new RequestHandler(
                new RouteTable(routes),
                listener.guard(),
                new QuotaGate(listener.quota()),
                limits,
                bodies,
                blocking,
                threads,
                log);
        server.setHandler(new GracefulHandler(handler)); // waits for requests in progress when it stops
        server.setErrorHandler(new ServerErrors());
        server.setStopTimeout(limits.drain().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connectionsMax(), connector));
        HttpServer started = new HttpServer(server, connector, blocking, tls);
        started.listen(listener.address(), listener.port());
        return started;
    }

    private static ThreadPoolExecutor blockingThreads(Limits limits) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                limits.blockingThreads(),
                limits.blockingThreads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.blockingQueued()),
                task -> {
                    Thread thread = new Thread(task, "http-blocking-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ServerConnector connector(Server server, Listener listener, Optional<Tls> tls, Limits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(limits.requestHeaderBytesMax());
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(UriCompliance.DEFAULT);
        DeadlineConnection.Factory plain = new DeadlineConnection.Factory(http, limits);
        plain.setInputBufferSize(INPUT_BYTES);
        tls.ifPresent(t -> http.addCustomizer(new SecureRequestCustomizer(false))); // clients may come by an address
        ConnectionFactory[] protocols = tls.<ConnectionFactory[]>map(t ->
                        new ConnectionFactory[] {new SslConnectionFactory(t.context(), plain.getProtocol()), plain})
                .orElse(new ConnectionFactory[] {plain});
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
        connector.setHost(listener.address());
        connector.setPort(listener.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(limits.idle().toMillis());
        return connector;
    }

    private void listen(String listen, int port) {
        try {
            server.start();
        } catch (Exception e) { // Jetty's lifecycle declares nothing narrower
            close();
            if (e instanceof IOException) {
                throw new WeirpoolException(
                        ErrorCode.CONFIG_INVALID,
                        "cannot listen on %s:%d (%s): choose another http.port, or 0 for a free one"
                                .formatted(listen, port, RootCause.of(e)),
                        e);
            }
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    /** Where it listens, with the port in use. */
    public URI url() {
        String host = connector.getHost();
        if (connector.getTransport() instanceof ServerSocketChannel channel
                && channel.socket().getLocalSocketAddress() instanceof InetSocketAddress address
                && address.getAddress().isAnyLocalAddress()) {
            host = "localhost"; // listening everywhere is no address to connect to
        }
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((tls.isPresent() ? "https://" : "http://") + shown + ":" + connector.getLocalPort());
    }

    /** Takes no new requests, waits for those in progress as long as the limits say, then stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // requests that were cut; it is stopped all the same
            LOG.warn("requests in progress were cut off at the stop", e);
        }
        blocking.shutdownNow();
        tls.ifPresent(Tls::close);
    }

    /** Looks now whether there are other certificates. */
    void reloadCertificates() {
        tls.ifPresent(Tls::reloadIfChanged);
    }
}
