package io.weirpool.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final byte[] ANSWER = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
    private static final Shot SHOT = Shot.post("/", "text/plain", new byte[] {1}, 1);

    /** Answers one request of each connection, then ends it without having said so. */
    private static void serve(ServerSocket server) {
        try {
            while (true) {
                try (Socket connection = server.accept()) {
                    connection.getInputStream().readNBytes(SHOT.bytes().length);
                    connection.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void anEndBetweenTwoRequestsIsNoAnswer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> serve(server));
            serving.setDaemon(true);
            serving.start();
            InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            OpenLoop.Result result = OpenLoop.run(address, number -> SHOT, 1, Duration.ofMillis(1_500), 1);
            assertThat(result.wrong()).isEmpty();
            assertThat(result.right()).isEqualTo(2).isEqualTo(result.asked());
            assertThat(result.millisBySecond(99)).hasSize(2);
        }
    }
}
