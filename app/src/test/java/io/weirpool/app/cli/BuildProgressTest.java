package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weirpool.app.operate.OperateClient;
import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a server that is there, goes, and comes back on its port. */
class BuildProgressTest {
    private final StringWriter said = new StringWriter();

    private static HttpServer serve(int port, String state) throws IOException {
        byte[] answer = "{\"versions\":[{\"view\":\"v\",\"version\":2,\"state\":\"%s\"}]}"
                .formatted(state)
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v1/operate/versions", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void aServerThatGoesAwayMeanwhileIsWaitedFor() throws Exception {
        HttpServer before = serve(0, "building");
        int port = before.getAddress().getPort();
        before.stop(0);
        HttpServer[] again = new HttpServer[1];
        // it comes back when it has been said that it is away
        PrintWriter out = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) {
                said.write(text, from, length);
            }

            @Override
            public void flush() throws IOException {
                if (again[0] == null) {
                    again[0] = serve(port, "live");
                }
            }

            @Override
            public void close() {}
        });
        OperateClient client = new OperateClient(new Server(URI.create("http://localhost:" + port)));
        try {
            assertThat(new BuildProgress(client, out).await(Map.of("v", 2), Duration.ofMinutes(1)))
                    .isTrue();
        } finally {
            again[0].stop(0);
        }
        assertThat(said.toString())
                .contains("no Weirpool answers at http://localhost:" + port)
                .contains("the build goes on without it; waiting for it to come back");
    }
}
