package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls {@link ApplyRoute} of a running Weirpool. */
public final class ApplyClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String READABLE = "";
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public ApplyClient(URI server) {
        this.server = server;
    }

    /**
     * The server's answer: {@code revision}, and the names of new {@code sources} and {@code views}.
     *
     * @param query of the URI, with its question mark, or empty
     * @throws ServerRefusal with the server's words
     */
    public JsonNode apply(Name pipeline, List<SourceFile> files, String query) {
        HttpRequest request = ServerRequest.to(server, "/v1/operate/apply" + query)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(OperateClient.body(pipeline, files)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new ServerRefusal(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new ServerRefusal(
                    "no Weirpool answers at %s (%s): start one with 'weirpool dev'".formatted(server, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerRefusal("interrupted while waiting for " + server);
        }
    }

    /**
     * Waits until each of the views can be read.
     *
     * @return those that cannot after this time; all when the server serves no reads, as it has no database
     */
    public List<String> awaitReadable(List<String> views, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<String> left = new ArrayList<>(views);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            String code = read(left.get(0));
            if (code.equals(READABLE)) {
                left.remove(0);
            } else if (code.equals(ErrorCode.DATABASE_UNAVAILABLE.slug()) || !pause()) {
                return left;
            }
        }
        return left;
    }

    /** Empty when a row of the view can be read, else the code of the problem. */
    private String read(String view) {
        HttpRequest request = ServerRequest.to(server, "/v1/views/" + view + "?limit=1")
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? READABLE
                    : JSON.readTree(response.body()).path("code").asText("no-code");
        } catch (IOException e) {
            return "no-answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the server answered instead; the message is for people. */
    public static final class ServerRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServerRefusal(String message) {
            super("weirpool: " + message);
        }

        ServerRefusal(JsonNode problem) {
            super(message(problem));
        }

        private static String message(JsonNode problem) {
            String detail = problem.path("detail").asText("the server gave no reason");
            // Mistakes in definitions bring their places and mends along, as 'check' prints them.
            boolean placed = problem.path("errors").path(0).has("path");
            return placed
                    ? detail
                    : "weirpool: %s%n  %s"
                            .formatted(detail, problem.path("remedy").asText());
        }
    }
}
