package io.weirpool.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.LimitsForTests;
import io.weirpool.ingest.limit.Quota;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door in TLS, and the quota at it: no Kafka. */
class TlsTest {
    @TempDir
    static Path directory;

    private static Certificates first;
    private static Certificates second;

    @BeforeAll
    static void make() throws Exception {
        first = Certificates.make(directory, "first");
        second = Certificates.make(directory, "second");
    }

    private static HttpServer start(Optional<TlsFiles> tls, Optional<Quota> quota) {
        return HttpServer.start(
                new Listener("127.0.0.1", 0, tls, Guard.OPEN, quota),
                List.of(
                        Route.get("/x", request -> Response.text(200, "x")),
                        Route.get("/livez", r -> Response.of(200))),
                LimitsForTests.quick(),
                new ByteBudget(1_000_000),
                entry -> {});
    }

    private static HttpServer start(Certificates server, Optional<Path> authorities) {
        return start(Optional.of(new TlsFiles(server.certificate(), server.key(), authorities)), Optional.empty());
    }

    /** Trusts one server; shows a certificate when it has one. */
    private static HttpClient client(Certificates server, Optional<Certificates> own) {
        Optional<TlsFiles> identity =
                own.map(shown -> new TlsFiles(shown.certificate(), shown.key(), Optional.empty()));
        SSLContext context = ClientTls.of(server.certificate(), identity);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpResponse<String> get(HttpClient client, HttpServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersInTls() throws Exception {
        try (HttpServer server = start(first, Optional.empty())) {
            assertThat(server.url().getScheme()).isEqualTo("https");
            assertThat(get(client(first, Optional.empty()), server, "/x").body())
                    .isEqualTo("x");
        }
    }

    @Test
    void plainHttpToTheTlsPortIsClosed() throws Exception { // B20
        try (HttpServer server = start(first, Optional.empty())) {
            String answer = RawHttp.exchange(server.url(), "GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void clientWithoutACertificateIsNotLetIn() throws Exception {
        try (HttpServer server = start(first, Optional.of(second.certificate()))) {
            assertThatThrownBy(() -> get(client(first, Optional.empty()), server, "/x"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(client(first, Optional.of(first)), server, "/x"))
                    .isInstanceOf(IOException.class);
            assertThat(get(client(first, Optional.of(second)), server, "/x").body())
                    .isEqualTo("x");
        }
    }

    @Test
    void newCertificatesCountFromTheNextConnection() throws Exception {
        Path certificate = Files.copy(first.certificate(), directory.resolve("served.crt"));
        Path key = Files.copy(first.key(), directory.resolve("served.key"));
        try (HttpServer server =
                start(Optional.of(new TlsFiles(certificate, key, Optional.empty())), Optional.empty())) {
            Files.writeString(key, "half of a renewal");
            Files.setLastModifiedTime(key, FileTime.fromMillis(1));
            server.reloadCertificates();
            assertThat(get(client(first, Optional.empty()), server, "/x").body())
                    .isEqualTo("x");
            Files.writeString(certificate, Files.readString(second.certificate()));
            Files.writeString(key, Files.readString(second.key()));
            Files.setLastModifiedTime(key, FileTime.fromMillis(2));
            server.reloadCertificates();
            HttpResponse<String> answer = get(client(second, Optional.empty()), server, "/x");
            X509Certificate shown =
                    (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
            assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=second");
        }
    }

    @Test
    void filesThatAreNoneAreNamed() throws Exception {
        Path nothing = Files.writeString(directory.resolve("nothing"), "-----BEGIN RSA PRIVATE KEY-----");
        for (TlsFiles wrong : List.of(
                new TlsFiles(nothing, first.key(), Optional.empty()),
                new TlsFiles(first.certificate(), nothing, Optional.empty()),
                new TlsFiles(first.certificate(), first.key(), Optional.of(nothing)),
                new TlsFiles(directory.resolve("gone"), first.key(), Optional.empty()))) {
            assertThatThrownBy(() -> start(Optional.of(wrong), Optional.empty()))
                    .isInstanceOf(WeirpoolException.class)
                    .hasMessageContaining(wrong.certificates().endsWith("gone") ? "gone" : "nothing");
        }
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        try (HttpServer server = start(Optional.empty(), Optional.of(new Quota(1)))) {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<String> answer = get(client, server, "/x");
            assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"client\";q=10;w=10");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"client\";r=9;t=");
            while (answer.statusCode() == 200) {
                answer = get(client, server, "/x");
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("\"type\":\"/errors/quota-exceeded\"");
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 10);
            assertThat(get(client, server, "/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatLeadsNowhereUsesTheQuotaToo() throws Exception {
        try (HttpServer server = start(Optional.empty(), Optional.of(new Quota(1)))) {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<String> answer = get(client, server, "/nowhere");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"client\";r=9;t=");
            answer = options(client, server);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"client\";r=8;t=");
            while (answer.statusCode() != 429) {
                assertThat(answer.statusCode()).isIn(204, 404);
                answer = get(client, server, "/nowhere");
            }
            assertThat(options(client, server).statusCode()).isEqualTo(429);
        }
    }

    private static HttpResponse<String> options(HttpClient client, HttpServer server) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/x"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
