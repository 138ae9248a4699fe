package io.weirpool.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void headerComesBack() {
        String header = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceContext.parse(header)).isEqualTo(new TraceContext(TRACE, SPAN, true));
        assertThat(TraceContext.parse(header).traceparent()).isEqualTo(header);
    }

    @Test
    void laterVersionMayGoOn() {
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-00-more").traceId())
                .isEqualTo(TRACE);
    }

    @Test
    void childIsAnotherStepOfTheSameTrace() {
        TraceContext parent = TraceContext.begin();
        TraceContext child = parent.child();
        assertThat(child.traceId()).isEqualTo(parent.traceId());
        assertThat(child.spanId()).isNotEqualTo(parent.spanId());
        assertThat(TraceContext.parse(child.traceparent())).isEqualTo(child);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01x",
                "zz-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-0G",
                "00_" + TRACE + "-" + SPAN + "-01",
            })
    void badHeaderBeginsANewTrace(String header) {
        assertThat(TraceContext.parse(header).traceId()).hasSize(32).isNotEqualTo(TRACE);
        assertThat(TraceContext.parse(null).traceId()).hasSize(32);
    }
}
