package io.weirpool.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
