package io.weirpool.ingest.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.topic.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Headers that all records of a request have in common. */
class CommandHeadersTest {
    private static final byte[] ID = {1, 2};
    private static final RecordHeader TRACE =
            new RecordHeader(Topics.HEADER_TRACEPARENT, "00-a-b-01".getBytes(US_ASCII));

    private final CommandHeaders headers = CommandHeaders.traceparent("00-a-b-01");

    @Test
    void recordsOfARequestShareThem() {
        CommandRecord one = new CommandRecord("log", new Command(1, null, new byte[0], null, null), headers.of(null));
        CommandRecord other = new CommandRecord("log", new Command(0, null, new byte[0], null, null), headers.of(null));
        assertThat(one.headers()).containsExactly(TRACE).isSameAs(other.headers());
        assertThat(one.headers().toArray()).isSameAs(other.headers().toArray());
    }

    @Test
    void anIdIsOneMore() {
        Headers withId = headers.of(ID);
        assertThat(withId).containsExactly(TRACE, new RecordHeader(Topics.HEADER_ID, ID));
        assertThat(withId.toArray()).hasSize(2);
        assertThat(withId.lastHeader(Topics.HEADER_ID)).isEqualTo(new RecordHeader(Topics.HEADER_ID, ID));
        assertThat(withId.headers(Topics.HEADER_TRACEPARENT)).containsExactly(TRACE);
        assertThat(headers.of(null).lastHeader(Topics.HEADER_ID)).isNull();
    }

    @Test
    void nobodyChangesThem() {
        Headers shared = headers.of(null);
        assertThatThrownBy(() -> shared.add(TRACE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shared.add("x", ID)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shared.remove(Topics.HEADER_TRACEPARENT)).isInstanceOf(IllegalStateException.class);
        assertThat(shared).containsExactly(TRACE);
    }
}
