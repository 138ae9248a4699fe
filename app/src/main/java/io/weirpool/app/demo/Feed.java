package io.weirpool.app.demo;

import io.weirpool.common.model.Position;
import io.weirpool.common.topic.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;

/** Sends batches in their order and, when a speed is given, at their moments. */
final class Feed {
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
    Receipt run(Iterator<Example.Batch> batches) throws InterruptedException {
        Instant start = Instant.now();
        while (batches.hasNext()) {
            Example.Batch batch = batches.next();
            waitUntil(start, batch.due());
            Receipt receipt = client.post(batch.path(), batch.commands());
            position = position.max(receipt.position());
            onAccepted.accept(new Accepted(batch.commands().size(), receipt));
        }
        return new Receipt(position);
    }

    private void waitUntil(Instant start, Duration sinceFirst) throws InterruptedException {
        if (speed > 0) {
            Instant due = start.plusMillis((long) (sinceFirst.toMillis() / speed));
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
        }
    }
}
