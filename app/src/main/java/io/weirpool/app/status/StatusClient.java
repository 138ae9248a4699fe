package io.weirpool.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.operate.ServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks {@link StatusRoute} of a running Weirpool. */
public final class StatusClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The server looks for at most 30 s and waits for Kafka as long again. */
    private static final Duration TIMEOUT = Duration.ofSeconds(75);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public StatusClient(URI server) {
        this.server = server;
    }

    /** Nobody answered, or the answer was a problem; the message is for people. */
    public static final class NoStatus extends Exception {
        private static final long serialVersionUID = 1L;

        NoStatus(String message) {
            super("weirpool: " + message);
        }
    }

    /** @param over seconds between the server's two looks */
    public JsonNode status(int over) throws NoStatus, InterruptedException {
        HttpRequest request = ServerRequest.to(server, "/v1/operate/status?over=" + over)
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new NoStatus(answer.path("detail").asText("the server gave no reason") + "\n  "
                        + answer.path("remedy").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new NoStatus("no Weirpool answers at %s (%s): start one with 'weirpool dev'".formatted(server, e));
        }
    }
}
