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
        StringBuilder body = new StringBuilder();
        for (Map<String, ?> row : rows) {
            body.append(JSON.writeValueAsString(row)).append('\n');
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Posts rows that must be accepted; returns the receipt. */
    public String accepted(String path, List<? extends Map<String, ?>> rows) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, rows);
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
