package io.weirpool.app.dev;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Log lines of a process: JSON in a file, with request and trace ids; warnings also on the console, for people. */
public final class Logs {
    /** Five files of 10 MB: days of a quiet process, and never more than 60 MB of disk. */
    private static final long FILE_BYTES_MAX = 10_000_000;

    private static final int FILES_MAX = 5;

    private Logs() {}

    /** From now on all goes to {@code directory/weirpool.log} too, and ours in more detail than the libraries'. */
    public static void toDirectory(Path directory) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("file") == null) {
            root.addAppender(file(context, directory.resolve("weirpool.log")));
            context.getLogger("io.weirpool").setLevel(Level.INFO);
            onlyOurWarnings(root);
        }
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.start();
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(appender);
        names.setFileNamePattern(file + ".%i");
        names.setMaxIndex(FILES_MAX);
        names.start();
        appender.setRollingPolicy(names);
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(FILE_BYTES_MAX));
        size.start();
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    /** The console shows what a person must know of us; the file has the rest. */
    private static void onlyOurWarnings(Logger root) {
        var console = root.getAppender("console");
        if (console != null) {
            console.addFilter(new OurWarnings());
        }
    }

    /** Libraries warn about what is as it should be here, such as a broker that is alone. */
    private static final class OurWarnings extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean ours = event.getLoggerName().startsWith("io.weirpool");
            return ours && event.getLevel().isGreaterOrEqual(Level.WARN) ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}
