package io.weirpool.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection that is kept: one request on its way at a time, its answer told by Content-Length. One thread. */
final class Wire {
    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
    private static final String LENGTH = "content-length:";

    private final InetSocketAddress server;
    private final Selector selector;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private @Nullable SocketChannel channel;
    private @Nullable ByteBuffer toSend;
    private @Nullable Shot shot;
    private long number;
    private long dueNanos;
    private boolean waiting;

    Wire(InetSocketAddress server, Selector selector) {
        this.server = server;
        this.selector = selector;
    }

    Shot shot() {
        if (shot == null) {
            throw new IllegalStateException("nothing is on its way");
        }
        return shot;
    }

    /** Whether an answer is due. */
    boolean isWaiting() {
        return waiting;
    }

    /** Of the request that is, or was, on its way. */
    long number() {
        return number;
    }

    /** When the request should have been sent. */
    long dueNanos() {
        return dueNanos;
    }

    void send(Shot next, long nextNumber, long due) throws IOException {
        shot = next;
        number = nextNumber;
        dueNanos = due;
        waiting = true;
        toSend = ByteBuffer.wrap(next.bytes());
        answer.clear();
        SocketChannel open = channel == null ? connect() : channel;
        write(open);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel opened = SocketChannel.open(server); // loopback: at once
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        channel = opened;
        return opened;
    }

    private void write(SocketChannel open) throws IOException {
        ByteBuffer rest = toSend;
        if (rest != null) {
            open.write(rest);
            boolean done = !rest.hasRemaining();
            open.keyFor(selector)
                    .interestOps(done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            toSend = done ? null : rest;
        }
    }

    /** The status of the whole answer; 0 while it is not here, -1 when the connection ended without one. */
    int ready() {
        int status = read();
        waiting &= status == 0;
        return status;
    }

    /** Something came although no answer is due: whether it was more than the end of the connection. */
    boolean unasked() {
        answer.clear();
        return read() != -1;
    }

    private int read() {
        SocketChannel open = channel;
        if (open == null) {
            return -1;
        }
        try {
            write(open);
            int read = open.read(answer);
            int status = status();
            if (read < 0 || (status != 0 && head().contains("connection: close"))) {
                close();
                return status == 0 ? -1 : status;
            }
            return status;
        } catch (IOException e) {
            close();
            return -1;
        }
    }

    private int status() {
        int head = headBytes();
        if (head < 0) {
            return 0;
        }
        String text = head();
        int at = text.indexOf(LENGTH);
        int length = at < 0
                ? 0
                : Integer.parseInt(text.substring(at + LENGTH.length(), text.indexOf('\r', at))
                        .strip());
        return answer.position() >= head + length ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    private String head() {
        return new String(answer.array(), 0, Math.max(0, headBytes()), US_ASCII).toLowerCase(Locale.ROOT);
    }

    /** Bytes up to the body; -1 while they are not all here. */
    private int headBytes() {
        byte[] bytes = answer.array();
        for (int i = 0; i + 4 <= answer.position(); i++) {
            if (bytes[i] == '\r' && Arrays.equals(bytes, i, i + 4, END_OF_HEAD, 0, 4)) {
                return i + 4;
            }
        }
        return -1;
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is gone all the same
        }
        channel = null;
    }
}
