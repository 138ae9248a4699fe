package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.http.ClientTls;
import io.weirpool.ingest.http.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

    /** The environment's variables for a server whose certificate no public authority has signed: PEM files. */
    private static final String AUTHORITIES = "WEIRPOOL_CA";

    private static final String CERTIFICATE = "WEIRPOOL_CLIENT_CERTIFICATE";
    private static final String KEY = "WEIRPOOL_CLIENT_KEY";

    private final HttpClient http;
    private final URI url;

    /** @throws WeirpoolException {@code CONFIG_INVALID} when a file that the environment names cannot be used */
    public Server(URI url) {
        this(url, System.getenv());
    }

    Server(URI url, Map<String, String> environment) {
        this.url = url;
        HttpClient.Builder client = HttpClient.newBuilder();
        file(environment, AUTHORITIES)
                .ifPresent(authorities -> client.sslContext(ClientTls.of(authorities, identity(environment))));
        http = client.build();
    }

    private static Optional<TlsFiles> identity(Map<String, String> environment) {
        return file(environment, CERTIFICATE)
                .flatMap(certificate ->
                        file(environment, KEY).map(key -> new TlsFiles(certificate, key, Optional.empty())));
    }

    private static Optional<Path> file(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(file -> !file.isBlank())
                .map(Path::of);
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
