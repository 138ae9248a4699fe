package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A running Weirpool, called over HTTP with JSON in and out, with the caller's token where there is one. Thread-safe.
 *
 * <p>Every call throws {@link ServerRefusal}: with the server's words when the answer is not of the 200s, and when nobody
 * answers within 75 s (the server looks at Kafka for at most 30 s, and waits for it as long again).
 */
public final class Server {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(75);
    /** The environment's variable: a token on a command line would be in everybody's list of processes. */
    private static final String TOKEN = "WEIRPOOL_TOKEN";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    public Server(URI url) {
        this.url = url;
    }

    /** @param path with its leading slash, and a query where there is one */
    public JsonNode get(String path) {
        return send(request(path).build());
    }

    /** A POST without a body. */
    public JsonNode post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    /** @param body JSON */
    public JsonNode post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** A path with these query parameters, encoded. */
    public static String path(String path, Map<String, String> query) {
        return query.isEmpty()
                ? path
                : query.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }

    /** A value as one segment of a path or in a query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT);
        String token = System.getenv(TOKEN);
        return token == null || token.isBlank() ? request : request.header("Authorization", "Bearer " + token.strip());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new ServerRefusal(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new ServerRefusal("no Weirpool answers at %s (%s): start one with 'weirpool dev'".formatted(url, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerRefusal("interrupted while waiting for " + url);
        }
    }
}
