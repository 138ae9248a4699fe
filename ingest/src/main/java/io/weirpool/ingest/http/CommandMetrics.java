package io.weirpool.ingest.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.ingest.check.Operation;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Commands by source and result, and how long acknowledgement takes. Sources are declared, so labels stay few. */
public final class CommandMetrics {
    private final MeterRegistry registry;
    private final Map<String, Timer> acknowledgements = new ConcurrentHashMap<>();
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    /** One of few: sources, operations and codes are ours. */
    private record Series(String source, String operation, String result) {}

    public CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param failure null when the commands were accepted */
    void answered(Source source, Operation operation, int commands, @Nullable Throwable failure) {
        String name = source.isTable() ? operation.name().toLowerCase(Locale.ROOT) : "insert";
        Series series = new Series(source.name().value(), name, result(failure));
        counters.computeIfAbsent(series, this::counter).increment(commands);
    }

    /** Looked up once, as that costs more than to count. */
    private Counter counter(Series series) {
        return registry.counter(
                MetricNames.COMMANDS,
                MetricNames.TAG_SOURCE,
                series.source(),
                MetricNames.TAG_OP,
                series.operation(),
                MetricNames.TAG_RESULT,
                series.result());
    }

    /** From the whole body to the acknowledgement of its last command. */
    void acknowledged(Source source, Duration took) {
        acknowledgements.computeIfAbsent(source.name().value(), this::timer).record(took);
    }

    private Timer timer(String source) {
        return Timer.builder(MetricNames.ACKNOWLEDGEMENT)
                .description("From a checked request to the acknowledgement of its last command")
                .tag(MetricNames.TAG_SOURCE, source)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(15))
                .register(registry);
    }

    private static String result(@Nullable Throwable failure) {
        if (failure == null) {
            return "accepted";
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return code(cause).slug();
    }

    private static ErrorCode code(Throwable cause) {
        if (cause instanceof ProblemException expected) {
            return expected.problem().code();
        }
        return cause instanceof WeirpoolException expected ? expected.code() : ErrorCode.INTERNAL;
    }
}
