package io.weirpool.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients who trust nothing: each sends every command up to five times at once, to both gateways, under one key, and
 * again until one of the answers is a yes. A gateway that dies takes answers with it; nobody knows then what is in.
 */
final class ResendingClients implements AutoCloseable {
    private static final int CLIENTS = 64;
    private static final int TIMES_MAX = 5;
    private static final Duration SOON = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it

    /** What a client may hear of a good command: in, twice at once, not now, and nothing at all. */
    private static final Set<Integer> WANTED = Set.of(202, 409, 503, 0);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<String> gateways;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Integer>> clients = new ArrayList<>();
    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile boolean ending;

    ResendingClients(String... urls) {
        gateways = new CopyOnWriteArrayList<>(urls);
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            clients.add(threads.submit(() -> run(number)));
        }
    }

    /** A gateway elsewhere in the place of one that is gone. */
    void replace(String gone, String by) {
        gateways.set(gateways.indexOf(gone), by);
    }

    private int run(int client) throws InterruptedException {
        Random random = new Random(client);
        int sent = 0;
        while (!ending) {
            command(client, sent, random);
            sent++;
            TimeUnit.MILLISECONDS.sleep(random.nextInt(800)); // so that processors are left for what they ask for
        }
        return sent;
    }

    private void command(int client, int number, Random random) throws InterruptedException {
        List<String> in = send(client, number, 1 + random.nextInt(TIMES_MAX), random);
        while (in.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20); // as long as a client waits; nothing depends on it
            in = send(client, number, 1, random);
        }
        receipts.addAll(in);
        repeated.addAndGet(in.size() - 1);
    }

    /** Receipts of the answers that say it is in. */
    private List<String> send(int client, int number, int times, Random random) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(http.sendAsync(
                    request(gateways.get(random.nextInt(gateways.size())), client, number),
                    HttpResponse.BodyHandlers.ofString()));
        }
        List<String> in = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            int status = answer.handle((response, gone) -> gone == null ? response.statusCode() : 0)
                    .join();
            if (!WANTED.contains(status)) {
                throw new IllegalStateException("a good command was answered " + status + ": "
                        + answer.join().body());
            }
            if (status == 202) {
                in.add(answer.join().headers().firstValue("Weirpool-Receipt").orElseThrow());
            }
        }
        return in;
    }

    private static HttpRequest request(String gateway, int client, int number) {
        return HttpRequest.newBuilder(URI.create(gateway + "/v1/streams/click"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "client-" + client + "-" + number)
                .POST(HttpRequest.BodyPublishers.ofString("{\"client\":%d,\"number\":%d}".formatted(client, number)))
                .build();
    }

    /** Waits until so many more answers say that a command is in. */
    void awaitMore(int answers) {
        int before = receipts.size();
        await("clients go on").atMost(SOON).until(() -> receipts.size() >= before + answers);
    }

    /** Commands that each client had accepted, by its number. */
    List<Integer> end() throws Exception {
        ending = true;
        List<Integer> sent = new ArrayList<>();
        for (Future<Integer> client : clients) {
            sent.add(client.get(SOON.toSeconds(), TimeUnit.SECONDS));
        }
        return sent;
    }

    List<String> receipts() {
        return List.copyOf(receipts);
    }

    /** Answers that said yes a second time, at least. */
    int repeated() {
        return repeated.get();
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
