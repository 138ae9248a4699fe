package io.weirpool.ingest.publish;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A command as Kafka's producer takes it, with headers that are shared: Kafka's own record copies them into three objects. */
final class CommandRecord extends ProducerRecord<byte[], byte[]> {
    private final Headers headers;

    CommandRecord(String log, Command command, Headers headers) {
        super(log, command.partition(), command.key(), command.value());
        this.headers = headers;
    }

    @Override
    public Headers headers() {
        return headers;
    }
}
