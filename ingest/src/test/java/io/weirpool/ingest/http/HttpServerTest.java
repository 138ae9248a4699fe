package io.weirpool.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.LimitsForTests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door itself, with routes of its own: no Kafka. */
class HttpServerTest {
    private static final int BODY_MAX = 100_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final LinkedBlockingQueue<RequestLog.Entry> LOG = new LinkedBlockingQueue<>();
    private static final ByteBudget BODIES = new ByteBudget(1_000_000);
    private static final AtomicInteger ECHOES = new AtomicInteger();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        List<Route> routes = List.of(
                Route.async("POST", "/echo", BODY_MAX, request -> {
                    ECHOES.incrementAndGet();
                    return CompletableFuture.completedFuture(Response.of(200, "text/plain", request.body()));
                }),
                Route.async(
                        "POST",
                        "/later",
                        BODY_MAX,
                        request -> CompletableFuture.supplyAsync(
                                () -> Response.of(200, "text/plain", request.body()),
                                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))),
                Route.blocking("POST", "/blocking", BODY_MAX, request -> Response.json(200, request.body())),
                Route.get(
                        "/things/{thing}",
                        request -> Response.text(200, request.pathParameter("thing") + " " + request.query())),
                Route.get("/things/first", request -> Response.text(200, "the first")),
                Route.get("/large", request -> Response.text(200, "abcdefgh".repeat(10_000))),
                Route.get(
                        "/stream",
                        request -> Response.streamed(200, "application/x-ndjson", out -> {
                            for (int i = 0; i < 10_000; i++) {
                                out.write(("{\"i\":" + i + "}\n").getBytes(UTF_8));
                            }
                        })),
                Route.get(
                        "/stream-fails",
                        request -> Response.streamed(200, "application/x-ndjson", out -> {
                            out.write(new byte[200_000]);
                            throw new IOException("the database went away");
                        })),
                Route.get(
                        "/stream-fails-early",
                        request -> Response.streamed(200, "text/csv", out -> {
                            throw new WeirpoolException(ErrorCode.QUERY_TIMEOUT, "too slow");
                        })),
                Route.get("/defect", request -> {
                    throw new IllegalStateException("secret");
                }),
                Route.get("/problem", request -> {
                    throw Problem.of(ErrorCode.ROW_INVALID, "wrong")
                            .withErrors(List.of(new FieldError("/a", 3, 7, ErrorCode.ROW_INVALID, "a is not b")))
                            .asException();
                }));
        server = HttpServer.start("127.0.0.1", 0, routes, LimitsForTests.quick(), BODIES, LOG::add);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aTunnelIsRefusedAndClosedAtOnce() throws IOException {
        String answer = RawHttp.exchange(
                server.url(), "CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\n\r\nGET / HTTP/1.1\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Connection: close", "request-invalid");
    }

    @Test
    void bodyComesBack() throws Exception {
        HttpResponse<String> answer = post("/echo", "hello".getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
    }

    @Test
    void bodyOfUnknownLengthComesBack() throws Exception {
        HttpRequest chunked = HttpRequest.newBuilder(uri("/blocking"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("hello".getBytes(UTF_8))))
                .build();
        assertThat(CLIENT.send(chunked, BodyHandlers.ofString()).body()).isEqualTo("hello");
    }

    @Test
    void pathAndQueryAreDecoded() throws Exception {
        assertThat(get("/things/caf%C3%A9?a=1+2&b=%26&a=x").body())
                .isEqualTo(
                        "café [Parameter[name=a, value=1 2], Parameter[name=b, value=&], Parameter[name=a, value=x]]");
    }

    @Test
    void literalSegmentWins() throws Exception {
        assertThat(get("/things/first").body()).isEqualTo("the first");
    }

    @Test
    void traceOfTheCallerGoesOn() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        HttpRequest request = HttpRequest.newBuilder(uri("/things/x"))
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .startsWith("00-" + trace + "-")
                .doesNotContain("b7ad6b7169203331");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "ff-1-2-3"})
    void badTraceparentBeginsANewTrace(String traceparent) throws Exception { // B62
        HttpRequest request = HttpRequest.newBuilder(uri("/things/x"))
                .header("traceparent", traceparent)
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .matches("00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void unknownPathIsAProblem() throws Exception {
        HttpResponse<String> answer = get("/nowhere");
        assertProblem(answer, 404, "not-found");
        assertThat(answer.body()).contains("\"trace_id\":\"").contains("\"request_id\":\"");
    }

    @Test
    void otherMethodIsRefusedWithAllow() throws Exception {
        HttpResponse<String> answer = post("/things/x", new byte[0]);
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @Test
    void optionsSaysWhatIsAllowed() throws Exception {
        HttpResponse<String> answer = send("OPTIONS", "/echo", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/stream"})
    void headHasNoBody(String path) throws Exception {
        HttpResponse<String> answer = send("HEAD", path, new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void streamedAnswerIsWhole() throws Exception {
        assertThat(get("/stream").body().lines()).hasSize(10_000);
    }

    @ParameterizedTest
    @CsvSource({"/stream,108890", "/large,80000"})
    void textIsCompressedWhenWanted(String path, int length) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .hasSize(length);
    }

    @Test
    void streamThatFailsIsCutShort() throws Exception {
        String answer =
                RawHttp.exchange(server.url(), "GET /stream-fails HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void streamThatFailsBeforeItsFirstByteIsAProblem() throws Exception {
        assertProblem(get("/stream-fails-early"), 504, "query-timeout");
    }

    @Test
    void defectShowsNothingOfItself() throws Exception {
        HttpResponse<String> answer = get("/defect");
        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("IllegalState");
    }

    @Test
    void problemNamesThePlace() throws Exception {
        HttpResponse<String> answer = get("/problem");
        assertProblem(answer, 422, "row-invalid");
        assertThat(answer.body())
                .contains(
                        "\"errors\":[{\"pointer\":\"/a\",\"line\":3,\"column\":7,\"code\":\"row-invalid\",\"detail\":\"a"
                                + " is not b\"}]");
    }

    @Test
    void largeBodyIsRefusedBeforeItIsRead() throws Exception { // B2
        int before = ECHOES.get();
        assertProblem(post("/echo", new byte[BODY_MAX + 1]), 413, "too-large");
        assertThat(ECHOES).hasValue(before);
    }

    @Test
    void largeBodyOfUnknownLengthIsRefused() throws Exception { // B2
        HttpRequest chunked = HttpRequest.newBuilder(uri("/echo"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[BODY_MAX * 3])))
                .build();
        assertProblem(CLIENT.send(chunked, BodyHandlers.ofString()), 413, "too-large");
    }

    @Test
    void expectationOfALargeBodyIsRefusedBeforeTheBody() throws Exception { // B17
        String answer = RawHttp.exchange(
                server.url(),
                "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("100 Continue");
        assertRawProblem(answer, "too-large");
    }

    @Test
    void expectationIsMet() throws Exception {
        try (RawHttp http = new RawHttp(server.url())) {
            http.send("POST /echo HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Connection: close\r\n"
                    + "Expect: 100-continue\r\n"
                    + "Content-Length: 2\r\n\r\n");
            assertThat(http.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            http.send("ok");
            assertThat(http.readToEnd()).startsWith("HTTP/1.1 200").endsWith("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n", // no Host
                "garbage\r\n\r\n",
                "GET /x y HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: x\r\nA: b\r\n folded\r\n\r\n",
                "GET /x HTTP/9.9\r\nHost: x\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nab",
                "POST /echo HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "Content-Length: 2\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n", // B4
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                "GET /things/%2e%2e%2fx HTTP/1.1\r\nHost: x\r\n\r\n", // B19
                "GET /things/%00 HTTP/1.1\r\nHost: x\r\n\r\n", // B19
                "GET /things/%c3%28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /things/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/x?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /things/x?a=%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            })
    void malformedRequestIsAProblem(String request) throws Exception {
        String answer = RawHttp.exchange(server.url(), request);
        assertThat(answer).containsPattern("^HTTP/1.1 4\\d\\d").containsIgnoringCase("application/problem+json");
        assertThat(answer).contains("\"type\":\"/errors/").doesNotContain("Exception");
    }

    @Test
    void longHeadersAre431() throws Exception { // B7
        String answer = RawHttp.exchange(
                server.url(), "GET /things/x HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(17 * 1024) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431");
        assertRawProblem(answer, "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(ints = {9 * 1024, 40 * 1024})
    void longUriIs414(int length) throws Exception { // B8
        String answer = RawHttp.exchange(
                server.url(),
                "GET /things/" + "y".repeat(length) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 414");
        assertRawProblem(answer, "uri-too-long");
    }

    @Test
    void headersThatDripAre408() throws Exception { // B5
        try (RawHttp http = new RawHttp(server.url())) {
            http.send("GET /things/x HTTP/1.1\r\n");
            CountDownLatch answered = new CountDownLatch(1);
            Thread dripping = new Thread(() -> drip(http, answered));
            dripping.start();
            String answer = http.readToEnd();
            answered.countDown();
            dripping.join();
            assertThat(answer).startsWith("HTTP/1.1 408");
            assertRawProblem(answer, "request-timeout");
        }
    }

    private static void drip(RawHttp http, CountDownLatch until) {
        try {
            while (!until.await(100, TimeUnit.MILLISECONDS)) {
                http.send("x");
            }
        } catch (IOException | InterruptedException e) {
            // the server closed: what the test waits for
        }
    }

    @Test
    void headersThatStopAre408() throws Exception {
        String answer = RawHttp.exchange(server.url(), "GET /things/x HTTP/1.1\r\nHos");
        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void bodyThatStopsIs408() throws Exception {
        String answer =
                RawHttp.exchange(server.url(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
        assertThat(answer).startsWith("HTTP/1.1 408");
        assertRawProblem(answer, "request-timeout");
    }

    @Test
    void bodyThatDripsIs408() throws Exception {
        try (RawHttp http = new RawHttp(server.url())) {
            http.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n");
            CountDownLatch answered = new CountDownLatch(1);
            Thread dripping = new Thread(() -> drip(http, answered));
            dripping.start();
            String answer = http.readToEnd();
            answered.countDown();
            dripping.join();
            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void clientsThatStopHoldNoThread() throws Exception {
        RawHttp[] stopped = new RawHttp[100]; // more than there are threads
        for (int i = 0; i < stopped.length; i++) {
            stopped[i] = new RawHttp(server.url());
            stopped[i].send("POST /blocking HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
        }
        assertThat(post("/echo", "hello".getBytes(UTF_8)).body()).isEqualTo("hello");
        for (RawHttp http : stopped) {
            http.close();
        }
    }

    @Test
    void clientThatGoesAwayLeavesNothing() throws Exception {
        try (RawHttp http = new RawHttp(server.url())) {
            http.send("POST /echo?gone HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
        }
        Awaitility.await().untilAsserted(() -> assertThat(BODIES.used()).isZero());
    }

    @Test
    void gzipIsDecoded() throws Exception {
        assertThat(postCoded("gzip", gzip("hello".getBytes(UTF_8))).body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "deflate"})
    void otherCodingsAre415(String coding) throws Exception { // B13, B16
        HttpResponse<String> answer = postCoded(coding, new byte[10]);
        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("gzip, zstd");
    }

    @Test
    void whatFollowsAGzipStreamIsNotPassedOver() throws Exception { // B14
        byte[] whole = gzip("hello".getBytes(UTF_8));
        byte[] more = Arrays.copyOf(whole, whole.length + 2);
        assertProblem(postCoded("gzip", more), 400, "request-invalid");
        byte[] half = Arrays.copyOf(whole, whole.length + 9); // a second stream that was cut within its header
        System.arraycopy(whole, 0, half, whole.length, 9);
        assertProblem(postCoded("gzip", half), 400, "request-invalid");
        byte[] two = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, two, whole.length, whole.length);
        assertThat(postCoded("gzip", two).body()).isEqualTo("hellohello");
    }

    @Test
    void gzipWithinGzipIs415() throws Exception { // B16
        assertProblem(postCoded("gzip", gzip(gzip("x".getBytes(UTF_8)))), 415, "unsupported-media-type");
    }

    @Test
    void brokenGzipIs400() throws Exception { // B14
        byte[] whole = gzip("hello hello hello".getBytes(UTF_8));
        byte[] cut = Arrays.copyOf(whole, whole.length - 10);
        assertProblem(postCoded("gzip", cut), 400, "request-invalid");
        assertProblem(postCoded("gzip", "no gzip".getBytes(UTF_8)), 400, "request-invalid");
    }

    @Test
    void zstdIsDecoded() throws Exception {
        assertThat(postCoded("zstd", Zstd.compress("hello".getBytes(UTF_8))).body())
                .isEqualTo("hello");
    }

    @Test
    void brokenZstdIs400() throws Exception { // as B14
        byte[] whole = Zstd.compress("hello hello hello".getBytes(UTF_8));
        assertProblem(postCoded("zstd", Arrays.copyOf(whole, whole.length - 3)), 400, "request-invalid");
        assertProblem(postCoded("zstd", "no zstd at all".getBytes(UTF_8)), 400, "request-invalid");
        byte[] more = Arrays.copyOf(whole, whole.length + 5);
        assertProblem(postCoded("zstd", more), 400, "request-invalid");
    }

    @Test
    void zstdWithinGzipIs415() throws Exception { // as B16
        byte[] zstd = Zstd.compress("x".getBytes(UTF_8));
        assertProblem(postCoded("gzip", gzip(zstd)), 415, "unsupported-media-type");
        assertProblem(postCoded("zstd", Zstd.compress(zstd)), 415, "unsupported-media-type");
    }

    @Test
    void zstdBombIs413() throws Exception {
        assertProblem(postCoded("zstd", Zstd.compress(new byte[BODY_MAX + 1])), 413, "too-large");
        assertProblem(postCoded("zstd", Zstd.compress(new byte[BODY_MAX - 1])), 413, "too-large");
    }

    @Test
    void gzipBombIs413() throws Exception {
        assertProblem(postCoded("gzip", gzip(new byte[BODY_MAX + 1])), 413, "too-large");
        assertProblem(postCoded("gzip", gzip(new byte[BODY_MAX - 1])), 413, "too-large");
    }

    @Test
    void memoryOfBodiesIsGivenBack() throws Exception {
        post("/echo", new byte[1000]);
        Awaitility.await().untilAsserted(() -> assertThat(BODIES.used()).isZero());
    }

    @Test
    void everyAnswerIsLogged() throws Exception {
        String path = "/things/logged" + System.nanoTime();
        String id = get(path).headers().firstValue("X-Request-Id").orElseThrow();
        Awaitility.await()
                .untilAsserted(() -> assertThat(LOG)
                        .filteredOn(e -> e.path().equals(path))
                        .singleElement()
                        .satisfies(e -> {
                            assertThat(e.context().requestId()).isEqualTo(id);
                            assertThat(e.status()).isEqualTo(200);
                            assertThat(e.route()).isEqualTo("/things/{thing}");
                        }));
    }

    @Test
    void connectionGoesOnAfterARefusal() throws Exception {
        try (RawHttp http = new RawHttp(server.url())) {
            http.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                    + "GET /things/first HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(http.readToEnd()).startsWith("HTTP/1.1 404").endsWith("the first");
        }
    }

    @Test
    void idleConnectionEndsWithoutAnAnswer() throws Exception {
        try (RawHttp http = new RawHttp(server.url())) {
            http.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none");
            assertThat(http.readUntil("\r\n\r\none")).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    /** The next request may be here whole, in part or not at all when another thread has answered. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 200})
    void connectionGoesOnAfterAnAnswerOfAnotherThread(int bytesAhead) throws Exception {
        String first = "POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none";
        String rest = first.replace("one", "two")
                + "POST /later HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nthree";
        int ahead = Math.min(bytesAhead, rest.length());
        try (RawHttp http = new RawHttp(server.url())) {
            http.send(first + rest.substring(0, ahead));
            http.readUntil("\r\n\r\none");
            http.send(rest.substring(ahead));
            assertThat(http.readToEnd()).contains("\r\n\r\ntwo").endsWith("three");
        }
    }

    @Test
    void valuesAreNotEchoedWhole() throws Exception {
        HttpResponse<String> answer = get("/" + "z".repeat(1000));
        assertThat(answer.body()).contains("z".repeat(60)).doesNotContain("z".repeat(65));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/errors/" + slug + "\"").contains("\"status\":" + status);
    }

    private static void assertRawProblem(String answer, String slug) {
        assertThat(answer).contains("application/problem+json").contains("\"type\":\"/errors/" + slug + "\"");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> postCoded(String coding, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/echo"))
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, new byte[0]);
    }

    private static HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send("POST", path, body);
    }

    private static HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(server.url() + path);
    }
}
