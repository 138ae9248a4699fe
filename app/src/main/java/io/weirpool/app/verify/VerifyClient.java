package io.weirpool.app.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.operate.ServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** Has a running Weirpool verify a view, and looks until it is done. */
public final class VerifyClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public VerifyClient(URI server) {
        this.server = server;
    }

    /** Nobody answered, or the answer was a problem; the message is for people. */
    public static final class NoVerdict extends Exception {
        private static final long serialVersionUID = 1L;

        NoVerdict(String message) {
            super("weirpool: " + message);
        }
    }

    /** @param progress is given every answer until the last */
    public JsonNode verify(String view, Consumer<JsonNode> progress) throws NoVerdict, InterruptedException {
        JsonNode verdict = send("POST", view);
        while (verdict.path("state").asText().equals("running")) {
            progress.accept(verdict);
            Thread.sleep(LOOK_AGAIN_MILLIS);
            verdict = send("GET", view);
        }
        return verdict;
    }

    private JsonNode send(String method, String view) throws NoVerdict, InterruptedException {
        HttpRequest request = ServerRequest.to(server, "/v1/operate/verify/" + view)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new NoVerdict(answer.path("detail").asText("the server gave no reason") + "\n  "
                        + answer.path("remedy").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new NoVerdict("no Weirpool answers at %s (%s): start one with 'weirpool dev'".formatted(server, e));
        }
    }
}
