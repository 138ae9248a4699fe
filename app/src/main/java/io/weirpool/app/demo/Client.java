package io.weirpool.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.topic.Receipt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Posts commands, as any producer does. Thread-safe. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Client(URI server) {
        this.server = server;
    }

    /** One command as a JSON object, many as NDJSON. */
    Receipt post(String path, List<String> commands) {
        return commands.size() == 1
                ? post(path, "application/json", commands.get(0))
                : post(path, "application/x-ndjson", String.join("\n", commands) + "\n");
    }

    private Receipt post(String path, String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", contentType)
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 202) {
                throw new WeirpoolException(
                        ErrorCode.INTERNAL,
                        "%s answered %d: %s".formatted(path, response.statusCode(), response.body()));
            }
            return Receipt.parse(JSON.readTree(response.body()).path("receipt").asText());
        } catch (IOException e) {
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "%s does not answer: %s".formatted(server, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "interrupted while posting", e);
        }
    }
}
