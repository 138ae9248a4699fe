package io.weirpool.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that posts commands over HTTP; it shares no code with the product. */
public final class Producer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    public Producer(String url) {
        this.url = url;
    }

    /** The answer of a POST of NDJSON. */
    HttpResponse<String> post(String path, List<? extends Map<String, ?>> rows)
            throws IOException, InterruptedException {
        return post(path, rows, null);
    }

    /** {@code key} is what makes sending again no second request; null for none. */
    HttpResponse<String> post(String path, List<? extends Map<String, ?>> rows, @Nullable String key)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        for (Map<String, ?> row : rows) {
            body.append(JSON.writeValueAsString(row)).append('\n');
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts rows that must be accepted; returns the receipt. */
    public String accepted(String path, List<? extends Map<String, ?>> rows) throws IOException, InterruptedException {
        return accepted(path, rows, null);
    }

    /** The same under a key. */
    String accepted(String path, List<? extends Map<String, ?>> rows, @Nullable String key)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, rows, key);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        JsonNode body = JSON.readTree(answer.body());
        if (body.get("accepted").asInt() != rows.size()) {
            throw new IllegalStateException(answer.body());
        }
        return body.get("receipt").asText();
    }
}
