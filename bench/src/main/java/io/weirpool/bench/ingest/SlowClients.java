package io.weirpool.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that mean no good: headers that never end, bodies a byte at a time, bodies far too large, and noise that is no
 * HTTP. Each connects again when it is cut off. One thread, which sleeps between rounds, so that they cost little here.
 */
final class SlowClients implements AutoCloseable {
    private static final long ROUND_MS = 200;
    private static final String HEAD = "POST /v1/streams/hit HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String SLOW_BODY = "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
    private static final String LARGE = "Content-Type: application/x-ndjson\r\nContent-Length: 900000000\r\n\r\n{}";
    private static final String CHUNKED =
            "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n";
    private static final String NOISE = "\u0016\u0003\u0001\u0000noise\r\n\r\n\r\n";

    private final List<Client> clients = new ArrayList<>();
    private final AtomicLong connected = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;

    private SlowClients(InetSocketAddress server, int count) {
        for (int i = 0; i < count; i++) {
            clients.add(new Client(server, KINDS.get(i % KINDS.size())));
        }
        thread = new Thread(this::run, "bench-slow-clients");
        thread.setDaemon(true);
    }

    static SlowClients start(InetSocketAddress server, int count) {
        SlowClients started = new SlowClients(server, count);
        started.thread.start();
        return started;
    }

    /** What a client writes when it connects, and every round after that; all of it ASCII. */
    private record Kind(String first, String then) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(HEAD, "X-Pad: 1\r\n"),
            new Kind(HEAD + SLOW_BODY, " "),
            new Kind(HEAD + LARGE, " ".repeat(16_384)),
            new Kind(HEAD + CHUNKED, " ".repeat(16_384)),
            new Kind(NOISE, "more noise"));

    /** One of them. */
    private final class Client {
        private final InetSocketAddress server;
        private final Kind kind;
        private final ByteBuffer answer = ByteBuffer.allocate(4096);
        private @Nullable SocketChannel channel;

        Client(InetSocketAddress server, Kind kind) {
            this.server = server;
            this.kind = kind;
        }

        /** A little more; what cannot be written now is left out. */
        void goOn() {
            try {
                SocketChannel open = channel;
                if (open == null) {
                    open = SocketChannel.open(server);
                    open.configureBlocking(false);
                    channel = open;
                    connected.incrementAndGet();
                    open.write(US_ASCII.encode(kind.first));
                } else {
                    open.write(US_ASCII.encode(kind.then));
                }
                answer.clear();
                if (open.read(answer) < 0) {
                    close();
                }
            } catch (IOException e) {
                close(); // cut off, as it should be
            }
        }

        void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // gone
            }
            channel = null;
        }
    }

    private void run() {
        try {
            while (!stopped) {
                clients.forEach(Client::goOn);
                Thread.sleep(ROUND_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(Client::close);
    }

    /** How often one of them has connected. */
    long connected() {
        return connected.get();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
