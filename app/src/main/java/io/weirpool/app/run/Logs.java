package io.weirpool.app.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Log lines of a process: JSON with request and trace ids, in a file ({@code dev}) or on the error stream ({@code run}). */
public final class Logs {
    /** Five files of 10 MB: days of a quiet process, and never more than 60 MB of disk. */
    private static final long FILE_BYTES_MAX = 10_000_000;

    private static final int FILES_MAX = 5;

    private Logs() {}

    /**
     * From now on all goes to {@code directory/weirpool.log} too, and ours in more detail than the libraries'; warnings of
     * ours also to the console, for people.
     */
    public static void toDirectory(Path directory) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("file") == null) {
            root.addAppender(file(context, directory.resolve("weirpool.log")));
            context.getLogger("io.weirpool").setLevel(Level.INFO);
            onlyOurWarnings(root);
        }
    }

    /**
     * From now on all goes to the error stream as JSON, ours in more detail than the libraries': for the log collector of
     * a server or a container. Warnings at once, other lines a moment later ({@link GatheredLines}).
     */
    public static void toErrorStream() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("json") == null) {
            root.addAppender(gathered(context, System.err));
            root.detachAppender("console");
            context.getLogger("io.weirpool").setLevel(Level.INFO);
        }
    }

    /** Passes on what {@link #toErrorStream} still holds, before the process ends. */
    public static void flush() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("json") instanceof WarningsAtOnce lines) {
            lines.flush();
        }
    }

    static OutputStreamAppender<ILoggingEvent> gathered(LoggerContext context, OutputStream out) {
        OutputStreamAppender<ILoggingEvent> appender = new WarningsAtOnce();
        appender.setContext(context);
        appender.setName("json");
        appender.setEncoder(json(context));
        appender.setOutputStream(GatheredLines.to(out));
        appender.setImmediateFlush(false);
        appender.start();
        return appender;
    }

    /** One object a line: time, level, logger, thread, message, and the request's or trace's ids from the MDC. */
    private static JsonEncoder json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.start();
        return encoder;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(json(context));
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

    /** Ordinary lines may wait a moment; what is wrong is passed on before the process can end of it. */
    private static final class WarningsAtOnce extends OutputStreamAppender<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            super.append(event);
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                flush();
            }
        }

        void flush() {
            try {
                getOutputStream().flush();
            } catch (IOException e) {
                addError("the log cannot be written", e);
            }
        }
    }
}
