package io.weirpool.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.model.Position;
import io.weirpool.common.topic.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends the flights: all airports, then the reports in the order and, when a speed is given, at the moments they were
 * sent. Most reports go in batches; every now and then one goes alone.
 */
final class Feed {
    /** As many as a small airport's gateway would gather; about 50 KB. */
    private static final int BATCH = 250;
    /** The first report of every other batch is posted alone. */
    private static final int SINGLE_EVERY = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Client client;
    private final double speed;
    private final Consumer<Accepted> onAccepted;
    private Position position = Position.NONE;

    /**
     * Commands the server has answered for.
     *
     * @param commands how many
     */
    record Accepted(int commands, Receipt receipt) {}

    /** @param speed times real time; 0 for as fast as it goes */
    Feed(Client client, double speed, Consumer<Accepted> onAccepted) {
        this.client = client;
        this.speed = speed;
        this.onAccepted = onAccepted;
    }

    /** Sends all of it and returns the position after it. */
    Receipt run(List<String> airports, List<String> reports) throws InterruptedException {
        for (List<String> batch : batches(airports)) {
            accepted(batch.size(), client.post("/v1/tables/airport", batch));
        }
        Instant start = Instant.now();
        LocalDateTime first = sent(reports.get(0));
        int number = 0;
        for (List<String> batch : batches(reports)) {
            waitUntil(start, Duration.between(first, sent(batch.get(batch.size() - 1))));
            boolean single = number++ % SINGLE_EVERY == 0 && batch.size() > 1;
            if (single) {
                accepted(1, client.post("/v1/streams/flight_event", batch.get(0)));
            }
            List<String> rest = single ? batch.subList(1, batch.size()) : batch;
            accepted(rest.size(), client.post("/v1/streams/flight_event", rest));
        }
        return new Receipt(position);
    }

    private void accepted(int commands, Receipt receipt) {
        position = position.max(receipt.position());
        onAccepted.accept(new Accepted(commands, receipt));
    }

    private void waitUntil(Instant start, Duration sinceFirst) throws InterruptedException {
        if (speed > 0) {
            Instant due = start.plusMillis((long) (sinceFirst.toMillis() / speed));
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
        }
    }

    private static List<List<String>> batches(List<String> lines) {
        return java.util.stream.IntStream.range(0, (lines.size() + BATCH - 1) / BATCH)
                .mapToObj(i -> lines.subList(i * BATCH, Math.min(lines.size(), (i + 1) * BATCH)))
                .toList();
    }

    private static LocalDateTime sent(String report) {
        try {
            String text = JSON.readTree(report).path("sent").asText();
            return LocalDateTime.parse(text).atOffset(ZoneOffset.UTC).toLocalDateTime();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the bundled data is not JSON: " + report, e);
        }
    }
}
