package io.weirpool.app.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import java.util.Map;
import java.util.function.Consumer;

/** Has a running Weirpool verify a view, and looks until it is done. */
public final class VerifyClient {
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Server server;

    public VerifyClient(Server server) {
        this.server = server;
    }

    /**
     * @param sample query parameters: none, or {@code sample}
     * @param progress is given every answer until the last
     * @throws io.weirpool.app.operate.ServerRefusal with the server's words
     */
    public JsonNode verify(String view, Map<String, String> sample, Consumer<JsonNode> progress)
            throws InterruptedException {
        String path = "/v1/operate/verify/" + Server.encoded(view);
        JsonNode verdict = server.post(Server.path(path, sample));
        while (verdict.path("state").asText().equals("running")) {
            progress.accept(verdict);
            Thread.sleep(LOOK_AGAIN_MILLIS);
            verdict = server.get(path);
        }
        return verdict;
    }
}
