package io.weirpool.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.weirpool.ingest.http.AccessLog;
import io.weirpool.ingest.http.RequestContext;
import io.weirpool.ingest.http.RequestLog;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logger log = context.getLogger("io.weirpool.test");

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        log.setLevel(Level.INFO);
        log.addAppender(Logs.gathered(context, out));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aWarningIsPassedOnAtOnceWithWhatCameBefore() {
        log.info("first");
        log.warn("second");
        assertThat(out.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("first"),
                        line -> assertThat(line).contains("second"));
    }

    @Test
    void otherLinesFollow() {
        log.info("alone");
        Awaitility.await().untilAsserted(() -> assertThat(out.toString(UTF_8)).contains("alone"));
    }

    @Test
    void nothingIsLeftAtTheEnd() {
        log.info("last");
        context.stop();
        assertThat(out.toString(UTF_8)).contains("last");
    }

    @Test
    void aRequestNamesItsReceiptIfItHasOne() {
        LoggerContext own = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger access = own.getLogger("io.weirpool.access");
        OutputStreamAppender<ILoggingEvent> lines = Logs.gathered(own, out);
        access.addAppender(lines);
        access.setLevel(Level.INFO);
        try {
            new AccessLog().answered(request("GET", null));
            new AccessLog().answered(request("POST", "v1:7"));
        } finally {
            access.setLevel(null);
            access.detachAppender(lines);
            lines.stop();
        }
        assertThat(out.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("GET ").doesNotContain("receipt"),
                        line -> assertThat(line).contains("POST ", "\"receipt\":\"v1:7\""));
    }

    private static RequestLog.Entry request(String method, @Nullable String receipt) {
        RequestContext context = new RequestContext("r-1", "00-a-b-01", "a");
        return new RequestLog.Entry(context, method, "/v1", "/v1", 200, receipt, Duration.ofMillis(1));
    }
}
