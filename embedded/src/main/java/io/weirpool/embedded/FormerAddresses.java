package io.weirpool.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the ports a killed broker was registered with, silently, while its successor starts.
 *
 * <p>Why: until the successor is registered, its transaction coordinator knows the broker by its former address. Refused
 * there, it looks the leaders up again, and while the former registration expires there are none: Kafka 4.3.1 then takes
 * the partitions for deleted and leaves their markers out, so that the transaction never ends and readers of committed
 * records wait for ever. A connection that opens and stays silent makes it wait; closed at the end of the start, it makes
 * it send again, to the right address.
 */
final class FormerAddresses implements AutoCloseable {
    private final Path file;
    private final int port;
    private final List<ServerSocket> held = new ArrayList<>();

    private FormerAddresses(Path file, int port) {
        this.file = file;
        this.port = port;
    }

    /**
     * Holds what the file lists, and adds the port of this start to it: killed half way, both may be registered.
     *
     * @param file one port a line; made when missing
     */
    static FormerAddresses hold(Path file, int port) {
        FormerAddresses addresses = new FormerAddresses(file, port);
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> addresses.hold(Integer.parseInt(line.strip())));
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, port + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return addresses;
        } catch (IOException e) {
            addresses.release();
            throw new UncheckedIOException("cannot keep ports in " + file, e);
        }
    }

    private void hold(int former) {
        if (former == port) {
            return;
        }
        try {
            held.add(new ServerSocket(former, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            // Somebody else has it by now, and answers in some way; nothing better can be done.
            return;
        }
    }

    /** The start has succeeded: from now on only its port counts. */
    @Override
    public void close() {
        release();
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a port in " + file, e);
        }
    }

    private void release() {
        for (ServerSocket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot release port " + socket.getLocalPort(), e);
            }
        }
    }
}
